import type { Stripe } from 'stripe';
import { isMissing } from '#lib/adapters/commerce/stripe-client.ts';
import { fromStripe } from '#lib/adapters/commerce/stripe-money.ts';
import type { Order, OrderLine } from '#lib/domain/commerce.ts';
import { CommerceError } from '#lib/ports/commerce.ts';

/**
 * An order is a charge that succeeded. Metadata of the charge, or of its payment intent where both say something:
 * `order_id` is the number that callers know (else the charge's own id), `order_status` is told to them as it is, and `line_1`,
 * `line_2`, … are its lines, each `{"description":"Wool rug","quantity":1,"amount":8900}`. What the lines leave of the amount is
 * a line `rest`; without lines, or with lines of more than was paid, the whole payment is one line `all`.
 */
export type Payment = { charge: Stripe.Charge; refunds: readonly Stripe.Refund[] };

/** On a refund: its key, and what it gave back of each line, `1:8900,2:4500`. */
export const refundMarks = { key: 'cs_ai_key', lines: 'cs_ai_lines' } as const;

/** The payment of an order as it stands now; undefined where there is none. */
export async function findPayment(stripe: Stripe, orderId: string): Promise<Payment | undefined> {
  const [chargeId, other] = /^(?:ch|py)_\w{1,60}$/.test(orderId) ? [orderId] : await chargesOfNumber(stripe, orderId);
  if (other !== undefined) throw new CommerceError('not-done', 'Several charges carry this order number.');
  if (chargeId === undefined) return undefined;
  try {
    const charge = await stripe.charges.retrieve(chargeId, { expand: ['refunds', 'payment_intent'] });
    return isPaid(charge) ? withRefunds(stripe, charge) : undefined;
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    throw cause;
  }
}

/** A customer's hundred newest payments. */
export async function listPayments(stripe: Stripe, customerId: string): Promise<Payment[]> {
  const expand = ['data.refunds', 'data.payment_intent'];
  try {
    const { data } = await stripe.charges.list({ customer: customerId, limit: 100, expand });
    return await Promise.all(data.filter(isPaid).map((charge) => withRefunds(stripe, charge)));
  } catch (cause) {
    if (isMissing(cause)) return [];
    throw cause;
  }
}

export function toOrder({ charge, refunds }: Payment, orderId: string): Order {
  const { order_status: status = 'paid' } = metadataOf(charge);
  const paid = fromStripe({ amount: charge.amount_captured, currency: charge.currency });
  const lines = linesOf(charge, paid.amountMinor);
  const given = refunds.filter(isGiven);
  const byLine = Map.groupBy(given.flatMap(markedLines), ({ lineId }) => lineId);
  const sumOf = (lineId: string) => (byLine.get(lineId) ?? []).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const marked = lines.reduce((sum, { lineId }) => sum + sumOf(lineId), 0);
  const all = fromStripe({ amount: charge.amount_refunded, currency: charge.currency }).amountMinor;
  // What was given back by hand says not for what: it counts against every line, so that nothing is given twice.
  const byHand = Math.max(0, all - marked);
  return {
    orderId,
    customerId: customerOf(charge) ?? '',
    placedAt: new Date(charge.created * 1_000).toISOString(),
    status: charge.refunded ? 'refunded' : status,
    currency: paid.currency,
    lines: lines.map((line) => ({ ...line, refundedMinor: Math.min(line.paidMinor, sumOf(line.lineId) + byHand) })),
  };
}

/** As orders, by the number that callers know; by the charge's id where it has none, or shares it with another. */
export function numbered(payments: readonly Payment[]): Order[] {
  const byNumber = Map.groupBy(payments, ({ charge }) => numberOf(charge));
  return payments.map((payment) => {
    const number = numberOf(payment.charge);
    return toOrder(payment, number !== undefined && byNumber.get(number)?.length === 1 ? number : payment.charge.id);
  });
}

