import { copy, keyOf } from '#lib/adapters/memory/copy.ts';
import { type Counts, sumOf } from '#lib/domain/analytics/counts.ts';
import { periodsOf } from '#lib/domain/usage-periods.ts';
import type { Tallied, Tallies } from '#lib/ports/tallies.ts';

/** Counters in memory. `counted` gets the ids of what is in them: the ledger asks. */
export function memoryTallies(counted: Set<string>): Tallies {
  const counters = new Map<string, { place: string; begin: string; counts: Counts }>();
  return {
    async count({ companyId, what, channel, at, counts }) {
      const id = idOf(what);
      if (counted.has(id)) return;
      counted.add(id);
      for (const period of periodsOf(at)) {
        const [kind = '', begin = ''] = period.split('#');
        const key = keyOf(companyId, channel, period);
        const standing = counters.get(key)?.counts ?? {};
        counters.set(key, { place: keyOf(companyId, channel, kind), begin, counts: sumOf([standing, counts]) });
      }
    },

    list: async (companyId, channel, kind, from, to) =>
      [...counters.values()]
        .filter(({ place, begin }) => place === keyOf(companyId, channel, kind) && begin >= from && begin < to)
        .sort((a, b) => (a.begin < b.begin ? -1 : 1))
        .map(({ begin, counts }) => copy({ begin, counts: { ...counts } })),
  };
}

function idOf(what: Tallied['what']): string {
  switch (what.kind) {
    case 'action':
      return what.actionId;
    case 'call':
      return `call#${what.callSid}`;
    case 'session':
      return what.sessionId;
    case 'report':
      return `report#${what.sessionId}`;
    default:
      return what satisfies never;
  }
}
