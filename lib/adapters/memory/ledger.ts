import { copy, keyOf } from '#lib/adapters/memory/copy.ts';
import { type Action, actionIdPrefix, isSettled, moved, withoutWords } from '#lib/domain/action.ts';
import type { Ledger } from '#lib/ports/ledger.ts';

/** `counted` holds the ids of actions that are in the counters. */
export function memoryLedger(counted: ReadonlySet<string> = new Set()): Ledger {
  const actions = new Map<string, Action>();
  const oldestFirst = (time: 'requestedAt' | 'updatedAt', those: (action: Action) => boolean): Action[] =>
    [...actions.values()]
      .filter(those)
      .sort((a, b) => (keyOf(a[time], a.actionId) < keyOf(b[time], b.actionId) ? -1 : 1))
      .map(copy);
  return {
    find: async (companyId, actionId) => copy(actions.get(keyOf(companyId, actionId))),

    async createOnce(action) {
      const key = keyOf(action.companyId, action.actionId);
      const standing = actions.get(key);
      if (!standing) actions.set(key, copy(action));
      return { action: copy(standing ?? action), created: !standing };
    },

    async move({ companyId, actionId }, from, to, change) {
      const key = keyOf(companyId, actionId);
      const action = actions.get(key);
      if (action?.state !== from || isSettled(from)) return false;
      actions.set(key, moved(action, to, copy(change)));
      return true;
    },

    async redact({ companyId, actionId }) {
      const action = actions.get(keyOf(companyId, actionId));
      if (action === undefined || !isSettled(action.state)) return false;
      actions.set(keyOf(companyId, actionId), withoutWords(action));
      return true;
    },

    ofSession: async (companyId, sessionId) =>
      oldestFirst(
        'requestedAt',
        (action) => action.companyId === companyId && action.actionId.startsWith(actionIdPrefix(sessionId)),
      ),

    unsettled: async (updatedBefore, limit) =>
      oldestFirst('updatedAt', ({ state, updatedAt }) => !isSettled(state) && updatedAt < updatedBefore).slice(
        0,
        Math.max(limit, 0),
      ),

    uncounted: async (limit) =>
      oldestFirst('updatedAt', ({ state, actionId }) => isSettled(state) && !counted.has(actionId)).slice(
        0,
        Math.max(limit, 0),
      ),
  };
}
