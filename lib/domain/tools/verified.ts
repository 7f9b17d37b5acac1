import type { Customer, Order } from '#lib/domain/commerce.ts';
import { plainOrderNumber } from '#lib/domain/said-facts.ts';
import type { Session } from '#lib/domain/session.ts';
import type { ToolOutcome } from '#lib/domain/tools/tool.ts';
import type { Commerce } from '#lib/ports/commerce.ts';

/** What every account tool answers before the caller is verified. */
export const notVerified: ToolOutcome = {
  text: 'The caller is not verified; nothing was done and nothing may be told. Use verify_customer first.',
  isError: true,
};

/** The session's verified customer as the shop knows them now. */
export async function verifiedCustomer(shop: Commerce, session: Session): Promise<Customer | undefined> {
  const customerId = session.verified?.customerId;
  if (customerId === undefined) return undefined;
  return (await shop.findCustomers({ customerId })).find((customer) => customer.customerId === customerId);
}

/** An order by the number that was said; "#47 11" and "order 4711" are ways to write 4711. */
export async function orderByNumber(shop: Commerce, said: string): Promise<Order | undefined> {
  for (const spelling of new Set([said.trim(), plainOrderNumber(said)].filter((one) => one !== ''))) {
    const order = await shop.getOrder(spelling);
    if (order !== undefined) return order;
  }
  return undefined;
}

/** An order of the session's verified customer; anybody else's is as good as none. */
export async function ownOrder(shop: Commerce, session: Session, said: string): Promise<Order | undefined> {
  const order = await orderByNumber(shop, said);
  return order !== undefined && order.customerId === session.verified?.customerId ? order : undefined;
}
