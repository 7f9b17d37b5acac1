import { describe, expect, test, vi } from 'vitest';
import { leftBehindMs } from '#lib/domain/reconcile.ts';
import { actionsOf, expectAgreement } from '#test/ledger/agreement.ts';
import { orders } from '#test/ledger/orders.ts';
import { everyWish, memoryScene, reconciler, worker } from '#test/ledger/scene.ts';
import { mishaps, tripwire } from '#test/ledger/tripwire.ts';

// All of it is work for the processor, which others may share.
vi.setConfig({ testTimeout: 60_000 });

test('the calls of a refund of two lines are these, so that the tests below kill between all of them', async () => {
  const scene = memoryScene();
  const wire = tripwire();
  await wire.run(worker(scene, 'a refund of two lines'));
  expect(wire.calls).toEqual([
    'shop.getOrder',
    'ledger.find',
    'ledger.createOnce',
    // The two lines, the session, the customer and the company's day.
    ...Array(5).fill('allowances.reserve'),
    'ledger.move',
    'ledger.move',
    'shop.execute',
    'ledger.move',
  ]);
  expect(await expectAgreement(scene)).toMatchObject([{ state: 'executed', amount: { amountMinor: 3_700 } }]);
});

test('a refund of two lines, of which one was refunded before, keeps nothing of the other wherever its worker dies', async () => {
  for (const mishap of mishaps(10, 'killed')) {
    const scene = memoryScene();
    const stale = await scene.shop.getOrder('A-1001');
    await tripwire().run(worker(scene, 'a refund of one line', 1, { lineIds: ['b'] }));
    scene.shop.getOrder = async () => stale;
    await tripwire(mishap).run(worker(scene, 'a refund of two lines', 2));
    await expectAgreement(scene, { open: true });
    scene.clock.pass(leftBehindMs + 1);
    await tripwire().run(reconciler(scene));
    const settled = await expectAgreement(scene);
    expect(settled.filter(({ state }) => state === 'executed')).toMatchObject([{ turn: 1 }]);
  }
});

describe.each(everyWish)('%s', (wish) => {
  const mishapsOf = async (how: 'killed' | 'failed') => {
    const wire = tripwire();
    await wire.run(worker(memoryScene(), wish));
    return mishaps(wire.calls.length, how);
  };

  test('is done once by two workers at the same time, in whatever order their calls come', async () => {
    await orders(120, async (stage, choose) => {
      const scene = memoryScene();
      stage.enter('one', worker(scene, wish));
      stage.enter('other', worker(scene, wish));
      await stage.playOut(choose);
      expect(await expectAgreement(scene)).toMatchObject([{ state: 'executed' }]);
    });
  });

  test('is done once or not at all wherever its worker dies, in whatever order two others then retry it', async () => {
    for (const mishap of await mishapsOf('killed')) {
      await orders(60, async (stage, choose) => {
        const scene = memoryScene();
        expect(await tripwire(mishap).run(worker(scene, wish))).toBe('died');
        stage.story.push(`died ${mishap.side} call ${mishap.call}`);
        const begun = (await actionsOf(scene)).length > 0;
        stage.enter('second', worker(scene, wish));
        stage.enter('third', worker(scene, wish));
        // Where nothing had begun, the test above has seen the orders.
        await stage.playOut(begun ? choose : () => 0);
        await expectAgreement(scene, { open: true });
        scene.clock.pass(leftBehindMs + 1);
        await tripwire().run(reconciler(scene));
        expect(await expectAgreement(scene)).toHaveLength(1);
      });
    }
  });

  test('is settled once wherever the reconciler dies in its turn', async () => {
    for (const mishap of (await mishapsOf('killed')).filter(({ side }) => side === 'after')) {
      let fate: unknown = 'died';
      for (let call = 1; fate === 'died'; call += 1) {
        for (const side of ['before', 'after'] as const) {
          const scene = memoryScene();
          await tripwire(mishap).run(worker(scene, wish));
          scene.clock.pass(leftBehindMs + 1);
          fate = await tripwire({ call, side, how: 'killed' }).run(reconciler(scene));
          await expectAgreement(scene, { open: true });
          scene.clock.pass(leftBehindMs + 1);
          await tripwire().run(reconciler(scene));
          const settled = await expectAgreement(scene);
          scene.clock.pass(leftBehindMs + 1);
          expect(await tripwire().run(reconciler(scene))).toEqual({
            executed: 0,
            failed: 0,
            stillUnknown: 0,
            leftForLater: 0,
          });
          expect(await actionsOf(scene)).toEqual(settled);
        }
      }
    }
  });

  test('ends well whichever call fails, done or not, while the worker lives on', async () => {
    for (const mishap of await mishapsOf('failed')) {
      const scene = memoryScene();
      await tripwire(mishap).run(worker(scene, wish));
      await expectAgreement(scene, { open: true });
      scene.clock.pass(leftBehindMs + 1);
      await tripwire().run(reconciler(scene));
      await expectAgreement(scene);
    }
  });
});
