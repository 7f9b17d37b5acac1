import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Stores } from '#lib/ports/ports.ts';
import { freshId, sampleStart, sampleWindow } from '#test/support/samples.ts';

const start = Date.parse(sampleStart);
const limitMinor = 10;

type Step = { window: number; action: string; amount: number; waitMs: number; verb: 'reserve' | 'release' };

const anyStep: fc.Arbitrary<Step> = fc.record({
  window: fc.constantFrom(0, 1),
  action: fc.constantFrom('act_a', 'act_b', 'act_c', 'act_d'),
  amount: fc.integer({ min: 0, max: limitMinor + 1 }),
  waitMs: fc.constantFrom(0, 0, 20, 50),
  verb: fc.constantFrom('reserve', 'reserve', 'release'),
});

export function describeAllowanceModel(stores: () => Stores): void {
  /** One window that ends by its name and one that rolls on. */
  const windows = [undefined, 50].map((rollingMs) =>
    sampleWindow({ window: String(rollingMs), limitMinor, ...(rollingMs === undefined ? {} : { rollingMs }) }),
  );

  it('decide as a list of what is in each window would, whatever is reserved and released', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 4, maxLength: 16 }), async (steps) => {
        const companyId = freshId('acme');
        const model = windows.map(() => new Map<string, { amount: number; at: number }>());
        let now = start;
        for (const { window: which, action, amount, waitMs, verb } of steps) {
          now += waitMs;
          const [window, entries] = [windows[which], model[which]];
          if (!window || !entries) throw new Error('No such window.');
          for (const [id, { at }] of entries) if (at < now - (window.rollingMs ?? Infinity)) entries.delete(id);
          if (verb === 'release') {
            await stores().allowances.release(companyId, window, action);
            entries.delete(action);
          } else {
            const total = [...entries.values()].reduce((sum, entry) => sum + entry.amount, 0);
            const expected = entries.has(action) || total + amount <= limitMinor;
            if (expected && !entries.has(action)) entries.set(action, { amount, at: now });
            const entry = { actionId: action, amountMinor: amount, at: new Date(now).toISOString() };
            expect(await stores().allowances.reserve(companyId, window, entry)).toBe(expected);
          }
          const held = [...entries.values()].reduce((sum, entry) => sum + entry.amount, 0);
          expect(held).toBeLessThanOrEqual(limitMinor);
          expect(await stores().allowances.spent(companyId, window, new Date(now).toISOString())).toBe(held);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('come to the same in whatever order different actions are reserved and released at once', async () => {
    const anyAmounts = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(anyAmounts, anyAmounts, fc.boolean(), async (leaving, coming, roomForAll) => {
        const companyId = freshId('acme');
        const window = sampleWindow({ limitMinor: roomForAll ? 100 : 30 });
        const reserve = (actionId: string, amountMinor: number) =>
          stores().allowances.reserve(companyId, window, { actionId, amountMinor, at: sampleStart });
        await Promise.all(leaving.map((amount, i) => reserve(`leaving_${i}`, amount)));
        const release = (_: number, i: number) => stores().allowances.release(companyId, window, `leaving_${i}`);
        const [taken] = await Promise.all([
          Promise.all(coming.map((amount, i) => reserve(`coming_${i}`, amount))),
          Promise.all(leaving.map(release)),
        ]);
        const total = coming.reduce((sum, amount, i) => sum + (taken[i] ? amount : 0), 0);
        expect(await stores().allowances.spent(companyId, window, sampleStart)).toBe(total);
        if (roomForAll) expect(taken).toEqual(coming.map(() => true));
        else expect(total).toBeLessThanOrEqual(30);
      }),
      { numRuns: 6 },
    );
  });
}
