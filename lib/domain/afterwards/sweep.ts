import { runTask } from '#lib/domain/afterwards/run-task.ts';
import type { TaskPorts } from '#lib/domain/afterwards/task-end.ts';

/** Tasks taken in one run; the next run takes the rest. Each may cost a model call, and the run must end in time. */
const atOnce = 40;
/** Tasks under way side by side. */
const lanes = 8;

export type Swept = { done: number; open: number; givenUp: number; failed: number };

/** Does what is due: reminders whose time has come, and what its own worker left behind. */
export async function sweep(ports: TaskPorts): Promise<Swept> {
  const swept: Swept = { done: 0, open: 0, givenUp: 0, failed: 0 };
  const due = await ports.outbox.due(new Date(ports.clock.now()).toISOString(), atOnce);
  const lane = async (): Promise<void> => {
    for (let task = due.shift(); task !== undefined; task = due.shift()) {
      const { taskId } = task;
      const state = await runTask(ports, task).catch((cause: unknown) => {
        ports.log.error('task not settled', cause, { taskId });
        return 'failed' as const;
      });
      swept[state === 'given-up' ? 'givenUp' : state] += 1;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return swept;
}
