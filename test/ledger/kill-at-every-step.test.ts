import { describe, expect, test } from 'vitest';
import { leftBehindMs } from '#lib/domain/reconcile.ts';
import { expectAgreement } from '#test/ledger/agreement.ts';
import { everyOrder } from '#test/ledger/every-order.ts';
import { everyWish, memoryScene, reconciler, worker } from '#test/ledger/scene.ts';
import { mishaps, tripwire } from '#test/ledger/tripwire.ts';

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

describe.each(everyWish)('%s', (wish) => {
  const callsOf = async (): Promise<number> => {
    const wire = tripwire();
    await wire.run(worker(memoryScene(), wish));
    return wire.calls.length;
  };

  test('is done once or not at all wherever its worker dies, in whatever order two others then retry it', async () => {
    let played = 0;
    for (const mishap of mishaps(await callsOf(), 'killed')) {
      played += await everyOrder(async (stage, choose) => {
        const scene = memoryScene();
        expect(await tripwire(mishap).run(worker(scene, wish))).toBe('died');
        stage.story.push(`first died ${mishap.side} call ${mishap.call}`);
        stage.enter('second', worker(scene, wish));
        stage.enter('third', worker(scene, wish));
        await stage.playOut(choose);
        await expectAgreement(scene, { open: true });
        scene.clock.pass(leftBehindMs + 1);
        await tripwire().run(reconciler(scene));
        expect(await expectAgreement(scene)).toHaveLength(1);
      });
    }
    process.stderr.write(`A1 ${wish} ${played}\n`);
  });

  test('is settled wherever the reconciler dies in its turn, and is settled once', async () => {
    let played = 0;
    for (const mishap of mishaps(await callsOf(), 'killed')) {
      for (const second of mishaps(10, 'killed')) {
        const scene = memoryScene();
        await tripwire(mishap).run(worker(scene, wish));
        scene.clock.pass(leftBehindMs + 1);
        await tripwire(second).run(reconciler(scene));
        await expectAgreement(scene, { open: true });
        scene.clock.pass(leftBehindMs + 1);
        await tripwire().run(reconciler(scene));
        const [action] = await expectAgreement(scene);
        const settled = JSON.stringify(action);
        scene.clock.pass(leftBehindMs + 1);
        expect(await tripwire().run(reconciler(scene))).toEqual({ executed: 0, failed: 0, stillUnknown: 0 });
        expect(JSON.stringify((await expectAgreement(scene))[0])).toBe(settled);
        played++;
      }
    }
    process.stderr.write(`A2 ${wish} ${played}\n`);
  });

  test('ends well whichever call fails, while the worker lives on', async () => {
    for (const mishap of mishaps(await callsOf(), 'failed')) {
      const scene = memoryScene();
      await tripwire(mishap).run(worker(scene, wish));
      await expectAgreement(scene, { open: true });
      scene.clock.pass(leftBehindMs + 1);
      await tripwire().run(reconciler(scene));
      await expectAgreement(scene);
    }
  });
});
