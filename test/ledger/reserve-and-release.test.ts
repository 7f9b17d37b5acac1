import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryAllowances } from '#lib/adapters/memory/allowances.ts';
import { sampleStart, sampleWindow } from '#test/support/samples.ts';

type Act = { action: string; verb: 'reserve' | 'release'; amountMinor: number };

const act = fc.record({
  action: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  verb: fc.constantFrom('reserve' as const, 'reserve' as const, 'release' as const),
  amountMinor: fc.nat({ max: 500 }),
});
/** What was reserved first counts, so an action is of one amount. */
const acts = fc.array(act, { maxLength: 30 }).map((all) => {
  const amounts = new Map(all.map(({ action, amountMinor }) => [action, amountMinor]));
  return all.map((one): Act => ({ ...one, amountMinor: amounts.get(one.action) ?? 0 }));
});

/** Carries them out in a window, and tells what each action holds in it. */
async function held(all: readonly Act[], limitMinor: number): Promise<Record<string, number>> {
  const allowances = memoryAllowances();
  const window = sampleWindow({ limitMinor });
  for (const { action, verb, amountMinor } of all) {
    const entry = { actionId: action, amountMinor, at: sampleStart };
    if (verb === 'reserve') await allowances.reserve('acme', window, entry);
    else await allowances.release('acme', window, action);
    const spent = await allowances.spent('acme', window, sampleStart);
    expect(spent).toBeGreaterThanOrEqual(0);
    expect(spent).toBeLessThanOrEqual(limitMinor);
  }
  const rows: Record<string, number> = {};
  for (const action of new Set(all.map((one) => one.action))) {
    const before = await allowances.spent('acme', window, sampleStart);
    await allowances.release('acme', window, action);
    rows[action] = before - (await allowances.spent('acme', window, sampleStart));
  }
  expect(await allowances.spent('acme', window, sampleStart)).toBe(0);
  return rows;
}

/** The same acts in another order, in which each action keeps the order of its own. */
const shuffled = (all: readonly Act[], keys: readonly number[]): Act[] => {
  const order = all.map((_, i) => i).sort((i, j) => (keys[i] ?? 0) - (keys[j] ?? 0));
  const turns = Map.groupBy(all, ({ action }) => action);
  return order.flatMap((i) => turns.get(all[i]?.action ?? '')?.shift() ?? []);
};

const keys = fc.array(fc.nat({ max: 1000 }), { minLength: 30, maxLength: 30 });

test('reserving and releasing different actions commute: where there is room, only the order within an action counts', async () => {
  await fc.assert(
    fc.asyncProperty(acts, keys, async (all, order) => {
      expect(await held(shuffled(all, order), 2_500)).toEqual(await held(all, 2_500));
    }),
    { numRuns: 300 },
  );
});

test('where there is no room for all, the order decides who gets it, and never how much there is', async () => {
  await fc.assert(
    fc.asyncProperty(acts, keys, fc.nat({ max: 900 }), async (all, order, limitMinor) => {
      for (const rows of [await held(all, limitMinor), await held(shuffled(all, order), limitMinor)]) {
        expect(Object.values(rows).reduce((sum, minor) => sum + minor, 0)).toBeLessThanOrEqual(limitMinor);
      }
    }),
    { numRuns: 200 },
  );
});

test('both are idempotent: doing each act twice changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (all) => {
      expect(
        await held(
          all.flatMap((one) => [one, one]),
          2_500,
        ),
      ).toEqual(await held(all, 2_500));
    }),
  );
});
