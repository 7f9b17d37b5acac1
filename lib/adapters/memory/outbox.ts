import { copy, keyOf } from '#lib/adapters/memory/copy.ts';
import type { Task } from '#lib/domain/task.ts';
import type { Outbox } from '#lib/ports/outbox.ts';

export function memoryOutbox(): Outbox {
  const tasks = new Map<string, Task>();
  const at = ({ companyId, taskId }: Pick<Task, 'companyId' | 'taskId'>): string => keyOf(companyId, taskId);
  return {
    async createOnce(task) {
      if (tasks.has(at(task))) return false;
      tasks.set(at(task), copy(task));
      return true;
    },

    find: async (companyId, taskId) => copy(tasks.get(at({ companyId, taskId }))),

    async claim(key, now, until) {
      const task = tasks.get(at(key));
      if (task?.state !== 'open' || task.dueAt > now) return undefined;
      const claimed = { ...task, dueAt: until, tries: task.tries + 1, doubts: task.doubts + 1 };
      tasks.set(at(key), claimed);
      return copy(claimed);
    },

    async settle(tried, end) {
      const task = tasks.get(at(tried));
      if (task?.state !== 'open' || task.tries !== tried.tries) return false;
      tasks.set(at(tried), { ...task, ...copy(end) });
      return true;
    },

    erase: async (companyId, taskId) => tasks.delete(at({ companyId, taskId })),

    due: async (moment, limit) =>
      [...tasks.values()]
        .filter(({ state, dueAt }) => state === 'open' && dueAt <= moment)
        .sort((a, b) => (keyOf(a.dueAt, a.taskId) < keyOf(b.dueAt, b.taskId) ? -1 : 1))
        .slice(0, Math.max(limit, 0))
        .map(copy),
  };
}
