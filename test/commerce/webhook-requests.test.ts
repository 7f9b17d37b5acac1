import { afterEach, beforeEach, expect, it } from 'vitest';
import { webhookShop } from '#lib/adapters/commerce/webhook-shop.ts';
import { signCommerceRequest } from '#lib/adapters/commerce/webhook-signature.ts';
import { commerceSignatureHeader, idempotencyHeader, toQuestion } from '#lib/contracts/commerce-webhook.ts';
import type { CreditCommand } from '#lib/domain/commerce.ts';
import { dana } from '#local/shop/maple-and-pine.ts';
import { type Shop, startShop } from '#local/shop/server.ts';
import { hurried } from '#test/commerce/rigs.ts';
import { freshId } from '#test/support/samples.ts';

const signingKey = 'the-current-key';
let shop: Shop;
let nowMs = Date.now();
beforeEach(async () => {
  nowMs = Date.now();
  shop = await startShop({ signingKey, now: () => nowMs });
});
afterEach(() => shop.close());

const adapter = (own: Partial<Parameters<typeof webhookShop>[0]> = {}) =>
  webhookShop({
    companyId: 'maple',
    endpoint: shop.endpoint,
    signingKeys: [signingKey],
    clock: hurried,
    newId: freshId,
    loopback: true,
    ...own,
  });

const credit = (): CreditCommand => ({
  kind: 'credit',
  key: freshId('act'),
  customerId: dana.customerId,
  amountMinor: 500,
  currency: 'USD',
  reason: 'Late.',
});

/** A request as an attacker would send it again: the very bytes, or with something changed. */
function post(
  body: string,
  { keys = [signingKey], atMs = nowMs, key }: { keys?: string[]; atMs?: number; key?: string },
) {
  const signature = signCommerceRequest(keys, body, Math.floor(atMs / 1_000));
  const headers = { [commerceSignatureHeader]: signature, ...(key === undefined ? {} : { [idempotencyHeader]: key }) };
  return fetch(shop.endpoint, { method: 'POST', body, headers });
}
const bodyOf = (command: CreditCommand) =>
  JSON.stringify({ version: 1, id: freshId('ask'), companyId: 'maple', ...toQuestion(command) });

it('signs every request, names the company, and gives each a new id', async () => {
  await adapter().findCustomers({ phone: dana.phone });
  await adapter().ping();
  expect(shop.requests.map(({ verdict }) => verdict)).toEqual(['signed', 'signed']);
  expect(shop.requests.map(({ request }) => request?.companyId)).toEqual(['maple', 'maple']);
  expect(new Set(shop.requests.map(({ request }) => request?.id)).size).toBe(2);
});

it('asks again under the same key and a new id', async () => {
  const command = credit();
  shop.failNext({ when: 'after', how: 'drop', types: ['credit.create'] });
  await expect(adapter().execute(command)).rejects.toMatchObject({ certainty: 'unknown' });
  await adapter().execute(command);
  const asked = shop.requests.map(({ request }) => request);
  expect(asked.map((request) => request?.type)).toEqual(['credit.create', 'credit.create']);
  expect(asked.map((request) => request?.data)).toEqual([asked[0]?.data, asked[0]?.data]);
  expect(asked[0]?.id).not.toBe(asked[1]?.id);
  expect(shop.books.creditedMinor()).toBe(500);
});

it('is understood with the old or the new key while keys are changed', async () => {
  await adapter({ signingKeys: [signingKey, 'the-next-key'] }).ping();
  await shop.close();
  shop = await startShop({ signingKey: 'the-next-key' });
  await adapter({ signingKeys: [signingKey, 'the-next-key'] }).ping();
});

it('does nothing with a wrong key, is sure of it, and says so to who keeps the keys', async () => {
  let refused = 0;
  const wrong = adapter({ signingKeys: ['another-key'], onKeyRefused: () => void refused++ });
  await expect(wrong.execute(credit())).rejects.toMatchObject({ certainty: 'not-done' });
  await expect(wrong.getOrder('4711')).rejects.toMatchObject({ certainty: 'not-done' });
  await expect(wrong.findResult(credit())).rejects.toMatchObject({ certainty: 'unknown' });
  await expect(wrong.ping()).rejects.toThrow('401');
  expect(refused).toBe(4);
  expect(shop.books.effects).toEqual([]);
});

it('does nothing with a signature that is too old or of the future', async () => {
  nowMs += 330_000;
  await expect(adapter().execute(credit())).rejects.toMatchObject({ certainty: 'not-done' });
  nowMs -= 660_000;
  await expect(adapter().execute(credit())).rejects.toMatchObject({ certainty: 'not-done' });
  expect(shop.requests.map(({ verdict }) => verdict)).toEqual(['out-of-time', 'out-of-time']);
  expect(shop.books.effects).toEqual([]);
});

it('has no second effect when a request is replayed', async () => {
  const command = credit();
  const body = bodyOf(command);
  const sentAt = nowMs;
  expect((await post(body, { key: command.key })).status).toBe(200);
  expect((await post(body, { key: command.key })).status).toBe(200);
  // The key is under the signature: a header with another one is no way to a second effect.
  expect((await post(body, { key: freshId('act') })).status).toBe(400);
  expect((await post(body, {})).status).toBe(400);
  expect((await post(body.replace(command.key, freshId('act')), { keys: ['guessed'], key: command.key })).status).toBe(
    401,
  );
  nowMs += 330_000;
  expect((await post(body, { key: command.key, atMs: sentAt })).status).toBe(401);
  expect(shop.books.creditedMinor()).toBe(500);
});

it.each([
  'http://shop.example.com/hook',
  'https://user:secret@shop.example.com/hook',
  'ftp://shop.example.com',
  'file:///etc/passwd',
  'not a url',
  'http://169.254.169.254/latest',
])('does not call %s', (endpoint) => {
  expect(() => adapter({ endpoint })).toThrow(/https/);
});

it.each(['http://127.0.0.1:9001/2018-06-01/runtime', 'https://localhost/', 'http://[::1]:1/'])(
  'does not call %s but on the desk',
  (endpoint) => {
    expect(() => adapter({ endpoint, loopback: false })).toThrow(/https/);
    expect(() => adapter({ endpoint })).not.toThrow();
  },
);
