import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { UsageRow } from '#lib/domain/usage.ts';
import { countersOf, sessionPeriod } from '#lib/domain/usage-periods.ts';
import type { Stores } from '#lib/ports/ports.ts';
import { freshId, sampleUsage } from '#test/support/samples.ts';

const counted = ['inputTokens', 'cacheWriteTokens', 'cacheReadTokens', 'outputTokens', 'costMicroUsd'] as const;

/** What the counters of a period say when each of these rows was counted exactly once. */
export function summed(rows: readonly UsageRow[], companyId: string, period: string) {
  const own = rows.filter((row) => row.companyId === companyId && countersOf(row).includes(period));
  const sums = counted.map((field) => [field, own.reduce((sum, row) => sum + row[field], 0)]);
  return { companyId, period, calls: own.length, ...Object.fromEntries(sums) };
}

export function describeUsage(stores: () => Stores): void {
  const expectCountedOnce = async (rows: readonly UsageRow[]) => {
    const counters = rows.flatMap((row) => countersOf(row).map((period) => ({ companyId: row.companyId, period })));
    const unique = new Map(counters.map((counter) => [JSON.stringify(counter), counter]));
    const expectCounted = async ({ companyId, period }: { companyId: string; period: string }) =>
      expect(await stores().usage.summary(companyId, period)).toEqual(summed(rows, companyId, period));
    await Promise.all([...unique.values()].map(expectCounted));
  };
  const all = (companyId: string) => stores().usage.list(companyId, '2026-01-01', '2027-01-01');

  it('has no counters where nothing was used', async () => {
    expect(await stores().usage.summary(freshId('acme'), 'day#2026-11-22')).toBeUndefined();
    expect(await all(freshId('acme'))).toEqual([]);
  });

  it('keeps a row as it was written and counts it in its hour, day, month and session', async () => {
    const row = sampleUsage();
    const { firstTokenMs: _, ...silent } = sampleUsage({
      companyId: row.companyId,
      outcome: 'failed',
      costMicroUsd: 0,
    });
    await stores().usage.record(row);
    await stores().usage.record(silent);
    const listed = await all(row.companyId);
    expect(listed).toHaveLength(2);
    expect(listed).toEqual(expect.arrayContaining([row, silent]));
    await expectCountedOnce([row, silent]);
  });

  it('counts a row once, however often it is recorded, one after another or at once', async () => {
    const row = sampleUsage();
    await stores().usage.record(row);
    await stores().usage.record(row);
    const other = sampleUsage({ companyId: row.companyId });
    await Promise.all(Array.from({ length: 20 }, () => stores().usage.record(other)));
    expect(await all(row.companyId)).toHaveLength(2);
    await expectCountedOnce([row, other]);
  });

  it('loses nothing when many rows are recorded at once', async () => {
    const companyId = freshId('acme');
    const rows = Array.from({ length: 25 }, (_, i) =>
      sampleUsage({ companyId, inputTokens: i, costMicroUsd: 10 ** (i % 10) }),
    );
    await Promise.all(rows.map((row) => stores().usage.record(row)));
    await expectCountedOnce(rows);
  });

  it('counts in every period of UTC that a row falls in', async () => {
    const companyId = freshId('acme');
    const times = ['2026-11-30T23:59:59.999Z', '2026-12-01T00:00:00.000Z', '2026-12-01T00:59:59.999Z'];
    const rows = times.map((createdAt) => sampleUsage({ companyId, createdAt }));
    for (const row of rows) await stores().usage.record(row);
    await expectCountedOnce(rows);
    expect(await stores().usage.summary(companyId, 'month#2026-12')).toMatchObject({ calls: 2 });
  });

  it('adds up what one session has cost, whenever it spoke, and keeps sessions apart', async () => {
    const [long, other] = [sampleUsage(), sampleUsage()];
    const { companyId, sessionId } = long;
    const later = sampleUsage({ companyId, sessionId, createdAt: '2026-12-24T00:00:00.000Z', costMicroUsd: 5 });
    for (const row of [long, later, { ...other, companyId }]) await stores().usage.record(row);
    expect(await stores().usage.summary(companyId, sessionPeriod(sessionId))).toMatchObject({
      calls: 2,
      costMicroUsd: long.costMicroUsd + 5,
    });
    expect(await stores().usage.summary(other.companyId, sessionPeriod(other.sessionId))).toBeUndefined();
    await expectCountedOnce([long, later, { ...other, companyId }]);
  });

  it('lists what was created from one moment and before another, oldest first', async () => {
    const companyId = freshId('acme');
    const times = [1, 2, 3, 4].map((second) => `2026-11-22T21:30:0${second}.000Z`);
    const rows = times.map((createdAt) => sampleUsage({ companyId, createdAt }));
    for (const row of rows.toReversed()) await stores().usage.record(row);
    const [first, second, third, fourth] = times as [string, string, string, string];
    expect(await stores().usage.list(companyId, second, fourth)).toEqual(rows.slice(1, 3));
    expect(await stores().usage.list(companyId, first, '2026-11-23')).toEqual(rows);
    expect(await stores().usage.list(companyId, third, third)).toEqual([]);
    expect(await stores().usage.list(companyId, fourth, first)).toEqual([]);
  });

  it('keeps companies apart', async () => {
    const rows = [sampleUsage({ companyId: freshId('acme') }), sampleUsage({ companyId: freshId('acme') })];
    for (const row of rows) await stores().usage.record(row);
    for (const row of rows) expect(await all(row.companyId)).toEqual([row]);
    await expectCountedOnce(rows);
  });

  it('adds up, whatever is recorded, repeated and interleaved', async () => {
    const anyRow = fc.record({
      company: fc.constantFrom('a', 'b'),
      id: fc.integer({ min: 1, max: 4 }),
      hour: fc.integer({ min: 0, max: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { maxLength: 8 }), async (recorded) => {
        const world = freshId('world');
        const rows = recorded.map(({ company, id, hour }) =>
          sampleUsage({
            companyId: `${company}${world}`,
            usageId: `use_${id}`,
            sessionId: world,
            createdAt: `2026-11-22T2${hour}:00:00.000Z`,
            inputTokens: id * 1000 + hour,
          }),
        );
        await Promise.all(rows.map((row) => stores().usage.record(row)));
        const once = new Map(rows.map((row) => [`${row.companyId}${row.createdAt}${row.usageId}`, row]));
        await expectCountedOnce([...once.values()]);
      }),
      { numRuns: 10 },
    );
  });
}
