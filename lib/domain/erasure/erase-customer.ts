import { startTask } from '#lib/domain/afterwards/enqueue.ts';
import type { TaskEnd, TaskPorts } from '#lib/domain/afterwards/task-end.ts';
import { shelvesOf } from '#lib/domain/erasure/shelves.ts';
import { readPage } from '#lib/domain/records/paging.ts';
import { type Look, newTask, shelfNames, type Task, type TaskSubject } from '#lib/domain/task.ts';

/** Things deleted in one step: each is some dozens of writes, and a step must end in time. */
const perStep = 10;
/** How long to wait for what goes on, or is not settled, before it is looked at again: milliseconds. */
const waitMs = 10 * 60_000;
/** By how much an index may be behind its table, many times over: what was written before the order is in it then. Milliseconds. */
const indexLagMs = 10_000;

type Order = Extract<TaskSubject, { kind: 'forget-customer' }>;

/**
 * One step of a deletion: takes some of what there is away, and leaves the next step in the outbox. A step that breaks off is
 * done again: what is gone is not there to be found. It ends with a pass in which nothing had to be left, and which began when
 * the indexes had seen all that was written before the newest order.
 */
export async function eraseCustomer(
  ports: TaskPorts,
  task: Task,
  order: Order | Extract<TaskSubject, { kind: 'erase-customer' }>,
): Promise<TaskEnd> {
  const { companyId, sessionId: erasureId } = task;
  const { customerId, round } = order;
  const standing = await ports.erasures.find(companyId, erasureId);
  if (standing !== undefined && standing.round > round) return { kind: 'done', note: 'Begun anew.' };
  // Older builds look at less: what they have begun is gone through from the start.
  if (order.kind === 'erase-customer') return followUp(ports, task, { ...order, kind: 'forget-customer', step: 0 }, {});

  const now = ports.clock.now();
  const { look, isOver } = await walk(ports, task, customerId, order.look ?? firstLook(now));
  if (!isOver) return followUp(ports, task, order, { look });
  if (look.waiting) return followUp(ports, task, order, { dueMs: now + waitMs });
  const end = {
    at: new Date(ports.clock.now()).toISOString(),
    orderedBy: new Date(Date.parse(look.since) - indexLagMs).toISOString(),
  };
  if (await ports.erasures.finish(companyId, erasureId, round, end)) return { kind: 'done' };
  return followUp(ports, task, order, { dueMs: now + indexLagMs });
}

const firstLook = (now: number): Look => ({ since: new Date(now).toISOString(), shelf: shelfNames[0], waiting: false });

/** Goes on with a pass until a step's work is done, or it is over. */
async function walk(
  ports: TaskPorts,
  task: Task,
  customerId: string,
  from: Look,
): Promise<{ look: Look; isOver: boolean }> {
  const shelves = shelvesOf(ports, task, customerId);
  let look = from;
  for (let left = perStep; left > 0; ) {
    const { places, at } = shelves[look.shelf];
    const { items, next } = await readPage({ limit: left, after: look.after }, places, at);
    let { waiting } = look;
    for (const erase of items) {
      const erased = await erase();
      if (erased === undefined) waiting = true;
      else await ports.erasures.add(task.companyId, task.sessionId, erased);
    }
    left -= items.length;
    const { since, shelf } = look;
    if (next !== undefined) return { look: { since, shelf, after: next, waiting }, isOver: false };
    const nextShelf = shelfNames[shelfNames.indexOf(shelf) + 1];
    look = { since, shelf: nextShelf ?? shelf, waiting };
    if (nextShelf === undefined) return { look, isOver: true };
  }
  return { look, isOver: false };
}

/** Leaves the next step in the outbox: what is left of this pass, or the next pass. */
async function followUp(
  ports: TaskPorts,
  { companyId, sessionId }: Task,
  { kind, customerId, round, step }: Order,
  { look, dueMs }: { look?: Look; dueMs?: number },
): Promise<TaskEnd> {
  const about: Order = { kind, customerId, round, step: step + 1, ...(look === undefined ? {} : { look }) };
  const now = ports.clock.now();
  const next = newTask({ companyId, sessionId, about, now, ...(dueMs === undefined ? {} : { dueMs }) });
  const created = await ports.outbox.createOnce(next);
  if (created && dueMs === undefined) await startTask(ports, companyId, next.taskId);
  return { kind: 'done', note: dueMs === undefined ? 'There is more.' : 'It is looked at again later.' };
}
