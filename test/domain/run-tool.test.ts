import { expect, test } from 'vitest';
import { memoryLog } from '#lib/adapters/memory/log.ts';
import { memoryMetrics } from '#lib/adapters/memory/metrics.ts';
import { memoryShop } from '#lib/adapters/memory/shop.ts';
import { memoryShops } from '#lib/adapters/memory/shops.ts';
import { memoryStores } from '#lib/adapters/memory/stores.ts';
import { runTool } from '#lib/domain/tools/registry.ts';
import { configOf, customerOf, line, noon, orderOf } from '#test/domain/authority-samples.ts';
import { handClock } from '#test/ledger/hand-clock.ts';
import { sampleExpiry, sampleSession } from '#test/support/samples.ts';

const callerId = { number: '+12025550123', attested: true };

/** One turn of a session whose caller the carrier vouches for, and its tools, called one after the other. */
async function turnOf() {
  const own = orderOf([line('a', 1_000)], { orderId: 'A-1001' });
  const other = orderOf([line('a', 2_000)], { orderId: 'A-1002' });
  const shop = memoryShop({ customers: [customerOf()], orders: [own, other] });
  const clock = handClock(noon);
  const ports = { ...memoryStores(), shops: memoryShops(), clock, log: memoryLog(), metrics: memoryMetrics() };
  let session = sampleSession({ config: configOf(), callerId });
  await ports.sessions.createOnce(session, sampleExpiry);
  const earlier = new Map();
  const call = async (tool: string, input: object): Promise<string> => {
    const ask = { kind: 'toolCall', id: 'call_1', tool, input } as const;
    const ran = await runTool(ports, { session, turn: 1, shop, personMissed: false }, ask, earlier);
    session = ran.session ?? session;
    return ran.result.text;
  };
  return { call, shop };
}

test('what was asked for too early may be asked for again once the caller is verified', async () => {
  const { call } = await turnOf();
  expect(await call('list_orders', {})).toMatch(/not verified/);
  expect(await call('list_orders', {})).toMatch(/exactly this before/);
  expect(await call('verify_customer', {})).toMatch(/^Verified/);
  expect(await call('list_orders', {})).toMatch(/^order A-1001/);
  expect(await call('list_orders', {})).toMatch(/exactly this before/);
});

test('a shop that brings another order than was asked for moves no money', async () => {
  const { call, shop } = await turnOf();
  await call('verify_customer', {});
  const { getOrder } = shop;
  shop.getOrder = () => getOrder('A-1002');
  expect(await call('issue_refund', { orderId: 'A-1001', reason: 'broken' })).toMatch(
    /^Nothing was done \(unknown-order\)/,
  );
  shop.getOrder = getOrder;
  expect(await call('issue_refund', { orderId: '#1001', reason: 'broken' })).toMatch(/unknown-order/);
  expect(await call('issue_refund', { orderId: 'order a 1001'.toUpperCase(), reason: 'broken' })).toMatch(
    /unknown-order/,
  );
  expect(await call('issue_refund', { orderId: ' A-1001 ', reason: 'broken' })).toMatch(/^Done\. 10\.00 USD/);
  expect(shop.books.refundedMinor('A-1002')).toBe(0);
});
