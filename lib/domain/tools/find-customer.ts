import * as z from 'zod/mini';
import { formatMoney } from '#lib/domain/money.ts';
import { tool } from '#lib/domain/tools/tool.ts';
import { notVerified, verifiedCustomer } from '#lib/domain/tools/verified.ts';

/** The verified caller's own record. Before verification it tells nothing, not even whether somebody is known. */
export const findCustomer = tool({
  name: 'find_customer',
  description: "Read the verified caller's own record: name and subscriptions. Works only after verify_customer.",
  input: z.object({}),
  offered: ({ shop }) => shop !== undefined,
  run: async (_ports, { session, shop }) => {
    const customer = shop && (await verifiedCustomer(shop, session));
    if (customer === undefined) return notVerified;
    const subscriptions = customer.subscriptions.map(
      ({ subscriptionId, plan, status, price, otherPlans }) =>
        `subscription ${subscriptionId}: ${plan}, ${status}, ${formatMoney(price)}` +
        (otherPlans.length === 0 ? '' : `, may change to ${otherPlans.join(' or ')}`),
    );
    return {
      text: [`name: ${customer.name}`, ...(subscriptions.length === 0 ? ['no subscription'] : subscriptions)].join(
        '\n',
      ),
    };
  },
});
