import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { webhookShop } from '#lib/adapters/commerce/webhook-shop.ts';
import { systemClock } from '#lib/runtime/wire.ts';

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
  const credit = {
    kind: 'credit',
    key: 'k',
    customerId: 'c',
    amountMinor: 100,
    currency: 'USD',
    reason: 'late',
  } as const;
  await expect(shop.execute(credit)).rejects.toMatchObject({ name: 'CommerceError', certainty: 'unknown' });
});
