import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, expect, it, test } from 'vitest';
import { isPublicAddress, type Resolve } from '#lib/adapters/commerce/public-addresses.ts';
import { webhookShop } from '#lib/adapters/commerce/webhook-shop.ts';
import { hurried } from '#test/commerce/rigs.ts';
import { freshId } from '#test/support/samples.ts';

test.each(['1.1.1.1', '8.8.8.8', '54.239.28.85', '172.32.0.1', '2606:4700:4700::1111', '2a05:d014::1'])(
  '%s is public',
  (address) => expect(isPublicAddress(address)).toBe(true),
);

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '169.254.169.254',
  '172.31.255.255',
  '192.168.0.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:10.0.0.1',
  '::ffff:a9fe:a9fe',
  '::127.0.0.1',
  '64:ff9b::a00:1',
  '2002:a00:1::',
  '2001:0:a00:1::',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fec0::1',
  'ff02::1',
  'localhost',
  '',
])('"%s" is not public', (address) => expect(isPublicAddress(address)).toBe(false));

let server: Server;
let port = 0;
let connections = 0;
beforeEach(async () => {
  connections = 0;
  server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  port = (server.address() as { port: number }).port;
});
afterEach(() => new Promise<void>((closed) => server.close(() => closed())));

const resolving = (...addresses: string[]): Resolve & { asked: number } => {
  const resolve = ((_, __, found) => {
    resolve.asked += 1;
    found(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  }) as Resolve & { asked: number };
  resolve.asked = 0;
  return resolve;
};
const shopAt = (host: string, resolve: Resolve, loopback = false) =>
  webhookShop({
    companyId: 'maple',
    endpoint: `https://${host}:${port}/hook`,
    signingKeys: ['a-key'],
    clock: hurried,
    newId: freshId,
    loopback,
    resolve,
  });
const credit = {
  kind: 'credit',
  key: 'k',
  customerId: 'c',
  amountMinor: 100,
  currency: 'USD',
  reason: 'late',
} as const;

it.each([
  ['this machine', ['127.0.0.1']],
  ['this machine, mapped into IPv6', ['::ffff:127.0.0.1']],
  ['the machine’s own metadata', ['169.254.169.254']],
  ['a public and a private address', ['1.1.1.1', '10.0.0.7']],
  ['nothing', []],
])('does not connect to a shop whose name leads to %s, and is sure that nothing was done', async (_, addresses) => {
  const resolve = resolving(...addresses);
  const shop = shopAt('shop.example', resolve);
  await expect(shop.execute(credit)).rejects.toMatchObject({ name: 'CommerceError', certainty: 'not-done' });
  await expect(shop.getOrder('4711')).rejects.toMatchObject({ certainty: 'not-done' });
  expect(connections).toBe(0);
  // Every connection is looked up by us, and by nobody else after us.
  expect(resolve.asked).toBe(4);
});

it('connects to this machine on the desk', async () => {
  await expect(shopAt('localhost', resolving('127.0.0.1'), true).execute(credit)).rejects.toThrow();
  expect(connections).toBeGreaterThan(0);
});

it.each(['10.0.0.1', '169.254.169.254', '0x7f.1', '2130706433', '[::ffff:127.0.0.1]', '[fd00::1]', '192.168.1.1'])(
  'takes no endpoint at %s',
  (host) => {
    expect(() => shopAt(host, resolving('1.1.1.1'))).toThrow(/https/);
  },
);
