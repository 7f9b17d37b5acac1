import { afterEach, beforeEach, expect, it } from 'vitest';
import { commerceShops } from '#lib/adapters/commerce/shops.ts';
import { memoryCredentials } from '#lib/adapters/memory/credentials.ts';
import { memoryIntegrations } from '#lib/adapters/memory/integrations.ts';
import { memoryShop } from '#lib/adapters/memory/shop.ts';
import { memoryShops } from '#lib/adapters/memory/shops.ts';
import type { Integration } from '#lib/contracts/integration.ts';
import { mapleAndPine } from '#local/shop/maple-and-pine.ts';
import { type Shop, startShop } from '#local/shop/server.ts';
import { type StripeStandIn, startStripe } from '#local/stripe/server.ts';

let shop: Shop;
let stripe: StripeStandIn;
let nowMs = 0;
beforeEach(async () => {
  nowMs = Date.now();
  shop = await startShop({ signingKey: 'maple-key' });
  stripe = await startStripe({ apiKey: 'sk_test_maple', opening: mapleAndPine(nowMs) });
});
afterEach(async () => {
  await shop.close();
  await stripe.close();
});

const webhook = (own: Partial<Integration> = {}): Integration => ({
  companyId: 'maple',
  provider: 'WEBHOOK',
  category: 'COMMERCE',
  status: 'ACTIVE',
  endpoint: shop.endpoint,
  ...own,
});
const byStripe = (own: Partial<Integration> = {}): Integration => ({
  companyId: 'maple',
  provider: 'STRIPE',
  category: 'COMMERCE',
  status: 'ACTIVE',
  ...own,
});

function world() {
  const integrations = memoryIntegrations();
  const credentials = memoryCredentials({
    companies: {
      maple: { WEBHOOK: { current: { signingKey: 'maple-key' } }, STRIPE: { current: { apiKey: 'sk_test_maple' } } },
      birch: { WEBHOOK: { current: { signingKey: 'birch-key' } } },
    },
  });
  let finds = 0;
  const counted = {
    find: (...asked: Parameters<typeof integrations.find>) => {
      finds++;
      return integrations.find(...asked);
    },
  };
  const clock = { now: () => nowMs, sleep: async () => undefined };
  const shops = commerceShops({ integrations: counted, credentials, clock, loopback: true, stripe: stripe.server });
  return { integrations, credentials, shops, finds: () => finds };
}

it('knows no shop where none is connected or active', async () => {
  const { integrations, shops } = world();
  expect(await shops.of('maple')).toBeUndefined();
  await integrations.put(webhook({ companyId: 'birch', status: 'INACTIVE' }));
  await integrations.put(byStripe({ companyId: 'birch', status: 'ERROR' }));
  expect(await shops.of('birch')).toBeUndefined();
});

it('opens the shop by webhook, with the key of that company', async () => {
  const { integrations, shops } = world();
  await integrations.put(webhook());
  expect((await (await shops.of('maple'))?.getOrder('4711'))?.customerId).toBe('cust-dana');
  expect(shop.requests[0]?.request?.companyId).toBe('maple');
});

it('opens Stripe where the webhook is not active', async () => {
  const { integrations, shops } = world();
  await integrations.put(webhook({ status: 'INACTIVE' }));
  await integrations.put(byStripe());
  expect((await (await shops.of('maple'))?.getOrder('4711'))?.customerId).toBe('cus_dana');
});

it("never asks one company's shop with another's key, or for another", async () => {
  const { integrations, shops } = world();
  await integrations.put(webhook());
  await integrations.put(webhook({ companyId: 'birch' }));
  const [maple, birch] = [await shops.of('maple'), await shops.of('birch')];
  expect(birch).not.toBe(maple);
  await expect(birch?.getOrder('4711')).rejects.toMatchObject({ name: 'CommerceError' });
  expect(await maple?.getOrder('4711')).toBeDefined();
});

it('keeps a shop for a minute, and the same one while nothing has changed', async () => {
  const { integrations, shops, finds } = world();
  await integrations.put(webhook());
  const first = await shops.of('maple');
  nowMs += 59_000;
  expect(await shops.of('maple')).toBe(first);
  expect(finds()).toBe(2);
  nowMs += 2_000;
  expect(await shops.of('maple')).toBe(first);
  expect(finds()).toBe(4);
  await integrations.put(webhook({ status: 'INACTIVE' }));
  nowMs += 61_000;
  expect(await shops.of('maple')).toBeUndefined();
});

it('asks for the key anew after the shop refused it', async () => {
  const { integrations, credentials, shops } = world();
  await integrations.put(webhook());
  credentials.set('maple', { WEBHOOK: { current: { signingKey: 'an-old-key' } } });
  await expect((await shops.of('maple'))?.getOrder('4711')).rejects.toThrow('401');
  expect(credentials.forgotten).toEqual(['maple']);
  credentials.set('maple', { WEBHOOK: { current: { signingKey: 'maple-key' } } });
  expect(await (await shops.of('maple'))?.getOrder('4711')).toBeDefined();
});

it('serves a shop that takes only the next key while keys are changed, by webhook and at Stripe', async () => {
  const { integrations, credentials, shops } = world();
  const rotating = {
    WEBHOOK: { current: { signingKey: 'an-old-key' }, next: { signingKey: 'maple-key' } },
    STRIPE: { current: { apiKey: 'sk_test_old' }, next: { apiKey: 'sk_test_maple' } },
  };
  credentials.set('maple', rotating);
  credentials.set('elm', rotating);
  await integrations.put(webhook());
  await integrations.put(byStripe({ companyId: 'elm' }));
  expect((await (await shops.of('maple'))?.getOrder('4711'))?.customerId).toBe('cust-dana');
  const elm = await shops.of('elm');
  expect((await elm?.getOrder('4711'))?.customerId).toBe('cus_dana');
  const before = stripe.requests.length;
  await elm?.getOrder('4711');
  expect(stripe.requests.slice(before).map(({ headers }) => headers.authorization)).not.toContain('Bearer sk_test_old');
  expect(credentials.forgotten).toEqual([]);
});

it('says what is missing in an active integration', async () => {
  const { integrations, shops } = world();
  await integrations.put(byStripe({ companyId: 'birch' }));
  await expect(shops.of('birch')).rejects.toThrow('The STRIPE integration of company birch is ACTIVE and has no key');
  await integrations.put(webhook({ endpoint: undefined }));
  await expect(shops.of('maple')).rejects.toThrow('has no endpoint');
});

it('has shops in memory for some companies', async () => {
  const maple = memoryShop(mapleAndPine(nowMs));
  const shops = memoryShops({ maple });
  expect(await shops.of('maple')).toBe(maple);
  expect(await shops.of('birch')).toBeUndefined();
});
