import type { TaskEnd, TaskPorts } from '#lib/domain/afterwards/task-end.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import { TextError } from '#lib/ports/texts.ts';

/** One try at a message, and what is certain of it. */
export async function sendText(
  ports: Pick<TaskPorts, 'texts'>,
  companyId: CompanyId,
  message: { to: string; body: string },
): Promise<TaskEnd> {
  try {
    await ports.texts.send(companyId, message);
    return { kind: 'done' };
  } catch (cause) {
    if (!(cause instanceof TextError)) throw cause;
    const note = `${cause.certainty}${cause.code === undefined ? '' : ` ${cause.code}`}`;
    if (cause.certainty === 'never') return { kind: 'never', note };
    return { kind: 'again', certain: cause.certainty === 'not-sent', note };
  }
}
