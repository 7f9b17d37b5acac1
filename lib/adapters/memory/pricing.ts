import { copy, keyOf } from '#lib/adapters/memory/copy.ts';
import type { ModelPrice } from '#lib/domain/usage.ts';
import type { Pricing } from '#lib/ports/usage.ts';

export function memoryPricing(): Pricing {
  const prices = new Map<string, ModelPrice>();
  return {
    async list(model) {
      return [...prices.values()]
        .filter((price) => price.model === model)
        .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))
        .map(copy);
    },

    async put(price) {
      prices.set(keyOf(price.model, price.effectiveFrom), copy(price));
    },
  };
}
