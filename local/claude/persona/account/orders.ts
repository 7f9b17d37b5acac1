import type { ToolResult } from '#local/claude/persona/call.ts';

export type OrderLine = { lineId: string; description: string; paid: string };
export type Order = { orderId: string; placedOn: string; status: string; lines: OrderLine[] };

/** The orders that a result of get_order or list_orders describes. */
export function ordersIn({ text, failed }: ToolResult): Order[] {
  if (failed) return [];
  const orders: Order[] = [];
  for (const row of text.split('\n')) {
    const [, orderId, placedOn, status] = /^\s*order (\S+), placed (\d{4}-\d\d-\d\d), (.+?)\s*$/.exec(row) ?? [];
    if (orderId !== undefined) orders.push({ orderId, placedOn: placedOn ?? '', status: status ?? '', lines: [] });
    const [, lineId, description, paid] = orderLine.exec(row) ?? [];
    if (lineId !== undefined) orders.at(-1)?.lines.push({ lineId, description: description ?? '', paid: paid ?? '' });
  }
  return orders;
}

/** `  line L1: 1 x Wool rug, paid 89.00 USD, refunded 9.00 USD` */
const orderLine = /^\s*line (\S+): \d+ x (.+), paid ([\d.]+ [A-Z]{3})(?:, refunded [\d.]+ [A-Z]{3})?\s*$/;
