import { isoOf, namesOf, type Span } from '#lib/domain/analytics/span.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import { builtInPrices, priceAt } from '#lib/domain/pricing.ts';
import type { ModelPrice } from '#lib/domain/usage.ts';
import { addUp, type UsagePart, type UsageSums } from '#lib/domain/usage-breakdown.ts';
import type { Ports } from '#lib/ports/ports.ts';

type UsageOf = UsageSums & { models: UsagePart[] };
export type UsageReport = Span & { total: UsageOf; periods: (UsageOf & { begin: string })[] };

/** What was used of the model in a span, from counters alone. */
export async function usageIn(ports: Pick<Ports, 'usage'>, companyId: CompanyId, span: Span): Promise<UsageReport> {
  const { from, to } = namesOf(span);
  const periods = await ports.usage.periods(companyId, span.granularity, from, to);
  const parts = Map.groupBy(
    periods.flatMap((period) => period.parts),
    ({ channel, model }) => `${channel}:${model}`,
  );
  const models = [...parts.values()].flatMap((those) => {
    const [first] = those;
    return first === undefined ? [] : [{ ...addUp(those), channel: first.channel, model: first.model }];
  });
  return {
    ...span,
    total: { ...addUp(periods), models: models.sort((a, b) => b.costMicroUsd - a.costMicroUsd) },
    periods: periods.map(({ begin, parts: own, ...sums }) => ({ ...sums, begin: isoOf(begin), models: own })),
  };
}

export type PriceView = ModelPrice & { builtIn: boolean; inForce: boolean };

/** Every dated price of these models, built in and stored, oldest first; those of a model that has none are none. */
export async function pricesOf(
  ports: Pick<Ports, 'pricing' | 'clock'>,
  models: readonly string[],
): Promise<PriceView[]> {
  const now = new Date(ports.clock.now()).toISOString();
  const found = await Promise.all(
    [...new Set(models)].sort().map(async (model) => {
      const stored = await ports.pricing.list(model);
      const { known, ...current } = priceAt(stored, model, now);
      const own = builtInPrices.filter((price) => price.model === model);
      // A stored row of the same date stands in the place of the built-in one.
      const built = own.filter((price) => !stored.some(({ effectiveFrom }) => effectiveFrom === price.effectiveFrom));
      const isNow = (price: ModelPrice): boolean =>
        known && current.model === model && current.effectiveFrom === price.effectiveFrom;
      return [
        ...built.map((price) => ({ ...price, builtIn: true, inForce: isNow(price) })),
        ...stored.map((price) => ({ ...price, builtIn: false, inForce: isNow(price) })),
      ].sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
    }),
  );
  return found.flat();
}

/** Models that this build knows a price of. */
export const pricedModels: readonly string[] = builtInPrices.map(({ model }) => model);
