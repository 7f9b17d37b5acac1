import type { TaskEnd, TaskPorts } from '#lib/domain/afterwards/task-end.ts';
import type { Task } from '#lib/domain/task.ts';
import { LineError } from '#lib/ports/phone-lines.ts';

/** Deletes a caller's message at Twilio. One that is gone already is as good. */
export async function eraseRecording(
  { phoneLines }: Pick<TaskPorts, 'phoneLines'>,
  { companyId }: Task,
  { recordingSid }: { recordingSid: string },
): Promise<TaskEnd> {
  try {
    await phoneLines.eraseRecording(companyId, recordingSid);
    return { kind: 'done' };
  } catch (cause) {
    if (!(cause instanceof LineError)) throw cause;
    if (cause.trouble === 'unknown-there') return { kind: 'done', note: 'Gone already.' };
    return {
      kind: 'again',
      certain: true,
      note: `${cause.trouble}${cause.code === undefined ? '' : ` ${cause.code}`}`,
    };
  }
}
