import { expect, it } from 'vitest';
import type { Stores } from '#lib/ports/ports.ts';
import { freshId, samplePrice } from '#test/support/samples.ts';

export function describePricing(stores: () => Stores): void {
  it('lists the prices of one model, oldest first', async () => {
    const model = freshId('model');
    const [first, second, third] = ['2026-01-01', '2026-06-15', '2026-12-01'].map((effectiveFrom) =>
      samplePrice({ model, effectiveFrom }),
    );
    for (const price of [third, first, second]) if (price) await stores().pricing.put(price);
    await stores().pricing.put(samplePrice());
    expect(await stores().pricing.list(model)).toEqual([first, second, third]);
  });

  it('has nothing for a model without rows', async () => {
    expect(await stores().pricing.list(freshId('model'))).toEqual([]);
  });

  it('writes a price over one of the same date', async () => {
    const price = samplePrice();
    const corrected = { ...price, steps: [{ input: 1, output: 2, cacheRead: 0.5, cacheWrite: 0 }] };
    await stores().pricing.put(price);
    await stores().pricing.put(corrected);
    expect(await stores().pricing.list(price.model)).toEqual([corrected]);
  });
}
