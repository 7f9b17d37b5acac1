import * as z from 'zod/mini';
import { tool } from '#lib/domain/tools/tool.ts';
import { verifyCaller } from '#lib/domain/verify-caller.ts';

const Fact = z.optional(z.string().check(z.maxLength(200)));

/** Proves who is calling, from what they say. What was wrong is never told: it would help only a guesser. */
export const verifyCustomer = tool({
  name: 'verify_customer',
  description:
    'Verify who the caller is, before anything about an account. Pass the facts the caller told you, as they said them: the ' +
    'order number and one more (e-mail address, postcode, full name, or the phone number on the account), or the e-mail ' +
    'address and the postcode. If the call comes from a number that the network vouches for, calling it without facts may ' +
    'be enough. Tries are limited.',
  input: z.object({ orderId: Fact, email: Fact, phone: Fact, postcode: Fact, fullName: Fact }),
  offered: ({ shop }) => shop !== undefined,
  run: async (ports, context, facts) => verifyCaller(ports, context, facts),
});
