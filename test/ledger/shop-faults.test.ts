import { describe, expect, test } from 'vitest';
import type { MemoryShop, ShopFault } from '#lib/adapters/memory/shop.ts';
import { leftBehindMs } from '#lib/domain/reconcile.ts';
import { actionsOf, expectAgreement } from '#test/ledger/agreement.ts';
import { everyWish, memoryScene, reconciler, type Scene, worker } from '#test/ledger/scene.ts';
import { mishaps, tripwire } from '#test/ledger/tripwire.ts';
import { sampleAction } from '#test/support/samples.ts';

const timeout = Promise.reject(new Error('time is up'));
timeout.catch(() => undefined);
const commandFails = (fault: ShopFault) => (shop: MemoryShop) => shop.failNext(fault);

/** What can become of a command, what the worker can know of it, and how it ends. */
const faults = {
  'an answer': { set: () => undefined, first: 'executed', end: 'executed' },
  'a refusal': { set: commandFails({ refuse: 'Ask our staff.' }), first: 'failed', end: 'failed' },
  'no connection': { set: commandFails({ fail: 'before' }), first: 'failed', end: 'failed' },
  'no answer, and it was not done': {
    set: commandFails({ fail: 'before', certainty: 'unknown' }),
    first: 'unknown',
    end: 'failed',
  },
  'no answer, but it was done': { set: commandFails({ fail: 'after' }), first: 'unknown', end: 'executed' },
  'silence until the time is up': {
    set: commandFails({ hang: timeout, when: 'after' }),
    first: 'unknown',
    end: 'executed',
  },
  'an answer that nobody can read': {
    set: (shop: MemoryShop) => {
      const execute = shop.execute;
      shop.execute = async (command) => JSON.parse(`<h1>${(await execute(command)).kind}</h1>`);
    },
    first: 'unknown',
    end: 'executed',
  },
} as const;

async function reconciled(scene: Scene): Promise<unknown> {
  scene.clock.pass(leftBehindMs + 1);
  return tripwire().run(reconciler(scene));
}

describe.each(Object.entries(faults))('a shop that gives %s', (_, { set, first, end }) => {
  test.each(everyWish)('leads to the truth about %s, also where it is down for long', async (wish) => {
    const scene = memoryScene();
    set(scene.shop);
    await tripwire().run(worker(scene, wish));
    expect(await expectAgreement(scene, { open: true })).toMatchObject([{ state: first }]);
    scene.shop.failNext({ fail: 'before' }, { of: 'results', times: 2 });
    scene.shop.failNext({ fail: 'after' }, { of: 'results' });
    const open = Number(first === 'unknown');
    for (const _day of [1, 2, 3]) {
      expect(await reconciled(scene)).toEqual({ executed: 0, failed: 0, stillUnknown: open, leftForLater: 0 });
      expect(await expectAgreement(scene, { open: true })).toMatchObject([{ state: first }]);
    }
    await reconciled(scene);
    expect(await expectAgreement(scene)).toMatchObject([{ state: end }]);
  });

  test.each(everyWish)('leads to the truth about %s wherever the worker dies', async (wish) => {
    for (const mishap of mishaps(14, 'killed')) {
      const scene = memoryScene();
      set(scene.shop);
      await tripwire(mishap).run(worker(scene, wish));
      await tripwire().run(worker(scene, wish));
      await expectAgreement(scene, { open: true });
      await reconciled(scene);
      await expectAgreement(scene);
    }
  });
});

test('while it is unknown whether a line was refunded, it is not refunded again', async () => {
  const scene = memoryScene();
  scene.shop.failNext({ fail: 'before', certainty: 'unknown' });
  await tripwire().run(worker(scene, 'a refund of one line'));
  await tripwire().run(worker(scene, 'a refund of one line', 2));
  expect((await actionsOf(scene)).map(({ state, denial }) => denial?.code ?? state).sort()).toEqual([
    'already-refunded',
    'unknown',
  ]);
  await reconciled(scene);
  await tripwire().run(worker(scene, 'a refund of one line', 3));
  const actions = await expectAgreement(scene);
  expect(actions.map(({ turn, state }) => `${turn} ${state}`).sort()).toEqual(['1 failed', '2 denied', '3 executed']);
});

test('two hundred actions of a company that has no shop any more stay unknown, and stand in nobody’s way', async () => {
  const scene = memoryScene();
  const old = { companyId: 'gone', updatedAt: '2026-11-01T00:00:00.000Z' };
  for (let n = 0; n < 200; n += 1) await scene.ports.ledger.createOnce(sampleAction({ ...old, state: 'unknown' }));
  scene.shop.failNext({ fail: 'after' });
  await tripwire().run(worker(scene, 'a credit'));
  expect(await reconciled(scene)).toEqual({ executed: 0, failed: 0, stillUnknown: 200, leftForLater: 0 });
  expect(await reconciled(scene)).toEqual({ executed: 1, failed: 0, stillUnknown: 199, leftForLater: 0 });
  await expectAgreement(scene);
});
