import { startTask } from '#lib/domain/afterwards/enqueue.ts';
import type { TaskEnd, TaskPorts } from '#lib/domain/afterwards/task-end.ts';
import { eraseSession } from '#lib/domain/erasure/erase-session.ts';
import { readPage } from '#lib/domain/records/paging.ts';
import { newTask, type Task, type TaskSubject } from '#lib/domain/task.ts';

/** Conversations deleted in one step: each is some dozens of writes, and a step must end in time. */
const perStep = 10;
/** How long to wait for conversations that go on, or are not settled, before they are looked at again: milliseconds. */
const waitMs = 10 * 60_000;

type Order = Extract<TaskSubject, { kind: 'erase-customer' }>;

/**
 * One step of a deletion: takes some conversations away, and leaves the next step in the outbox. A step that breaks off is
 * done again: what is gone is not there to be found.
 */
export async function eraseCustomer(ports: TaskPorts, task: Task, order: Order): Promise<TaskEnd> {
  const { companyId, sessionId: erasureId } = task;
  const { customerId, after } = order;
  const standing = await ports.erasures.find(companyId, erasureId);
  if (standing !== undefined && standing.round > order.round) return { kind: 'done', note: 'Begun anew.' };
  const { items, next } = await readPage(
    { limit: perStep, after },
    (place, count) => ports.sessions.places(companyId, { customerId }, { after: place, count }),
    async ([, sessionId]) => {
      const session = await ports.sessions.find(sessionId);
      return session?.companyId === companyId && session.customerId === customerId ? session : undefined;
    },
  );
  let waiting = order.waiting === true;
  for (const session of items) {
    const erased = await eraseSession(ports, task, session);
    if (erased === undefined) waiting = true;
    else await ports.erasures.add(companyId, erasureId, erased);
  }
  if (next === undefined && !waiting) {
    await ports.erasures.finish(companyId, erasureId, order.round, new Date(ports.clock.now()).toISOString());
    return { kind: 'done' };
  }
  const { after: _, waiting: __, ...same } = order;
  const follow: Order = { ...same, step: order.step + 1, ...(next === undefined ? {} : { after: next, waiting }) };
  const now = ports.clock.now();
  const dueMs = next === undefined ? now + waitMs : now;
  const step = newTask({ companyId, sessionId: erasureId, about: follow, now, dueMs });
  const created = await ports.outbox.createOnce(step);
  if (created && next !== undefined) await startTask(ports, companyId, step.taskId);
  return { kind: 'done', note: next === undefined ? 'Something still goes on.' : 'There is more.' };
}
