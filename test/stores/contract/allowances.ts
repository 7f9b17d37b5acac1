import { expect, it } from 'vitest';
import type { Stores } from '#lib/ports/ports.ts';
import { freshId, sampleStart, sampleWindow } from '#test/support/samples.ts';

const dayMs = 86_400_000;
const after = (ms: number): string => new Date(Date.parse(sampleStart) + ms).toISOString();
const twenty = Array.from({ length: 20 }, (_, i) => `act_${i}`);

export function describeAllowances(stores: () => Stores): void {
  /** A window of 100, or as said, and what can be done with it. */
  function fresh(own: Parameters<typeof sampleWindow>[0] = {}) {
    const companyId = freshId('acme');
    const window = sampleWindow({ limitMinor: 100, ...own });
    const under = (limitMinor: number) => ({
      reserve: (actionId: string, amountMinor: number, at = sampleStart) =>
        stores().allowances.reserve(companyId, { ...window, limitMinor }, { actionId, amountMinor, at }),
    });
    return {
      companyId,
      window,
      under,
      reserve: under(window.limitMinor).reserve,
      release: (actionId: string) => stores().allowances.release(companyId, window, actionId),
      spent: (at = sampleStart) => stores().allowances.spent(companyId, window, at),
    };
  }

  it('hold nothing before the first reservation', async () => {
    const { spent, release } = fresh();
    expect(await spent()).toBe(0);
    await release('act_1');
    expect(await spent()).toBe(0);
  });

  it('take what fits, to the last cent, and refuse the rest', async () => {
    const { reserve, spent } = fresh();
    expect(await reserve('act_1', 60)).toBe(true);
    expect(await reserve('act_2', 41)).toBe(false);
    expect(await reserve('act_3', 40)).toBe(true);
    expect(await reserve('act_4', 1)).toBe(false);
    expect(await spent()).toBe(100);
  });

  it('refuse what is more than the limit on its own', async () => {
    const { reserve, spent } = fresh();
    expect(await reserve('act_1', 101)).toBe(false);
    expect(await spent()).toBe(0);
    expect(await reserve('act_1', 100)).toBe(true);
  });

  it('take nothing at all, also into a full window or one without any room', async () => {
    const { reserve, spent } = fresh();
    expect(await reserve('act_1', 0)).toBe(true);
    expect(await reserve('act_2', 100)).toBe(true);
    expect(await reserve('act_3', 0)).toBe(true);
    expect(await spent()).toBe(100);
    const shut = fresh({ limitMinor: 0 });
    expect(await shut.reserve('act_1', 0)).toBe(true);
    expect(await shut.reserve('act_2', 1)).toBe(false);
  });

  it('count an action once, however often it is reserved, and as it was reserved first', async () => {
    const { reserve, under, spent } = fresh();
    for (const amount of [60, 60, 10, 500]) expect(await reserve('act_1', amount)).toBe(true);
    expect(await under(10).reserve('act_1', 60)).toBe(true);
    expect(await spent()).toBe(60);
  });

  it('give an action back once, however often it is released, and count it again when it is reserved again', async () => {
    const { reserve, release, spent } = fresh();
    await reserve('act_1', 60);
    await reserve('act_2', 30);
    await release('act_1');
    await release('act_1');
    await release('act_3');
    expect(await spent()).toBe(30);
    expect(await reserve('act_1', 70)).toBe(true);
    expect(await spent()).toBe(100);
  });

  it('hold the manager and the rep to one total, each to his own limit', async () => {
    const { under, spent } = fresh();
    expect(await under(50).reserve('act_1', 50)).toBe(true);
    expect(await under(50).reserve('act_2', 1)).toBe(false);
    expect(await under(200).reserve('act_2', 150)).toBe(true);
    expect(await under(50).reserve('act_3', 0)).toBe(false);
    expect(await spent()).toBe(200);
  });

  it('keep windows and companies apart', async () => {
    const [one, other] = [fresh(), fresh()];
    await one.reserve('act_1', 100);
    const { allowances } = stores();
    expect(await allowances.spent(one.companyId, other.window, sampleStart)).toBe(0);
    expect(await allowances.spent(other.companyId, one.window, sampleStart)).toBe(0);
    await allowances.release(other.companyId, one.window, 'act_1');
    expect(await one.spent()).toBe(100);
  });

  it('are never exceeded by twenty who reserve at the same time', async () => {
    const { reserve, spent } = fresh();
    const reserved = await Promise.all(twenty.map((actionId) => reserve(actionId, 15)));
    expect(reserved.filter(Boolean)).toHaveLength(6);
    expect(await spent()).toBe(90);
  });

  it('count one action once for twenty who reserve it at the same time, and give it back once', async () => {
    const { reserve, release, spent } = fresh();
    expect(await Promise.all(twenty.map(() => reserve('act_1', 60)))).toEqual(twenty.map(() => true));
    await reserve('act_2', 40);
    expect(await spent()).toBe(100);
    await Promise.all(twenty.map(() => release('act_1')));
    expect(await spent()).toBe(40);
  });

  it('forget in a rolling window what is older than the window, and not a moment sooner', async () => {
    const { reserve, spent } = fresh({ rollingMs: 30 * dayMs });
    expect(await reserve('act_1', 60, after(0))).toBe(true);
    expect(await reserve('act_2', 40, after(10 * dayMs))).toBe(true);
    expect(await reserve('act_3', 60, after(30 * dayMs))).toBe(false);
    expect(await spent(after(30 * dayMs))).toBe(100);
    expect(await spent(after(30 * dayMs + 1))).toBe(40);
    expect(await reserve('act_3', 61, after(30 * dayMs + 1))).toBe(false);
    expect(await reserve('act_3', 60, after(30 * dayMs + 1))).toBe(true);
    expect(await spent(after(30 * dayMs + 1))).toBe(100);
    expect(await spent(after(90 * dayMs))).toBe(0);
  });

  it('count an action anew that a rolling window has forgotten', async () => {
    const { reserve, release, spent } = fresh({ rollingMs: dayMs });
    await reserve('act_1', 80, after(0));
    expect(await reserve('act_1', 30, after(2 * dayMs))).toBe(true);
    expect(await spent(after(2 * dayMs))).toBe(30);
    await release('act_1');
    expect(await spent(after(2 * dayMs))).toBe(0);
  });

  it('forget many at once, each once, while twenty are waiting for the room', async () => {
    const { reserve, spent } = fresh({ limitMinor: 110, rollingMs: dayMs });
    const old = Array.from({ length: 110 }, (_, i) => `old_${i}`);
    await Promise.all(old.map((actionId, i) => reserve(actionId, 1, after(i % 100))));
    expect(await reserve('act_0', 1, after(dayMs))).toBe(false);
    const reserved = await Promise.all(twenty.map((actionId) => reserve(actionId, 10, after(2 * dayMs))));
    expect(reserved.filter(Boolean)).toHaveLength(11);
    expect(await spent(after(2 * dayMs))).toBe(110);
  });

  it('refuse to count what is no amount of money', async () => {
    const { reserve, spent } = fresh();
    for (const amount of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      await expect(reserve('act_1', amount)).rejects.toThrow('is no amount to reserve');
    }
    expect(await spent()).toBe(0);
  });
}
