import type { CompanyId, SessionId } from '#lib/domain/ids.ts';
import { newTask, type TaskSubject } from '#lib/domain/task.ts';
import type { Ports } from '#lib/ports/ports.ts';

export type EnqueuePorts = Pick<Ports, 'outbox' | 'worker' | 'clock' | 'log'>;

/** `dueMs` in epoch milliseconds; absent: now. */
type Wish = { companyId: CompanyId; sessionId: SessionId; about: TaskSubject; dueMs?: number };

/** Writes a task down, once. Never throws: no call waits for it, and none may end because of it. */
export async function enqueue(ports: Omit<EnqueuePorts, 'worker'>, wish: Wish): Promise<string | undefined> {
  const task = newTask({ ...wish, now: ports.clock.now() });
  try {
    return (await ports.outbox.createOnce(task)) ? task.taskId : undefined;
  } catch (cause) {
    ports.log.error('task not written', cause, { taskId: task.taskId });
    return undefined;
  }
}

/** Starts the worker for a task that was written down. Never throws: the sweep takes what was not started. */
export async function startTask(ports: EnqueuePorts, companyId: CompanyId, taskId: string | undefined): Promise<void> {
  if (taskId === undefined) return;
  await ports.worker
    .startAfterwards({ companyId, taskId })
    .catch((cause: unknown) => ports.log.error('task not started', cause, { taskId }));
}
