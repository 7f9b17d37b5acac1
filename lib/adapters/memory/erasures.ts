import { copy, keyOf } from '#lib/adapters/memory/copy.ts';
import type { Erased, Erasure } from '#lib/domain/erasure/erasure.ts';
import type { Erasures } from '#lib/ports/erasures.ts';

export function memoryErasures(): Erasures {
  const erasures = new Map<string, Erasure>();
  return {
    find: async (companyId, erasureId) => copy(erasures.get(keyOf(companyId, erasureId))),

    async begin(erasure, staleBefore) {
      const key = keyOf(erasure.companyId, erasure.erasureId);
      const standing = erasures.get(key);
      if (standing?.state === 'running' && standing.requestedAt >= staleBefore) return copy(standing);
      const { finishedAt: _, ...before } = standing ?? { ...erasure, round: 0 };
      const { requestedBy, requestedAt } = erasure;
      const begun: Erasure = { ...before, state: 'running', round: before.round + 1, requestedBy, requestedAt };
      erasures.set(key, begun);
      return copy(begun);
    },

    async add(companyId, erasureId, erased) {
      const erasure = erasures.get(keyOf(companyId, erasureId));
      if (erasure === undefined) return;
      for (const [name, count] of Object.entries(erased)) erasure[name as keyof Erased] += count;
    },

    async finish(companyId, erasureId, round, at) {
      const erasure = erasures.get(keyOf(companyId, erasureId));
      if (erasure?.state === 'running' && erasure.round === round)
        Object.assign(erasure, { state: 'done', finishedAt: at });
    },
  };
}
