import * as z from 'zod/mini';
import { decideRefund } from '#lib/domain/authority.ts';
import { performAction } from '#lib/domain/perform-action.ts';
import { outcomeOf } from '#lib/domain/tools/action-text.ts';
import { standingOf } from '#lib/domain/tools/standing.ts';
import { tool } from '#lib/domain/tools/tool.ts';
import { notVerified, orderByNumber } from '#lib/domain/tools/verified.ts';

/** Gives back what was paid for an order or some of its lines. The amount comes from the order, never from the model. */
export const issueRefund = tool({
  name: 'issue_refund',
  description:
    'Refund an order of the verified caller, or only some of its lines. The amount is computed from the order. Say that ' +
    'it was done only after the result says so. A result that says nothing was done also says who could do it.',
  input: z.object({
    orderId: z.string().check(z.minLength(1), z.maxLength(100)),
    lineIds: z.optional(z.array(z.string().check(z.maxLength(100))).check(z.maxLength(100))),
    reason: z.string().check(z.minLength(1), z.maxLength(500)),
  }),
  offered: ({ session, shop }) =>
    shop !== undefined && session.config.tiers[session.tier].capabilities.canProcessRefunds,
  run: async (ports, { session, turn, shop }, { orderId: said, lineIds, reason }) => {
    if (shop === undefined || session.verified === undefined) return notVerified;
    const order = await orderByNumber(shop, said);
    const orderId = order?.orderId ?? said;
    // No list and an empty one both mean the whole order.
    const lines = lineIds === undefined || lineIds.length === 0 ? undefined : [...new Set(lineIds)].sort();
    const action = await performAction(
      ports,
      shop,
      { session, turn, kind: 'refund', identity: [orderId, ...(lines ?? [])], reason },
      async () =>
        decideRefund(
          standingOf(ports, session),
          // As it was said: the order that the shop brought has to be that one.
          { kind: 'refund', orderId: said, ...(lines === undefined ? {} : { lineIds: lines }) },
          order,
        ),
    );
    return outcomeOf(action);
  },
});
