import * as z from 'zod/mini';

/** The turn worker's event. Our own webhooks write it, so it is taken strictly. */
export const TurnJobEvent = z.strictObject({
  kind: z.enum(['answer', 'warm']),
  companyId: z.string().check(z.minLength(1)),
  sessionId: z.string().check(z.startsWith('sess_')),
  turn: z.int().check(z.nonnegative()),
});