export const customerOf = ({ customer }: Stripe.Charge): string | undefined =>
  (typeof customer === 'string' ? customer : customer?.id) ?? undefined;

export const isGiven = ({ status }: Stripe.Refund): boolean => status !== 'failed' && status !== 'canceled';

/**
 * Search knows the number, but may be a minute behind in all else: it only names the charge. A number is matched whole, and
 * may hold nothing that means something in a query.
 */
async function chargesOfNumber(stripe: Stripe, orderId: string): Promise<string[]> {
  if (!orderNumber.test(orderId)) return [];
  const query = `metadata["order_id"]:"${orderId}"`;
  const charges = await stripe.charges.search({ query, limit: 10, expand: ['data.payment_intent'] });
  const found = charges.data.filter((charge) => isPaid(charge) && numberOf(charge) === orderId);
  if (found.length > 0) return found.map(({ id }) => id);
  // Metadata that a payment intent was given after its charge is only there.
  const intents = await stripe.paymentIntents.search({ query, limit: 10 });
  return intents.data
    .filter(({ status, metadata }) => status === 'succeeded' && metadata.order_id === orderId)
    .flatMap(({ latest_charge: charge }) => (typeof charge === 'string' ? charge : (charge?.id ?? [])));
}

async function withRefunds(stripe: Stripe, charge: Stripe.Charge): Promise<Payment> {
  const { data, has_more } = charge.refunds ?? { data: [], has_more: true };
  if (!has_more) return { charge, refunds: data };
  return { charge, refunds: (await stripe.refunds.list({ charge: charge.id, limit: 100 })).data };
}

const orderNumber = /^\w(?:[\w#./ -]{0,62}\w)?$/;

function numberOf(charge: Stripe.Charge): string | undefined {
  const { order_id: number = '' } = metadataOf(charge);
  return orderNumber.test(number) ? number : undefined;
}

const isPaid = ({ status, captured }: Stripe.Charge): boolean => status === 'succeeded' && captured;

const metadataOf = ({ metadata, payment_intent: intent }: Stripe.Charge): Partial<Record<string, string>> => ({
  ...metadata,
  ...(typeof intent === 'object' ? intent?.metadata : {}),
});

function linesOf(charge: Stripe.Charge, paidMinor: number): Omit<OrderLine, 'refundedMinor'>[] {
  const lines = Object.entries(metadataOf(charge)).flatMap(([name, value]) => {
    const lineId = /^line_(\d{1,3})$/.exec(name)?.[1];
    return lineId === undefined ? [] : [toLine(lineId, value ?? '', charge.currency)];
  });
  const rest = paidMinor - lines.reduce((sum, line) => sum + (line?.paidMinor ?? Number.NaN), 0);
  const known = lines.filter((line) => line !== undefined).sort((a, b) => Number(a.lineId) - Number(b.lineId));
  // Not a number where a line could not be read.
  if (known.length === 0 || !(rest >= 0)) {
    return [{ lineId: 'all', description: charge.description ?? 'Payment', quantity: 1, paidMinor }];
  }
  return rest === 0
    ? known
    : [...known, { lineId: 'rest', description: 'Shipping and other', quantity: 1, paidMinor: rest }];
}

function toLine(lineId: string, value: string, currency: string): Omit<OrderLine, 'refundedMinor'> | undefined {
  try {
    const { description, quantity = 1, amount } = JSON.parse(value) as Record<string, unknown>;
    if (typeof description !== 'string' || typeof quantity !== 'number' || typeof amount !== 'number') return undefined;
    return { lineId, description, quantity, paidMinor: fromStripe({ amount, currency }).amountMinor };
  } catch {
    return undefined;
  }
}

const markedLines = ({ metadata }: Stripe.Refund): { lineId: string; amountMinor: number }[] =>
  [...(metadata?.[refundMarks.lines] ?? '').matchAll(/([\w-]+):(\d+)/g)].map(([, lineId = '', amount]) => ({
    lineId,
    amountMinor: Number(amount),
  }));
