import { type AllowanceEntry, isForgotten, requireAmount } from '#lib/adapters/allowance-entries.ts';
import { keyOf } from '#lib/adapters/memory/copy.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { Allowances } from '#lib/ports/ledger.ts';

export function memoryAllowances(): Allowances {
  const windows = new Map<string, Map<string, AllowanceEntry>>();

  function entriesOf(companyId: CompanyId, window: string): Map<string, AllowanceEntry> {
    const key = keyOf(companyId, window);
    const entries = windows.get(key) ?? new Map<string, AllowanceEntry>();
    windows.set(key, entries);
    return entries;
  }

  return {
    async reserve(companyId, { window, limitMinor, rollingMs }, { actionId, amountMinor, at }) {
      requireAmount(amountMinor);
      const entries = entriesOf(companyId, window);
      const own = entries.get(actionId);
      if (own && !isForgotten(own, rollingMs, at)) return true;
      const fits = spentOf(entries, rollingMs, at) + amountMinor <= limitMinor;
      if (fits) entries.set(actionId, { minor: amountMinor, at });
      return fits;
    },

    async release(companyId, { window }, actionId) {
      entriesOf(companyId, window).delete(actionId);
    },

    spent: async (companyId, { window, rollingMs }, at) => spentOf(entriesOf(companyId, window), rollingMs, at),
  };
}

function spentOf(entries: ReadonlyMap<string, AllowanceEntry>, rollingMs: number | undefined, at: string): number {
  const live = [...entries.values()].filter((entry) => !isForgotten(entry, rollingMs, at));
  return live.reduce((sum, { minor }) => sum + minor, 0);
}
