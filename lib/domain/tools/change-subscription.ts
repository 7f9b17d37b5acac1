import * as z from 'zod/mini';
import { decideSubscription } from '#lib/domain/authority.ts';
import type { SubscriptionChange } from '#lib/domain/commerce.ts';
import { performAction } from '#lib/domain/perform-action.ts';
import { outcomeOf } from '#lib/domain/tools/action-text.ts';
import { standingOf } from '#lib/domain/tools/standing.ts';
import { tool } from '#lib/domain/tools/tool.ts';
import { notVerified, verifiedCustomer } from '#lib/domain/tools/verified.ts';

/** Pauses, resumes, cancels or changes the plan of a subscription of the verified caller. */
export const changeSubscription = tool({
  name: 'change_subscription',
  description:
    "Change the verified caller's subscription: pause, resume, cancel, or another plan. Repeat the change back and get a " +
    'yes first. Say that it was done only after the result says so.',
  input: z.object({
    change: z.enum(['pause', 'resume', 'cancel', 'plan']),
    /** The plan's name, only with change plan. */
    plan: z.optional(z.string().check(z.maxLength(200))),
    /** Needed only where the caller has several. */
    subscriptionId: z.optional(z.string().check(z.maxLength(100))),
    reason: z.string().check(z.minLength(1), z.maxLength(500)),
  }),
  offered: ({ session, shop }) =>
    shop !== undefined && session.config.tiers[session.tier].capabilities.canModifySubscription,
  run: async (ports, { session, turn, shop }, { change: kind, plan = '', subscriptionId, reason }) => {
    if (shop === undefined || session.verified === undefined) return notVerified;
    const change: SubscriptionChange = kind === 'plan' ? { kind, plan } : { kind };
    const identity = [kind, kind === 'plan' ? plan : '', subscriptionId ?? ''];
    const action = await performAction(
      ports,
      shop,
      { session, turn, kind: 'subscription', identity, reason },
      async () =>
        decideSubscription(
          standingOf(ports, session),
          { kind: 'subscription', change, ...(subscriptionId === undefined ? {} : { subscriptionId }) },
          await verifiedCustomer(shop, session),
        ),
    );
    return outcomeOf(action);
  },
});
