import * as z from 'zod/mini';

/** The afterwards worker's event. Our own functions write it, so it is taken strictly. */
export const AfterwardsJobEvent = z.strictObject({
  companyId: z.string().check(z.minLength(1)),
  taskId: z.string().check(z.minLength(1)),
});
