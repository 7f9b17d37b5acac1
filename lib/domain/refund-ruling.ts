import type { RefundWish, Standing } from '#lib/domain/authority.ts';
import { capWindows, isCountable, lineWindow } from '#lib/domain/cap-windows.ts';
import { capMinor } from '#lib/domain/caps.ts';
import type { Order, OrderLine } from '#lib/domain/commerce.ts';
import { formatMoney } from '#lib/domain/money.ts';
import { type Ruling, refuse, requireStanding } from '#lib/domain/ruling.ts';
import { isSameOrderNumber } from '#lib/domain/said-facts.ts';

/** What is left of the wished lines of the customer's own, recent order, in the company's currency, up to the tier's cap. */
export function ruleOnRefund(standing: Standing, wish: RefundWish, order: Order | undefined): Ruling {
  const standingOf = requireStanding(standing, 'canProcessRefunds');
  if ('kind' in standingOf) return standingOf;
  const { customerId } = standingOf;
  const { config, tier } = standing;
  const { currency } = config;

  // One code for an order of somebody else and for none: else numbers could be tried until one exists.
  if (order === undefined) return refuse(standing, 'unknown-order', 'there is no such order');
  if (order.customerId !== customerId) return refuse(standing, 'unknown-order', "the order is another customer's");
  if (!isCountable(order.orderId) || !isSameOrderNumber(wish.orderId, order.orderId)) {
    return refuse(standing, 'unknown-order', 'the shop answered with an order of another or of no sound id');
  }
  if (order.currency !== currency) {
    return refuse(standing, 'wrong-currency', `the order is not in ${currency}`);
  }
  const byId = new Map(order.lines.map((line) => [line.lineId, line]));
  if (byId.size < order.lines.length) return refuse(standing, 'not-allowed', 'two lines of the order have the same id');
  const wished = wish.lineIds?.length ? [...new Set(wish.lineIds)].map((id) => byId.get(id)) : order.lines;
  if (!wished.every((line) => line !== undefined))
    return refuse(standing, 'unknown-line', 'the order has no such line');
  if (!wished.every(isSound)) {
    return refuse(standing, 'not-allowed', 'a line of the order has an id or an amount that cannot be counted');
  }

  const lines = wished
    .map(({ lineId, paidMinor, ...line }) => ({ lineId, paidMinor, amountMinor: leftOf({ paidMinor, ...line }) }))
    .filter(({ amountMinor }) => amountMinor > 0);
  const amountMinor = total(lines.map((line) => line.amountMinor));
  if (amountMinor === 0) return refuse(standing, 'already-refunded', 'nothing is left to refund');
  if (!isWithin(config.refundWindowDays, order.placedAt, standing.now)) {
    return refuse(standing, 'too-old', `the order is older than ${config.refundWindowDays} days`, amountMinor);
  }
  const cap = capMinor(config.tiers[tier].capabilities.maxRefundAmount, currency);
  const amount = { amountMinor, currency };
  const compared = `${formatMoney(amount)} against the ${formatMoney({ amountMinor: cap, currency })} of ${tier} for one refund`;
  // The sum of many lines may be more than we can count exactly; it is then the largest number we can, and no refund.
  if (amountMinor > cap || amountMinor === Number.MAX_SAFE_INTEGER) {
    return refuse(standing, 'over-cap', `over the cap: ${compared}`, amountMinor);
  }
  const beforeMinor = total(order.lines.filter(isSound).map(leftOf));
  return {
    kind: 'allowed',
    amount,
    command: {
      kind: 'refund',
      customerId,
      orderId: order.orderId,
      lines: lines.map((line) => ({ lineId: line.lineId, amountMinor: line.amountMinor })),
      amountMinor,
      currency,
    },
    windows: [
      ...lines.map((line) => lineWindow(order.orderId, line)),
      ...capWindows(standing, 'refund', customerId, { amountMinor, capMinor: cap }),
    ],
    rule: `within the cap: ${compared}`,
    beforeMinor,
    afterMinor: beforeMinor - amountMinor,
  };
}

const isAmount = (minor: number): boolean => Number.isSafeInteger(minor) && minor >= 0;

const isSound = ({ lineId, paidMinor, refundedMinor }: OrderLine): boolean =>
  isCountable(lineId) && isAmount(paidMinor) && isAmount(refundedMinor);

const leftOf = ({ paidMinor, refundedMinor }: Pick<OrderLine, 'paidMinor' | 'refundedMinor'>): number =>
  Math.max(0, paidMinor - refundedMinor);

const total = (amounts: readonly number[]): number =>
  Math.min(
    amounts.reduce((sum, amount) => sum + amount, 0),
    Number.MAX_SAFE_INTEGER,
  );

/** A date that cannot be read is too long ago. */
const isWithin = (days: number, placedAt: string, now: string): boolean =>
  Date.parse(now) - Date.parse(placedAt) <= days * 86_400_000;
