import { copy, keyOf } from '#lib/adapters/memory/copy.ts';
import type { Erased, Erasure } from '#lib/domain/erasure/erasure.ts';
import type { Erasures } from '#lib/ports/erasures.ts';

export function memoryErasures(): Erasures {
  const erasures = new Map<string, Erasure>();
  const orderedAgain = new Map<string, string>();
  return {
    find: async (companyId, erasureId) => copy(erasures.get(keyOf(companyId, erasureId))),

    async begin(erasure, staleBefore) {
      const key = keyOf(erasure.companyId, erasure.erasureId);
      const standing = erasures.get(key);
      if (standing?.state === 'running' && standing.requestedAt >= staleBefore) {
        orderedAgain.set(key, erasure.requestedAt);
        return copy(standing);
      }
      orderedAgain.delete(key);
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

    async finish(companyId, erasureId, round, { at, orderedBy }) {
      const key = keyOf(companyId, erasureId);
      const erasure = erasures.get(key);
      if (erasure?.state !== 'running' || erasure.round !== round) return true;
      if (erasure.requestedAt > orderedBy || (orderedAgain.get(key) ?? '') > orderedBy) return false;
      Object.assign(erasure, { state: 'done', finishedAt: at });
      return true;
    },
  };
}
