import * as z from 'zod/mini';
import { decideCredit } from '#lib/domain/authority.ts';
import { performAction } from '#lib/domain/perform-action.ts';
import { outcomeOf } from '#lib/domain/tools/action-text.ts';
import { standingOf } from '#lib/domain/tools/standing.ts';
import { tool } from '#lib/domain/tools/tool.ts';
import { notVerified } from '#lib/domain/tools/verified.ts';

/** A goodwill credit. The one amount that the model names; authority bounds it. */
export const applyCredit = tool({
  name: 'apply_credit',
  description:
    "Put a goodwill credit on the verified caller's account. amount is in the company's currency, for example 7.5. Use it " +
    'sparingly, for a real inconvenience. Say that it was done only after the result says so.',
  input: z.object({ amount: z.number(), reason: z.string().check(z.minLength(1), z.maxLength(500)) }),
  offered: ({ session, shop }) => shop !== undefined && session.config.tiers[session.tier].capabilities.canApplyCredits,
  run: async (ports, { session, turn, shop }, { amount, reason }) => {
    if (shop === undefined || session.verified === undefined) return notVerified;
    const wish = { session, turn, kind: 'credit', identity: [String(amount)], reason } as const;
    const action = await performAction(ports, shop, wish, async () =>
      decideCredit(standingOf(ports, session), { kind: 'credit', amountMajor: amount }),
    );
    return outcomeOf(action);
  },
});
