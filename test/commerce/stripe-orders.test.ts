import { afterEach, beforeEach, expect, it } from 'vitest';
import { stripeShop } from '#lib/adapters/commerce/stripe-shop.ts';
import type { Commerce } from '#lib/ports/commerce.ts';
import { mapleAndPine } from '#local/shop/maple-and-pine.ts';
import type { StripeCharge } from '#local/stripe/objects.ts';
import { type StripeStandIn, startStripe } from '#local/stripe/server.ts';
import { hurried } from '#test/commerce/rigs.ts';

let stripe: StripeStandIn;
let shop: Commerce;
beforeEach(async () => {
  stripe = await startStripe({ apiKey: 'sk_test_desk', opening: mapleAndPine(Date.now()) });
  shop = stripeShop({ apiKeys: ['sk_test_desk'], clock: hurried, server: stripe.server });
});
afterEach(() => stripe.close());

function chargeOf(id: string): StripeCharge {
  const charge = stripe.books.charges.find((one) => one.id === id);
  if (charge === undefined) throw new Error(`There is no ${id}.`);
  return charge;
}
const linesOf = async (orderId: string) =>
  (await shop.getOrder(orderId))?.lines.map(({ lineId, paidMinor, refundedMinor }) => [
    lineId,
    paidMinor,
    refundedMinor,
  ]);
const refundByHand = (charge: StripeCharge, amount: number) => {
  charge.amount_refunded += amount;
  stripe.books.refunds.push({
    id: `re_hand_${stripe.books.refunds.length}`,
    object: 'refund',
    amount,
    currency: charge.currency,
    charge: charge.id,
    status: 'succeeded',
    metadata: {},
  });
};
const refund = (orderId: string, lineId: string, amountMinor: number) =>
  shop.execute({
    kind: 'refund',
    key: `act_${orderId}_${lineId}_${amountMinor}`,
    customerId: 'cus_dana',
    orderId,
    lines: [{ lineId, amountMinor }],
    amountMinor,
    currency: 'USD',
    reason: '',
  });

it('takes a charge without lines for an order of one', async () => {
  chargeOf('ch_4711').metadata = { order_id: '4711' };
  chargeOf('ch_4711').description = 'Rug and curtains';
  expect((await shop.getOrder('4711'))?.lines).toEqual([
    { lineId: 'all', description: 'Rug and curtains', quantity: 1, paidMinor: 13_400, refundedMinor: 0 },
  ]);
});

it('makes a line of what the lines leave', async () => {
  chargeOf('ch_4711').amount_captured += 490;
  expect(await linesOf('4711')).toEqual([
    ['1', 8_900, 0],
    ['2', 4_500, 0],
    ['rest', 490, 0],
  ]);
});

it.each(['{', 'null', '{"description":"Rug","amount":"8900"}', '{"description":"Rug","amount":99999999}'])(
  'believes no lines where one is %s',
  async (line) => {
    chargeOf('ch_4711').metadata.line_1 = line;
    expect(await linesOf('4711')).toEqual([['all', 13_400, 0]]);
  },
);

it('believes the metadata of the payment intent over those of its charge', async () => {
  const intent = stripe.books.intents.find(({ id }) => id === 'pi_4712');
  Object.assign(intent?.metadata ?? {}, { order_status: 'lost by the carrier' });
  expect((await shop.getOrder('4712'))?.status).toBe('lost by the carrier');
});

it('finds an order whose number only the payment intent has', async () => {
  delete chargeOf('ch_4712').metadata.order_id;
  stripe.index();
  expect((await shop.getOrder('4712'))?.orderId).toBe('4712');
});

it('counts what was given back by hand against every line, and never gives more than is left', async () => {
  refundByHand(chargeOf('ch_4711'), 4_500);
  expect(await linesOf('4711')).toEqual([
    ['1', 8_900, 4_500],
    ['2', 4_500, 4_500],
  ]);
  expect(await refund('4711', '2', 4_500)).toMatchObject({ kind: 'refused' });
  expect(await refund('4711', '1', 4_400)).toMatchObject({ kind: 'done' });
  expect(chargeOf('ch_4711').amount_refunded).toBe(8_900);
});

it('sees a refund that search does not know of yet', async () => {
  await refund('4711', '2', 4_500);
  expect(await linesOf('4711')).toEqual([
    ['1', 8_900, 0],
    ['2', 4_500, 4_500],
  ]);
  expect(await refund('4711', '2', 4_400)).toMatchObject({ kind: 'refused' });
});

it('sees a refund behind ten newer ones', async () => {
  await refund('4711', '2', 4_500);
  for (let count = 0; count < 12; count++) refundByHand(chargeOf('ch_4711'), 1);
  expect(await linesOf('4711')).toEqual([
    ['1', 8_900, 12],
    ['2', 4_500, 4_500],
  ]);
});

it('counts no refund that the bank sent back', async () => {
  await refund('4711', '2', 4_500);
  for (const one of stripe.books.refunds) one.status = 'failed';
  chargeOf('ch_4711').amount_refunded = 0;
  expect(await linesOf('4711')).toEqual([
    ['1', 8_900, 0],
    ['2', 4_500, 0],
  ]);
});

it('knows charges that share a number by their own ids', async () => {
  chargeOf('ch_4712').metadata.order_id = '4711';
  for (const intent of stripe.books.intents) delete intent.metadata.order_id;
  stripe.index();
  expect((await shop.listOrders('cus_dana')).map(({ orderId }) => orderId).sort()).toEqual([
    '4600',
    'ch_4711',
    'ch_4712',
  ]);
  await expect(shop.getOrder('4711')).rejects.toThrow('Several charges');
  expect((await shop.getOrder('ch_4712'))?.orderId).toBe('ch_4712');
});

it('knows no order that was not paid, or that nobody is known to have bought', async () => {
  chargeOf('ch_4711').status = 'failed';
  expect(await shop.getOrder('4711')).toBeUndefined();
  expect((await shop.listOrders('cus_dana')).map(({ orderId }) => orderId)).not.toContain('4711');
  chargeOf('ch_4712').customer = null;
  expect(await shop.getOrder('4712')).toBeUndefined();
});
