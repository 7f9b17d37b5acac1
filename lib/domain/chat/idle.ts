import type { TaskEnd, TaskPorts } from '#lib/domain/afterwards/task-end.ts';
import { leaveChat } from '#lib/domain/chat/leave-chat.ts';
import type { Dialogue } from '#lib/domain/dialogue.ts';
import type { Session } from '#lib/domain/session.ts';
import { newTask, type Task } from '#lib/domain/task.ts';

/** A chat in which the customer has written nothing for this long is over, in milliseconds. */
export const idleMs = 30 * 60_000;

/** Looks after a chat when it has been quiet since `since` (ISO time) for long enough. */
export function newIdleTask({ companyId, sessionId }: Pick<Session, 'companyId' | 'sessionId'>, since: string): Task {
  const now = Date.parse(since);
  return newTask({ companyId, sessionId, about: { kind: 'idle', since }, now, dueMs: now + idleMs });
}

/** Ends a chat that was left; one in which somebody wrote meanwhile is looked after again later. */
export async function endIfIdle(ports: TaskPorts, task: Task): Promise<TaskEnd> {
  const found = await ports.sessions.find(task.sessionId);
  if (found === undefined || found.endedAt !== undefined) return { kind: 'done', note: 'Over already.' };
  const dialogue = await ports.dialogues.read(task.sessionId);
  const since = lastWritten(found, dialogue);
  if (ports.clock.now() < since + idleMs) {
    await ports.outbox.createOnce(newIdleTask(found, new Date(since).toISOString()));
    return { kind: 'done', note: 'Still going on.' };
  }
  await leaveChat(ports, found, undefined);
  return { kind: 'done' };
}

const lastWritten = ({ startedAt }: Session, { turns }: Dialogue): number =>
  Math.max(Date.parse(startedAt), ...turns.map(({ caller }) => caller?.claimedAt ?? 0));
