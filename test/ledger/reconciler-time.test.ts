import { expect, test } from 'vitest';
import { memoryShop } from '#lib/adapters/memory/shop.ts';
import { memoryShops } from '#lib/adapters/memory/shops.ts';
import { leftBehindMs, reconcile } from '#lib/domain/reconcile.ts';
import { memoryScene, opening } from '#test/ledger/scene.ts';
import { sampleAction, sampleCommand } from '#test/support/samples.ts';

/** A ledger in which actions of some companies were left behind; each has a shop of its own, which never saw them. */
async function leftBehind(counts: Record<string, number>) {
  const scene = memoryScene();
  const shops = Object.fromEntries(Object.keys(counts).map((companyId) => [companyId, memoryShop(opening)]));
  const ports = { ...scene.ports, shops: memoryShops(shops) };
  for (const [companyId, count] of Object.entries(counts)) {
    for (let n = 0; n < count; n += 1) {
      const own = { companyId, actionId: `act_${companyId}#${n}`, command: sampleCommand({ key: `${companyId}${n}` }) };
      await ports.ledger.createOnce(sampleAction({ ...own, state: 'unknown', windows: [], updatedAt: longAgo }));
    }
  }
  const openOf = async (companyId: string) =>
    (await ports.ledger.unsettled(tomorrow, 1_000)).filter((action) => action.companyId === companyId).length;
  return { ports, shops, clock: scene.clock, openOf };
}
const longAgo = '2026-11-01T00:00:00.000Z';
const tomorrow = '2099-01-01T00:00:00.000Z';

test('a shop that hangs keeps nobody waiting but its own, and is asked at most four things at a time', async () => {
  const { ports, shops, openOf } = await leftBehind({ slow: 12, quick: 30 });
  const gate = Promise.withResolvers<void>();
  let underWay = 0;
  let most = 0;
  const findResult = shops.slow?.findResult;
  if (shops.slow === undefined || findResult === undefined) throw new Error('There is no slow shop.');
  shops.slow.findResult = async (command) => {
    underWay += 1;
    most = Math.max(most, underWay);
    await gate.promise;
    underWay -= 1;
    return findResult(command);
  };
  const run = reconcile(ports);
  await expect.poll(() => openOf('quick')).toBe(0);
  expect(await openOf('slow')).toBe(12);
  gate.resolve();
  expect(await run).toEqual({ executed: 0, failed: 42, stillUnknown: 0, leftForLater: 0 });
  expect(most).toBe(4);
});

test('a run begins nothing more when its time is over, and the next ones take the rest', async () => {
  const { ports, shops, clock, openOf } = await leftBehind({ slow: 20 });
  const findResult = shops.slow?.findResult;
  if (shops.slow === undefined || findResult === undefined) throw new Error('There is no slow shop.');
  shops.slow.findResult = async (command) => {
    clock.pass(3_000);
    return findResult(command);
  };
  const first = await reconcile(ports, { workWithinMs: 15_000 });
  expect(first.leftForLater).toBeGreaterThanOrEqual(10);
  expect(first.failed + first.leftForLater).toBe(20);
  expect(await openOf('slow')).toBe(first.leftForLater);
  for (let more = 0; more < 4; more += 1) await reconcile(ports, { workWithinMs: 15_000 });
  expect(await openOf('slow')).toBe(0);
  clock.pass(leftBehindMs);
  expect(await reconcile(ports)).toEqual({ executed: 0, failed: 0, stillUnknown: 0, leftForLater: 0 });
});
