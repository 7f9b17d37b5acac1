import { expect, it } from 'vitest';
import type { Stores } from '#lib/ports/ports.ts';
import { freshId, sampleCallback } from '#test/support/samples.ts';

export function describeCallbacks(stores: () => Stores): void {
  const promise = async (own: Parameters<typeof sampleCallback>[0] = {}) => {
    const callback = sampleCallback(own);
    await stores().callbacks.put(callback);
    return callback;
  };

  it('gives back a promise as it was written', async () => {
    const known = sampleCallback({ customerId: 'cus_Ä1' });
    const { customerId: _, ...unknown } = sampleCallback();
    for (const callback of [known, unknown]) {
      await stores().callbacks.put(callback);
      expect(await stores().callbacks.find(callback.companyId, callback.callbackId)).toEqual(callback);
    }
    expect(await stores().callbacks.find(freshId('acme'), known.callbackId)).toBeUndefined();
  });

  it('is moved by promising again', async () => {
    const { companyId, callbackId } = await promise();
    const moved = await promise({ companyId, callbackId, from: '2026-12-01T09:00:00.000Z', phone: '+12025550177' });
    expect(await stores().callbacks.find(companyId, callbackId)).toEqual(moved);
    expect(await stores().callbacks.openFor(companyId, { phone: '+12025550177' })).toEqual([moved]);
    expect(await stores().callbacks.openFor(companyId, { phone: '+12025550123' })).toEqual([]);
  });

  it('is listed by company, customer and number, soonest first, and never to another company', async () => {
    const companyId = freshId('acme');
    const from = (day: number) => `2026-12-0${day}T09:00:00.000Z`;
    const [second, first, other] = [
      await promise({ companyId, from: from(2), customerId: 'cus_1' }),
      await promise({ companyId, from: from(1), customerId: 'cus_1', phone: '+12025550124' }),
      await promise({ companyId, from: from(3), customerId: 'cus_2' }),
    ];
    await promise({ from: from(1), customerId: 'cus_1' });
    expect(await stores().callbacks.open(companyId, '2027')).toEqual([first, second, other]);
    expect(await stores().callbacks.open(companyId, from(2))).toEqual([first]);
    expect(await stores().callbacks.openFor(companyId, { customerId: 'cus_1' })).toEqual([first, second]);
    expect(await stores().callbacks.openFor(companyId, { phone: '+12025550123' })).toEqual([second, other]);
    expect(await stores().callbacks.openFor(companyId, { customerId: 'cus_3' })).toEqual([]);
  });

  it('is listed by status and time, page by page, each once', async () => {
    const companyId = freshId('acme');
    const from = (day: number) => `2026-12-0${day}T09:00:00.000Z`;
    const days = [3, 1, 2, 2, 5, 4];
    for (const day of days) await promise({ companyId, from: from(day) });
    await promise({ from: from(1) });
    const kept = await promise({ companyId, from: from(3) });
    await stores().callbacks.close(companyId, kept.callbackId, 'kept');

    const pagesOf = async (those: object, limit: number) => {
      const pages: number[][] = [];
      let after: readonly string[] | undefined;
      do {
        const { items, next } = await stores().callbacks.list(companyId, those, { limit, after });
        pages.push(items.map((item) => Number(item.from.slice(9, 10))));
        after = next;
      } while (after !== undefined);
      return pages;
    };
    expect(await pagesOf({}, 3)).toEqual([[1, 2, 2], [3, 3, 4], [5]]);
    expect(await pagesOf({ status: 'open' }, 4)).toEqual([
      [1, 2, 2, 3],
      [4, 5],
    ]);
    expect(await pagesOf({ status: 'open' }, 6)).toEqual([[1, 2, 2, 3, 4, 5]]);
    expect(await pagesOf({ status: 'kept' }, 2)).toEqual([[3]]);
    expect(await pagesOf({ status: 'cancelled' }, 2)).toEqual([[]]);
    expect(await pagesOf({ from: from(2), to: from(4) }, 10)).toEqual([[2, 2, 3, 3]]);
    expect(await pagesOf({ to: from(2) }, 1)).toEqual([[1]]);
  });

  it('is closed by exactly one of many, and is on no list then', async () => {
    const callback = await promise({ customerId: 'cus_1' });
    const { companyId, callbackId, phone } = callback;
    const closes = await Promise.all(
      Array.from({ length: 20 }, () => stores().callbacks.close(companyId, callbackId, 'cancelled')),
    );
    expect(closes.filter(Boolean)).toHaveLength(1);
    expect(await stores().callbacks.find(companyId, callbackId)).toEqual({ ...callback, status: 'cancelled' });
    expect(await stores().callbacks.open(companyId, '2099')).toEqual([]);
    expect(await stores().callbacks.openFor(companyId, { phone })).toEqual([]);
    expect(await stores().callbacks.openFor(companyId, { customerId: 'cus_1' })).toEqual([]);
    expect(await stores().callbacks.close(companyId, freshId('cb'), 'kept')).toBe(false);
  });

  it('is open again when it is promised again', async () => {
    const callback = await promise();
    await stores().callbacks.close(callback.companyId, callback.callbackId, 'cancelled');
    await stores().callbacks.put(callback);
    expect(await stores().callbacks.open(callback.companyId, '2099')).toEqual([callback]);
  });
}
