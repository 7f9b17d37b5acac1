import { afterEach, beforeEach, expect, it } from 'vitest';
import { stripeShop } from '#lib/adapters/commerce/stripe-shop.ts';
import type { CreditCommand, RefundCommand, SubscriptionCommand } from '#lib/domain/commerce.ts';
import type { Commerce } from '#lib/ports/commerce.ts';
import { mapleAndPine } from '#local/shop/maple-and-pine.ts';
import type { StripeSubscription } from '#local/stripe/objects.ts';
import { type StripeStandIn, startStripe } from '#local/stripe/server.ts';
import { hurried } from '#test/commerce/rigs.ts';

let stripe: StripeStandIn;
let shop: Commerce;
beforeEach(async () => {
  stripe = await startStripe({ apiKey: 'sk_test_desk', opening: mapleAndPine(Date.now()) });
  shop = stripeShop({ apiKeys: ['sk_test_desk'], clock: hurried, server: stripe.server });
});
afterEach(() => stripe.close());

const refund: RefundCommand = {
  kind: 'refund',
  key: 'act_refund',
  customerId: 'cus_dana',
  orderId: '4711',
  lines: [{ lineId: '2', amountMinor: 4_500 }],
  amountMinor: 4_500,
  currency: 'USD',
  reason: 'Torn.',
};
const credit: CreditCommand = {
  kind: 'credit',
  key: 'act_credit',
  customerId: 'cus_dana',
  amountMinor: 700,
  currency: 'USD',
  reason: 'Late.',
};
const pause: SubscriptionCommand = {
  kind: 'subscription',
  key: 'act_pause',
  customerId: 'cus_dana',
  subscriptionId: 'sub_pineclub',
  change: { kind: 'pause' },
  reason: 'Away.',
};
const club = (): StripeSubscription => {
  const [one] = stripe.books.subscriptions;
  if (one === undefined) throw new Error('There is no subscription.');
  return one;
};

it('marks what it makes with the key, and sends the key as the idempotency key', async () => {
  for (const command of [refund, credit, pause]) await shop.execute(command);
  expect(stripe.books.refunds[0]?.metadata).toEqual({
    cs_ai_key: 'act_refund',
    cs_ai_lines: '2:4500',
    cs_ai_reason: 'Torn.',
  });
  expect(stripe.books.credits[0]).toMatchObject({
    amount: -700,
    currency: 'usd',
    metadata: { cs_ai_key: 'act_credit' },
  });
  const posts = stripe.requests.filter(({ method }) => method === 'POST');
  expect(posts.map(({ headers }) => headers['idempotency-key'])).toEqual(['act_refund', 'act_credit', 'act_pause']);
});

it('does nothing twice after Stripe has forgotten the key', async () => {
  const first = [await shop.execute(refund), await shop.execute(credit), await shop.execute(pause)];
  stripe.forgetKeys();
  club().pause_collection = null;
  expect([await shop.execute(refund), await shop.execute(credit), await shop.execute(pause)]).toEqual(first);
  expect(stripe.books.refunds).toHaveLength(1);
  expect(stripe.books.credits).toHaveLength(1);
  expect(club().pause_collection).toBeNull();
});

it('finds a credit behind hundreds of newer ones, and is in doubt behind thousands', async () => {
  const done = await shop.execute(credit);
  const newer = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      id: `cbtxn_${count}_${index}`,
      object: 'customer_balance_transaction' as const,
      amount: -1,
      currency: 'usd',
      customer: 'cus_dana',
      metadata: {},
    }));
  stripe.books.credits.push(...newer(350));
  expect(await shop.findResult(credit)).toEqual(done);
  stripe.books.credits.push(...newer(1_000));
  await expect(shop.findResult(credit)).rejects.toMatchObject({ certainty: 'unknown' });
  await expect(shop.execute(credit)).rejects.toMatchObject({ certainty: 'not-done' });
});

it('tells a refund that the bank sent back from one that was given', async () => {
  await shop.execute(refund);
  for (const one of stripe.books.refunds) one.status = 'failed';
  expect(await shop.findResult(refund)).toMatchObject({ kind: 'refused' });
});

it("says in its own words why Stripe refuses, and never in Stripe's", async () => {
  for (const charge of stripe.books.charges) charge.disputed = true;
  expect(await shop.execute(refund)).toEqual({ kind: 'refused', reason: 'The payment is disputed at the bank.' });
});

it('cancels at the end of what is paid for, and bills a new plan from the next bill on', async () => {
  await shop.execute({ ...pause, key: 'act_plan', change: { kind: 'plan', plan: 'Pine Club light' } });
  expect(stripe.requests.at(-1)?.body).toContain('proration_behavior=none');
  await shop.execute({ ...pause, key: 'act_cancel', change: { kind: 'cancel' } });
  expect(club()).toMatchObject({ status: 'active', cancel_at_period_end: true });
});

it('makes room for its marks, and leaves those of others alone', async () => {
  const old = new Date(Date.now() - 100 * 86_400_000).toISOString();
  for (let count = 0; count < 48; count++) club().metadata[`cs_ai_old_${count}`] = old;
  club().metadata.crm = '17';
  expect(await shop.execute(pause)).toMatchObject({ kind: 'done' });
  expect(Object.keys(club().metadata)).toHaveLength(2);
  expect(club().metadata.crm).toBe('17');
  for (let count = 0; count < 48; count++) club().metadata[`crm_${count}`] = old;
  expect(await shop.execute({ ...pause, key: 'act_more' })).toMatchObject({ kind: 'refused' });
});

it('is sure that nothing was done where it failed before the command', async () => {
  stripe.failNext({ when: 'after', how: 500, times: 2, method: 'GET' });
  await expect(shop.execute(refund)).rejects.toMatchObject({ certainty: 'not-done' });
  stripe.failNext({ when: 'before', how: 429, method: 'POST' });
  await expect(shop.execute(refund)).rejects.toMatchObject({ certainty: 'not-done' });
  expect(stripe.books.refunds).toEqual([]);
});

it('says to who keeps the keys that Stripe refused one', async () => {
  let refused = 0;
  const wrong = stripeShop({
    apiKeys: ['sk_test_other'],
    clock: hurried,
    server: stripe.server,
    onKeyRefused: () => void refused++,
  });
  await expect(wrong.execute(refund)).rejects.toMatchObject({ certainty: 'not-done' });
  await expect(wrong.findResult(refund)).rejects.toMatchObject({ certainty: 'unknown' });
  expect(refused).toBe(2);
});

it('names neither customer nor key in its errors', async () => {
  stripe.failNext({ when: 'before', how: 500, times: 4 });
  const error = await shop.findCustomers({ email: 'dana@example.com' }).catch((cause) => cause);
  expect(error.message).toMatch(/^Stripe failed: StripeAPIError 500/);
  expect(error.message).not.toMatch(/dana|sk_test/);
});
