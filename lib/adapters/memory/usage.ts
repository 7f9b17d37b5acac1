import { copy, keyOf } from '#lib/adapters/memory/copy.ts';
import type { UsageRow, UsageSummary } from '#lib/domain/usage.ts';
import { noSums, partsOf, turnCostsOf, type UsageSums, usageAdds } from '#lib/domain/usage-breakdown.ts';
import { countersOf, sessionPeriod } from '#lib/domain/usage-periods.ts';
import type { Usage } from '#lib/ports/usage.ts';

/** Sums, and under names of its own the breakdown by channel and model. */
type Counter = UsageSummary & Record<string, unknown>;

export function memoryUsage(): Usage {
  const rows = new Map<string, UsageRow>();
  const counters = new Map<string, Counter>();
  return {
    async record(row) {
      const key = keyOf(row.companyId, row.createdAt, row.usageId);
      if (rows.has(key)) return;
      rows.set(key, copy(row));
      for (const period of countersOf(row)) {
        const counter = keyOf(row.companyId, period);
        const standing = counters.get(counter) ?? { ...noSums, companyId: row.companyId, period };
        counters.set(counter, add(standing, usageAdds(row, period !== sessionPeriod(row.sessionId))));
      }
    },

    async summary(companyId, period) {
      const counter = counters.get(keyOf(companyId, period));
      return counter && { companyId, period, ...sumsOf(counter) };
    },

    async ofSession(companyId, sessionId) {
      const counter = counters.get(keyOf(companyId, sessionPeriod(sessionId)));
      return { ...(counter === undefined ? noSums : sumsOf(counter)), turns: turnCostsOf(counter ?? {}) };
    },

    async periods(companyId, kind, from, to) {
      return [...counters.values()]
        .filter((counter) => counter.companyId === companyId && counter.period.startsWith(`${kind}#`))
        .map((counter) => ({
          ...sumsOf(counter),
          begin: counter.period.slice(kind.length + 1),
          parts: partsOf(counter),
        }))
        .filter(({ begin }) => begin >= from && begin < to)
        .sort((a, b) => (a.begin < b.begin ? -1 : 1));
    },

    async list(companyId, from, to) {
      return [...rows.values()]
        .filter((row) => row.companyId === companyId && row.createdAt >= from && row.createdAt < to)
        .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
        .map(copy);
    },
  };
}

const sortKey = (row: UsageRow): string => `${row.createdAt}#${row.usageId}`;

const sumsOf = (counter: Counter): UsageSums => ({
  calls: counter.calls,
  inputTokens: counter.inputTokens,
  cacheWriteTokens: counter.cacheWriteTokens,
  cacheReadTokens: counter.cacheReadTokens,
  outputTokens: counter.outputTokens,
  costMicroUsd: counter.costMicroUsd,
});

const add = (counter: Counter, adds: Readonly<Record<string, number>>): Counter => {
  const sums = Object.entries(adds).map(([name, count]) => [
    name,
    ((counter[name] as number | undefined) ?? 0) + count,
  ]);
  return { ...counter, ...Object.fromEntries(sums) };
};
