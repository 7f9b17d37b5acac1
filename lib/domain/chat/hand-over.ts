import { type EnqueuePorts, startTask } from '#lib/domain/afterwards/enqueue.ts';
import { isOpen, nextOpening } from '#lib/domain/business-hours.ts';
import { hoursOf } from '#lib/domain/call.ts';
import type { EscalationReason } from '#lib/domain/escalation.ts';
import { openingForModel } from '#lib/domain/opening-words.ts';
import { retainSessionUntil, type Session } from '#lib/domain/session.ts';
import { newTask } from '#lib/domain/task.ts';
import type { Ports } from '#lib/ports/ports.ts';

export type HandOverPorts = EnqueuePorts & Pick<Ports, 'sessions' | 'dialogues' | 'metrics'>;

/**
 * The turn in which a person was asked for (0 is before the first), when, and who or what asked; `note` is why, in the words
 * of whoever asked from outside.
 */
export type Asked = { turn: number; claimedAt: number; reason: EscalationReason; note?: string };

/**
 * Has the team told of a chat, with its story: now, or when it is back. Once per turn; says whether this was it. Throws
 * where that cannot be written down: the customer may not be told that it was.
 */
export async function handOver(
  ports: HandOverPorts,
  session: Session,
  { turn, claimedAt, reason, note }: Asked,
): Promise<boolean> {
  const { companyId, sessionId, config } = session;
  const hours = hoursOf(config);
  // Nobody is woken by a chat: a team that has gone home reads of it in the morning.
  const dueMs =
    hours === undefined || isOpen(hours, claimedAt) ? claimedAt : (nextOpening(hours, claimedAt) ?? claimedAt);
  const task = newTask({
    companyId,
    sessionId,
    about: { kind: 'escalation', attempt: turn, ...(note === undefined ? {} : { note }) },
    now: claimedAt,
    dueMs,
  });
  const isNew = await ports.outbox.createOnce(task);
  await ports.sessions.setStatus(sessionId, 'escalated');
  await ports.dialogues.addEvent({
    sessionId,
    companyId,
    turn,
    event: 'handed-to-team',
    reason,
    ...(dueMs === claimedAt || hours === undefined ? {} : { detail: openingForModel(hours, claimedAt) }),
    expiresAt: retainSessionUntil(session),
  });
  if (!isNew) return false;
  ports.metrics.emit('sessionsEscalated', 1, { tier: session.tier, company: companyId });
  ports.log.info('chat handed to the team', { sessionId, turn, reason });
  if (dueMs === claimedAt) await startTask(ports, companyId, task.taskId);
  return true;
}
