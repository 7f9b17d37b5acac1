import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { stripeShop } from '#lib/adapters/commerce/stripe-shop.ts';
import { webhookShop } from '#lib/adapters/commerce/webhook-shop.ts';
import { memoryShop } from '#lib/adapters/memory/shop.ts';
import type { CommerceQuestionType } from '#lib/contracts/commerce-webhook.ts';
import type { Order } from '#lib/domain/commerce.ts';
import { startFaultyServer } from '#local/faulty-server.ts';
import { dana, mapleAndPine, sam } from '#local/shop/maple-and-pine.ts';
import { startShop } from '#local/shop/server.ts';
import { startStripe } from '#local/stripe/server.ts';
import type { MakeRig, Of } from '#test/commerce/contract/rig.ts';
import { fastClock } from '#test/support/fast-clock.ts';
import { freshId } from '#test/support/samples.ts';
import { receiver } from '../../docs/examples/commerce-receiver.ts';
import { openShop, save } from '../../docs/examples/shop-tables.ts';

const signingKey = 'a-signing-key-of-the-tests';
const ids = { dana: dana.customerId, sam: sam.customerId, subscription: 'sub-pine-club' };

/** Waits of the adapters pass a hundred times faster; the time of day is the wall's. */
export const hurried = { now: Date.now, sleep: fastClock(100).sleep };

const typesOf: Record<Of, readonly CommerceQuestionType[]> = {
  commands: ['refund.create', 'credit.create', 'subscription.change'],
  results: ['result.get'],
  reads: ['customers.find', 'orders.list', 'orders.get'],
};
const typeIn = (body: string): CommerceQuestionType => (JSON.parse(body) as { type: CommerceQuestionType }).type;

const webhook = (endpoint: string, patience: object) =>
  webhookShop({
    companyId: 'demo',
    endpoint,
    signingKeys: [signingKey],
    clock: hurried,
    newId: freshId,
    loopback: true,
    ...patience,
  });

export const makeMemoryRig: MakeRig = async () => {
  const shop = memoryShop(mapleAndPine(Date.now()));
  return {
    commerce: shop,
    ids,
    refundedMinor: (orderId) => shop.books.refundedMinor(orderId),
    creditedMinor: (customerId) => shop.books.creditedMinor(customerId),
    lose: (when) => shop.failNext({ fail: when }),
    close: async () => undefined,
  };
};

export const makeDemoShopRig: MakeRig = async (patience) => {
  const shop = await startShop({ signingKey });
  return {
    commerce: webhook(shop.endpoint, patience),
    ids,
    refundedMinor: (orderId) => shop.books.refundedMinor(orderId),
    creditedMinor: (customerId) => shop.books.creditedMinor(customerId),
    failNext: (fault, of) => shop.failNext({ ...fault, types: typesOf[of] }),
    lose: (when) => shop.failNext({ when, how: 'drop', types: typesOf.commands }),
    vanish: shop.close,
    close: shop.close,
  };
};

/** The example of docs/, behind a line that can be cut. */
export const makeReceiverRig: MakeRig = async (patience) => {
  const db = openShop(':memory:');
  const opening = mapleAndPine(Date.now());
  for (const customer of opening.customers) save(db, 'customers', customer.customerId, customer);
  for (const order of opening.orders) save(db, 'orders', order.orderId, order);
  const server = receiver(db, [signingKey]).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const line = await startFaultyServer(0, async ({ method, headers, body }) => {
    const passed = Object.entries(headers).filter(([name]) => /^(?:cs-ai-|idempotency|content-type)/.test(name));
    const answer = await fetch(url, { method, body, headers: Object.fromEntries(passed) as Record<string, string> });
    return { status: answer.status, json: await answer.json() };
  });
  const rowsOf = (sql: string) => db.prepare(sql).all() as Record<string, string>[];
  return {
    commerce: webhook(line.url, patience),
    ids,
    refundedMinor: (orderId) =>
      rowsOf('SELECT json FROM orders')
        .map(({ json = '' }) => JSON.parse(json) as Order)
        .filter((order) => order.orderId === orderId)
        .flatMap(({ lines }) => lines)
        .reduce((sum, { refundedMinor }) => sum + refundedMinor, 0),
    creditedMinor: (customerId) =>
      rowsOf('SELECT asked FROM commands WHERE status = 200 AND asked LIKE \'["credit.create"%\'')
        .map(({ asked = '' }) => JSON.parse(asked)[1])
        .filter((data) => data.customerId === customerId)
        .reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    failNext: (fault, of) => line.failNext({ ...fault, of: ({ body }) => typesOf[of].includes(typeIn(body)) }),
    lose: (when) => line.failNext({ when, how: 'drop', of: ({ body }) => typesOf.commands.includes(typeIn(body)) }),
    vanish: line.close,
    async close() {
      await line.close();
      server.closeAllConnections();
      server.close();
      db.close();
    },
  };
};

export const makeStripeRig: MakeRig = async (patience) => {
  const stripe = await startStripe({ apiKey: 'sk_test_desk', opening: mapleAndPine(Date.now()), workMs: 3 });
  const commerce = stripeShop({ apiKeys: ['sk_test_desk'], clock: hurried, server: stripe.server, ...patience });
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
  return {
    commerce,
    ids: { dana: 'cus_dana', sam: 'cus_sam', subscription: 'sub_pineclub' },
    refundedMinor: (orderId) =>
      sum(stripe.books.refunds.filter(({ charge }) => charge === `ch_${orderId}`).map(({ amount }) => amount)),
    creditedMinor: (customerId) =>
      sum(stripe.books.credits.filter(({ customer }) => customer === customerId).map(({ amount }) => -amount)),
    failNext: (fault, of) => stripe.failNext({ ...fault, method: of === 'commands' ? 'POST' : 'GET' }),
    // The library asks once more where a connection was cut: both must be lost.
    lose: (when) => stripe.failNext({ when, how: 'drop', times: 2, method: 'POST' }),
    vanish: stripe.close,
    close: stripe.close,
  };
};
