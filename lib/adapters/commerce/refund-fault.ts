import type { Order, RefundCommand } from '#lib/domain/commerce.ts';

/**
 * Why a refund cannot be given, by the order as it stands: the last look before money moves, behind every rule of the domain.
 * Undefined where nothing is wrong with it.
 */
export function refundFault(order: Order | undefined, command: RefundCommand): string | undefined {
  const { lines, amountMinor, currency, customerId } = command;
  if (order === undefined || order.customerId !== customerId) return 'This customer has no such order.';
  if (order.currency !== currency) return `This order is in ${order.currency}.`;
  if (lines.length === 0) return 'No line is named.';
  if (new Set(lines.map(({ lineId }) => lineId)).size !== lines.length) return 'A line is named twice.';
  if (lines.reduce((sum, line) => sum + line.amountMinor, 0) !== amountMinor)
    return 'The lines do not add up to the amount.';
  for (const { lineId, amountMinor: wanted } of lines) {
    const line = order.lines.find((one) => one.lineId === lineId);
    if (line === undefined) return 'This order has no such line.';
    if (!isPayable(wanted)) return 'This is no amount to give back.';
    if (line.refundedMinor + wanted > line.paidMinor) return 'More than was paid for a line cannot be given back.';
  }
  return undefined;
}

/** Whole coins, at least one. */
export const isPayable = (amountMinor: number): boolean => Number.isSafeInteger(amountMinor) && amountMinor > 0;
