import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { stripeShop } from '#lib/adapters/commerce/stripe-shop.ts';
import { webhookShop } from '#lib/adapters/commerce/webhook-shop.ts';
import type { Commerce } from '#lib/ports/commerce.ts';
import { systemClock } from '#lib/runtime/wire.ts';
import { mapleAndPine } from '#local/shop/maple-and-pine.ts';
import { type StripeStandIn, startStripe } from '#local/stripe/server.ts';
import { hurried } from '#test/commerce/rigs.ts';

const credit = {
  kind: 'credit',
  key: 'k',
  customerId: 'cus_dana',
  amountMinor: 100,
  currency: 'USD',
  reason: 'late',
} as const;
const inDoubt = { name: 'CommerceError', certainty: 'unknown' };

describe('a shop by webhook', () => {
  /** A shop that is at work on the key, has paid, and then loses its way. */
  const answers: number[] = [];
  const server = createServer((_, response) => {
    response.writeHead(answers.shift() ?? 500, { 'content-type': 'application/json' }).end('{}');
  });
  beforeAll(() => new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening)));
  afterAll(() => new Promise<void>((closed) => server.close(() => closed())));

  test.each([401, 403, 404])('a %i after "still at work on this key" leaves the command unknown', async (status) => {
    answers.splice(0, answers.length, 409, status);
    const shop = webhookShop({
      companyId: 'acme',
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      signingKeys: ['a-key'],
      clock: systemClock,
      newId: (kind) => `${kind}_1`,
      loopback: true,
    });
    await expect(shop.execute(credit)).rejects.toMatchObject(inDoubt);
  });
});

describe('Stripe', () => {
  let stripe: StripeStandIn;
  let shop: Commerce;
  beforeEach(async () => {
    stripe = await startStripe({ apiKey: 'sk_test_desk', opening: mapleAndPine(Date.now()) });
    shop = stripeShop({ apiKeys: ['sk_test_desk'], clock: hurried, server: stripe.server });
  });
  afterEach(() => stripe.close());

  test.each([401, 403, 429])('a %i after "still at work on this key" leaves the command unknown', async (status) => {
    for (const how of [409, status]) stripe.failNext({ when: 'before', how, method: 'POST' });
    await expect(shop.execute(credit)).rejects.toMatchObject(inDoubt);
  });

  test('a look that fails after "still at work on this key" leaves the command unknown', async () => {
    stripe.failNext({ when: 'before', how: 409, method: 'POST' });
    const sleep = async () => stripe.failNext({ when: 'before', how: 503, times: 2, method: 'GET' });
    const clock = { now: Date.now, sleep };
    const asked = stripeShop({ apiKeys: ['sk_test_desk'], clock, server: stripe.server }).execute(credit);
    await expect(asked).rejects.toMatchObject(inDoubt);
  });

  test('a key that stays in use leaves the command unknown', async () => {
    stripe.failNext({ when: 'before', how: 409, times: 6, method: 'POST' });
    await expect(shop.execute(credit)).rejects.toMatchObject(inDoubt);
    expect(stripe.books.credits).toEqual([]);
  });
});
