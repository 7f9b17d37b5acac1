import * as z from 'zod/mini';
import type { Order } from '#lib/domain/commerce.ts';
import { formatMoney } from '#lib/domain/money.ts';
import { tool } from '#lib/domain/tools/tool.ts';
import { notVerified, ownOrder } from '#lib/domain/tools/verified.ts';

/** Orders read out to the model; a caller's question is about a recent one. */
const recent = 10;

/** The verified caller's orders, newest first. */
export const listOrders = tool({
  name: 'list_orders',
  description: "List the verified caller's most recent orders with their lines and what was paid and refunded.",
  input: z.object({}),
  offered: ({ shop }) => shop !== undefined,
  run: async (_ports, { session, shop }) => {
    if (shop === undefined || session.verified === undefined) return notVerified;
    const { customerId } = session.verified;
    const orders = (await shop.listOrders(customerId))
      .filter((order) => order.customerId === customerId)
      .toSorted((a, b) => b.placedAt.localeCompare(a.placedAt))
      .slice(0, recent);
    return {
      text: orders.length === 0 ? 'There are no orders.' : orders.map(describe).join('\n\n'),
      known: { alreadyRefunded: orders.some(hasRefund) },
    };
  },
});

/** One order of the verified caller. */
export const getOrder = tool({
  name: 'get_order',
  description: 'Read one order of the verified caller by its number: lines with their ids, what was paid and refunded.',
  input: z.object({ orderId: z.string().check(z.minLength(1), z.maxLength(100)) }),
  offered: ({ shop }) => shop !== undefined,
  run: async (_ports, { session, shop }, { orderId }) => {
    if (shop === undefined || session.verified === undefined) return notVerified;
    const order = await ownOrder(shop, session, orderId);
    return order === undefined
      ? { text: 'This caller has no such order. Ask for the number again; do not guess.', isError: true }
      : { text: describe(order), known: { alreadyRefunded: hasRefund(order) } };
  },
});

const hasRefund = (order: Order): boolean => order.lines.some(({ refundedMinor }) => refundedMinor > 0);

const describe = (order: Order): string => {
  const money = (amountMinor: number): string => formatMoney({ amountMinor, currency: order.currency });
  const lines = order.lines.map(
    ({ lineId, description, quantity, paidMinor, refundedMinor }) =>
      `  line ${lineId}: ${quantity} x ${description}, paid ${money(paidMinor)}` +
      (refundedMinor > 0 ? `, refunded ${money(refundedMinor)}` : ''),
  );
  return [`order ${order.orderId}, placed ${order.placedAt.slice(0, 10)}, ${order.status}`, ...lines].join('\n');
};
