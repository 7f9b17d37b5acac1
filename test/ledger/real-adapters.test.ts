import { describe, expect, test } from 'vitest';
import { actWithinMs } from '#lib/domain/perform-action.ts';
import { leftBehindMs } from '#lib/domain/reconcile.ts';
import { CommerceError } from '#lib/ports/commerce.ts';
import { expectAgreement } from '#test/ledger/agreement.ts';
import { useRealScenes } from '#test/ledger/real-scenes.ts';
import { memoryScene, reconciler, type Wish, worker } from '#test/ledger/scene.ts';
import { mishaps, tripwire } from '#test/ledger/tripwire.ts';
import { sampleCommand } from '#test/support/samples.ts';

const real = useRealScenes();

test.each<Wish>(['a refund of two lines', 'a change of subscription'])(
  '%s is done once or not at all in DynamoDB and a shop behind HTTP, wherever the worker and the reconciler die',
  async (wish) => {
    const { clock, open, together } = real();
    const wire = tripwire();
    await wire.run(worker(memoryScene(), wish));
    const scenes = await Promise.all(
      mishaps(wire.calls.length, 'killed').map(async (mishap) => {
        const scene = await open();
        expect(await tripwire(mishap).run(worker(scene, wish))).toBe('died');
        await Promise.all([worker(scene, wish), worker(scene, wish)].map((retry) => tripwire().run(retry)));
        await expectAgreement(scene, { open: true });
        return scene;
      }),
    );
    for (const call of [4, 23, 61]) {
      clock.pass(leftBehindMs + 1);
      await tripwire({ call, side: 'after', how: 'killed' }).run(reconciler(together(scenes)));
    }
    clock.pass(leftBehindMs + 1);
    await Promise.all([1, 2].map(() => tripwire().run(reconciler(together(scenes)))));
    for (const scene of scenes) expect(await expectAgreement(scene)).toHaveLength(1);
  },
);

describe('a shop behind HTTP', () => {
  const refund = ['refund.create'] as const;
  test.each([
    ['that drops the request', { when: 'before', how: 'drop' }, 'unknown', 'failed'],
    ['that drops the answer', { when: 'after', how: 'drop' }, 'unknown', 'executed'],
    ['that answers with a web page', { when: 'after', how: 'garbage' }, 'unknown', 'executed'],
    ['that fails with 500 after it was done', { when: 'after', how: 500 }, 'unknown', 'executed'],
    ['that fails with 503 before', { when: 'before', how: 503 }, 'unknown', 'failed'],
    ['that never answers', { when: 'before', how: 'hang' }, 'unknown', 'failed'],
    ['that takes no such path', { when: 'before', how: 404 }, 'failed', 'failed'],
  ] as const)('%s is asked later what became of a refund, until it says so', async (_, fault, first, end) => {
    const { clock, open } = real();
    const scene = await open({ commandTimeoutMs: 300 });
    scene.server.failNext({ ...fault, types: refund });
    await tripwire().run(worker(scene, 'a refund of two lines'));
    expect(await expectAgreement(scene, { open: true })).toMatchObject([{ state: first }]);
    // Two tries of one question.
    scene.server.failNext({ when: 'after', how: 'garbage', types: ['result.get'] });
    clock.pass(leftBehindMs + 1);
    await tripwire().run(reconciler(scene));
    expect(await expectAgreement(scene, { open: true })).toMatchObject([{ state: first }]);
    clock.pass(leftBehindMs + 1);
    await tripwire().run(reconciler(scene));
    expect(await expectAgreement(scene)).toMatchObject([{ state: end }]);
  });

  test('does not take a request any more that was held up until the reconciler may have asked', async () => {
    const { clock, open } = real();
    const scene = await open({ shopClock: () => clock.now() + leftBehindMs - actWithinMs });
    const asked = scene.shop.execute(sampleCommand({ customerId: 'cus_dana', orderId: 'A-1001' }));
    await expect(asked).rejects.toThrow(CommerceError);
    expect(scene.server.requests.map(({ verdict }) => verdict)).toEqual(['out-of-time']);
    expect(scene.books.effects).toEqual([]);
  });
});
