import * as z from 'zod/mini';
import { apiContract } from '#lib/contracts/api/contract.ts';
import { pageOf, pageQuery } from '#lib/contracts/api/page.ts';
import { moment } from '#lib/contracts/api/period.ts';

const CallbackView = z.object({
  callbackId: z.string(),
  sessionId: z.string(),
  status: z.enum(['open', 'kept', 'cancelled']),
  phone: z.string(),
  customerId: z.optional(z.string()),
  from: z.string(),
  to: z.string(),
  timeZone: z.string(),
  owner: z.string(),
  reason: z.string(),
  createdAt: z.string(),
});

export const listCallbacks = apiContract({
  route: 'listCallbacks',
  summary: 'The calls that were promised, soonest first',
  query: z
    .object({
      ...pageQuery,
      status: z.optional(z.enum(['open', 'kept', 'cancelled'])),
      /** Promised for this time or later. */
      from: z.optional(moment),
      /** Promised for before this time. */
      to: z.optional(moment),
    })
    .check(
      z.refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
        path: ['to'],
        error: 'must not be before from',
      }),
    ),
  replies: { 200: pageOf(CallbackView) },
});

export const closeCallback = apiContract({
  route: 'closeCallback',
  summary: 'A promised call was made, or is no longer wanted; the team is not reminded of it any more',
  body: z.object({ status: z.enum(['kept', 'cancelled']) }),
  replies: { 200: CallbackView },
  problems: [409],
});
