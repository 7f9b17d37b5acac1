import { AppError } from '#lib/domain/errors.ts';
import type { CompanyId, SessionId } from '#lib/domain/ids.ts';
import { newTask, type TaskSubject } from '#lib/domain/task.ts';
import type { Ports } from '#lib/ports/ports.ts';

export type EnqueuePorts = Pick<Ports, 'outbox' | 'worker' | 'clock' | 'log'>;

/** `dueMs` in epoch milliseconds; absent: now. */
type Wish = { companyId: CompanyId; sessionId: SessionId; about: TaskSubject; dueMs?: number };

/**
 * Writes a task down, once; its id where it is new. Throws AppError `unavailable` where it cannot be written: whoever asks
 * may repeat the request, for nothing that hangs on the task may be done without it.
 */
export async function enqueue(ports: Pick<EnqueuePorts, 'outbox' | 'clock'>, wish: Wish): Promise<string | undefined> {
  const task = newTask({ ...wish, now: ports.clock.now() });
  const isNew = await ports.outbox.createOnce(task).catch((cause: unknown) => {
    throw new AppError('unavailable', `Task ${task.taskId} could not be written down. Ask again.`, {
      cause,
      retryAfterSeconds: 2,
    });
  });
  return isNew ? task.taskId : undefined;
}

/** The same where a caller is on the line: never throws, for no call may end because of it. */
export async function enqueueQuietly(ports: Omit<EnqueuePorts, 'worker'>, wish: Wish): Promise<string | undefined> {
  return enqueue(ports, wish).catch((cause: unknown) => {
    ports.log.error('task not written', cause, { sessionId: wish.sessionId, kind: wish.about.kind });
    return undefined;
  });
}

/** Starts the worker for a task that was written down. Never throws: the sweep takes what was not started. */
export async function startTask(ports: EnqueuePorts, companyId: CompanyId, taskId: string | undefined): Promise<void> {
  if (taskId === undefined) return;
  await ports.worker
    .startAfterwards({ companyId, taskId })
    .catch((cause: unknown) => ports.log.error('task not started', cause, { taskId }));
}
