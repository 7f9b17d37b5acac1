import { describe, expect, it, onTestFinished } from 'vitest';
import { dana } from '#local/shop/maple-and-pine.ts';
import { creditOf, type MakeRig, type Rig, refundOf } from '#test/commerce/contract/rig.ts';

const certainly = (certainty: 'not-done' | 'unknown') => expect.objectContaining({ name: 'CommerceError', certainty });

export function describeFaults(rig: () => Rig, make: MakeRig): void {
  it('does nothing where the command was lost on its way, and does it once when asked again', async () => {
    const command = refundOf(rig());
    rig().lose('before');
    await expect(rig().commerce.execute(command)).rejects.toMatchObject({ name: 'CommerceError' });
    expect(rig().refundedMinor('4711')).toBe(0);
    expect(await rig().commerce.findResult(command)).toBeUndefined();
    expect(await rig().commerce.execute(command)).toMatchObject({ kind: 'done' });
    expect(rig().refundedMinor('4711')).toBe(4_500);
  });

  it('does not know where the answer was lost, and tells what was done when asked by the key', async () => {
    const command = refundOf(rig());
    rig().lose('after');
    await expect(rig().commerce.execute(command)).rejects.toEqual(certainly('unknown'));
    expect(rig().refundedMinor('4711')).toBe(4_500);
    const result = await rig().commerce.findResult(command);
    expect(result).toMatchObject({ kind: 'done', amountMinor: 4_500 });
    expect(await rig().commerce.execute(command)).toEqual(result);
    expect(rig().refundedMinor('4711')).toBe(4_500);
  });

  describe.for(['drop', 'hang', 'garbage', 500, 503, 302] as const)('with %s', (how) => {
    it.for(['before', 'after'] as const)(
      '%s the effect, a command is in doubt and stays one effect',
      async (when, { skip }) => {
        const impatient = await make(how === 'hang' ? { readTimeoutMs: 300, commandTimeoutMs: 300 } : {});
        onTestFinished(() => impatient.close());
        if (impatient.failNext === undefined) return skip();
        const command = creditOf(impatient);
        // Stripe's library asks once more, with the same key, where a connection was cut.
        impatient.failNext({ when, how, times: how === 'drop' ? 2 : 1 }, 'commands');
        await expect(impatient.commerce.execute(command)).rejects.toEqual(certainly('unknown'));
        expect(impatient.creditedMinor(impatient.ids.dana)).toBe(when === 'before' ? 0 : 1_000);
        expect(await impatient.commerce.findResult(command)).toEqual(
          when === 'before' ? undefined : expect.objectContaining({ kind: 'done' }),
        );
      },
    );

    it('a read is never half an answer', async ({ skip }) => {
      const impatient = await make(how === 'hang' ? { readTimeoutMs: 300 } : {});
      onTestFinished(() => impatient.close());
      if (impatient.failNext === undefined) return skip();
      impatient.failNext({ when: 'after', how, times: 4 }, 'reads');
      await expect(impatient.commerce.findCustomers({ phone: dana.phone })).rejects.toEqual(certainly('not-done'));
    });

    it('what became of a key stays in doubt', async ({ skip }) => {
      const impatient = await make(how === 'hang' ? { readTimeoutMs: 300 } : {});
      onTestFinished(() => impatient.close());
      if (impatient.failNext === undefined) return skip();
      const command = creditOf(impatient);
      await impatient.commerce.execute(command);
      impatient.failNext({ when: 'after', how, times: 4 }, 'results');
      await expect(impatient.commerce.findResult(command)).rejects.toEqual(certainly('unknown'));
    });
  });

  it.for(['drop', 'hang', 500] as const)('a read survives one failure with %s', async (how, { skip }) => {
    const impatient = await make(how === 'hang' ? { readTimeoutMs: 300 } : {});
    onTestFinished(() => impatient.close());
    if (impatient.failNext === undefined) return skip();
    impatient.failNext({ when: 'before', how }, 'reads');
    expect(await impatient.commerce.findCustomers({ phone: dana.phone })).toHaveLength(1);
  });

  it('waits for a slow shop', async ({ skip }) => {
    if (rig().failNext === undefined) return skip();
    rig().failNext?.({ when: 'before', how: 'slow' }, 'commands');
    expect(await rig().commerce.execute(refundOf(rig()))).toMatchObject({ kind: 'done' });
    expect(rig().refundedMinor('4711')).toBe(4_500);
  });

  it('is sure that nothing was done where nobody listens', async ({ skip }) => {
    if (rig().vanish === undefined) return skip();
    await rig().vanish?.();
    await expect(rig().commerce.execute(refundOf(rig()))).rejects.toEqual(certainly('not-done'));
    await expect(rig().commerce.getOrder('4711')).rejects.toEqual(certainly('not-done'));
    await expect(rig().commerce.findResult(refundOf(rig()))).rejects.toEqual(certainly('unknown'));
  });
}
