import { describe, expect, test, vi } from 'vitest';
import { leftBehindMs } from '#lib/domain/reconcile.ts';
import { actionsOf, expectAgreement } from '#test/ledger/agreement.ts';
import { orders, someOrders } from '#test/ledger/orders.ts';
import { everyWish, memoryScene, reconciler, type Scene, worker } from '#test/ledger/scene.ts';
import { type Choose, Stage } from '#test/ledger/stage.ts';
import { tripwire } from '#test/ledger/tripwire.ts';

// All of it is work for the processor, which others may share.
vi.setConfig({ testTimeout: 60_000 });

describe.each(everyWish)('%s', (wish) => {
  /** Stops a worker after so many calls, and lets more time pass than a worker may live. */
  async function asleepAfter(calls: number, stage: Stage): Promise<Scene> {
    const scene = memoryScene();
    stage.enter('worker', worker(scene, wish));
    for (let made = 0; made < calls; made += 1) await stage.step(() => 0);
    scene.clock.pass(leftBehindMs + 1);
    stage.story.push('time passed');
    return scene;
  }

  async function expectSettled(scene: Scene): Promise<void> {
    scene.clock.pass(leftBehindMs + 1);
    await tripwire().run(reconciler(scene));
    expect((await expectAgreement(scene)).length).toBeLessThanOrEqual(1);
  }

  const stops = async (): Promise<number[]> => {
    const wire = tripwire();
    await wire.run(worker(memoryScene(), wish));
    return wire.calls.map((_, made) => made + 1);
  };

  test('ends well though its worker sleeps for too long anywhere and wakes while it is reconciled', async () => {
    for (const calls of await stops()) {
      const wakes =
        (playOut: (stage: Stage, choose: Choose) => Promise<void>) => async (stage: Stage, choose: Choose) => {
          const scene = await asleepAfter(calls, stage);
          stage.enter('reconciler', reconciler(scene));
          await playOut(stage, choose);
          await expectSettled(scene);
        };
      await orders(
        40,
        wakes((stage, choose) => stage.playOut(choose)),
      );
      await someOrders(
        20,
        wakes((stage, choose) => stage.playOutWithDeath(choose)),
      );
    }
  });

  test('ends well though its worker wakes up when all is settled, and dies soon after', async () => {
    for (const calls of await stops()) {
      for (const more of [1, 2, 3]) {
        const stage = new Stage();
        const scene = await asleepAfter(calls, stage);
        await tripwire().run(reconciler(scene));
        for (let made = 0; made < more; made += 1) await stage.step(() => 0);
        stage.kill(() => 0);
        await expectSettled(scene);
      }
    }
  });

  test('gives back what it reserves after a reconciler whose clock is ahead has settled it', async () => {
    for (const calls of await stops()) {
      const scene = memoryScene();
      const stage = new Stage();
      stage.enter('worker', worker(scene, wish));
      for (let made = 0; made < calls; made += 1) await stage.step(() => 0);
      const executing = (await actionsOf(scene))[0]?.state === 'executing';
      const ahead = { ...scene.clock, now: () => scene.clock.now() + leftBehindMs + 1 };
      // Once it may be on its way to the shop, only clocks that agree keep it safe.
      if (!executing) await tripwire().run(reconciler({ ports: { ...scene.ports, clock: ahead } }));
      await stage.playOut(() => 0);
      await expectSettled(scene);
    }
  });

  test('is settled once by two reconcilers at the same time, of which one may die', async () => {
    for (const calls of await stops()) {
      await someOrders(15, async (stage, choose) => {
        const scene = await asleepAfter(calls, stage);
        stage.kill(() => 0);
        stage.enter('one', reconciler(scene));
        stage.enter('other', reconciler(scene));
        await stage.playOutWithDeath(choose);
        await expectSettled(scene);
      });
    }
  });
});
