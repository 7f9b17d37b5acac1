import type { TaskEnd, TaskPorts } from '#lib/domain/afterwards/task-end.ts';
import { countCall } from '#lib/domain/analytics/count.ts';
import { closeAgain } from '#lib/domain/close-call.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { CallEnd } from '#lib/domain/task.ts';

/** Counts a call of ours that nobody picked up, and closes its books where whoever heard of its end could not. */
export async function countUnanswered(ports: TaskPorts, companyId: CompanyId, end: CallEnd): Promise<TaskEnd> {
  const call = await closeAgain(ports, companyId, end);
  if (call === undefined) return { kind: 'never', note: 'No such call.' };
  await countCall(ports, call);
  return { kind: 'done' };
}
