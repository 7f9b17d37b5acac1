import { copy, keyOf } from '#lib/adapters/memory/copy.ts';
import type { UsageRow, UsageSummary } from '#lib/domain/usage.ts';
import { countersOf } from '#lib/domain/usage-periods.ts';
import type { Usage } from '#lib/ports/usage.ts';

export function memoryUsage(): Usage {
  const rows = new Map<string, UsageRow>();
  const summaries = new Map<string, UsageSummary>();
  return {
    async record(row) {
      const key = keyOf(row.companyId, row.createdAt, row.usageId);
      if (rows.has(key)) return;
      rows.set(key, copy(row));
      for (const period of countersOf(row)) {
        const counter = keyOf(row.companyId, period);
        summaries.set(counter, add(summaries.get(counter) ?? empty(row.companyId, period), row));
      }
    },

    summary: async (companyId, period) => copy(summaries.get(keyOf(companyId, period))),

    async list(companyId, from, to) {
      return [...rows.values()]
        .filter((row) => row.companyId === companyId && row.createdAt >= from && row.createdAt < to)
        .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
        .map(copy);
    },
  };
}

const sortKey = (row: UsageRow): string => `${row.createdAt}#${row.usageId}`;

const empty = (companyId: string, period: string): UsageSummary => ({
  companyId,
  period,
  calls: 0,
  inputTokens: 0,
  cacheWriteTokens: 0,
  cacheReadTokens: 0,
  outputTokens: 0,
  costMicroUsd: 0,
});

const add = (sum: UsageSummary, row: UsageRow): UsageSummary => ({
  ...sum,
  calls: sum.calls + 1,
  inputTokens: sum.inputTokens + row.inputTokens,
  cacheWriteTokens: sum.cacheWriteTokens + row.cacheWriteTokens,
  cacheReadTokens: sum.cacheReadTokens + row.cacheReadTokens,
  outputTokens: sum.outputTokens + row.outputTokens,
  costMicroUsd: sum.costMicroUsd + row.costMicroUsd,
});
