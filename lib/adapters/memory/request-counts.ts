import { keyOf } from '#lib/adapters/memory/copy.ts';
import { minuteOf, type RequestCounts } from '#lib/ports/request-counts.ts';

export function memoryRequestCounts(): RequestCounts {
  const counts = new Map<string, number>();
  return {
    async add(companyId, at) {
      const key = keyOf(companyId, minuteOf(at));
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count;
    },
  };
}
