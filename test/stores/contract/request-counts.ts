import { expect, it } from 'vitest';
import type { Stores } from '#lib/ports/ports.ts';
import { freshId, sampleStart } from '#test/support/samples.ts';

const at = Date.parse(sampleStart);

export function describeRequestCounts(stores: () => Stores): void {
  it('counts the requests of a minute', async () => {
    const companyId = freshId('acme');
    expect(await stores().requestCounts.add(companyId, at)).toBe(1);
    expect(await stores().requestCounts.add(companyId, at + 59_999)).toBe(2);
    expect(await stores().requestCounts.add(companyId, at + 60_000)).toBe(1);
  });

  it('counts every company for itself', async () => {
    await stores().requestCounts.add(freshId('acme'), at);
    expect(await stores().requestCounts.add(freshId('acme'), at)).toBe(1);
  });

  it('counts each of many at once', async () => {
    const companyId = freshId('acme');
    const counts = await Promise.all(Array.from({ length: 20 }, () => stores().requestCounts.add(companyId, at)));
    expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });
}
