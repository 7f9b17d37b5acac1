import type { Customer, Order } from '#lib/domain/commerce.ts';
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

/** An order of the session's verified customer; anybody else's is as good as none. */
export async function ownOrder(shop: Commerce, session: Session, orderId: string): Promise<Order | undefined> {
  const order = await shop.getOrder(plainOrderId(orderId));
  return order !== undefined && order.customerId === session.verified?.customerId ? order : undefined;
}

/** "#47 11" and "order 4711" are the recogniser's and the model's ways to write 4711. */
export const plainOrderId = (said: string): string => said.replace(/^\s*(?:order\s*)?(?:number\s*)?[#\s]*/i, '').replace(/\s+/g, '');
