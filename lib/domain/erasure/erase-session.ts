import { isSettled } from '#lib/domain/action.ts';
import { eraseRecording } from '#lib/domain/afterwards/erase-recording.ts';
import type { TaskPorts } from '#lib/domain/afterwards/task-end.ts';
import { countAction, countReport, countSession } from '#lib/domain/analytics/count.ts';
import { callbackIdOf } from '#lib/domain/callback.ts';
import type { Dialogue } from '#lib/domain/dialogue.ts';
import type { Erased } from '#lib/domain/erasure/erasure.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Task } from '#lib/domain/task.ts';

/** A conversation that began so long ago and has no end never will: milliseconds. */
const staleMs = 24 * 3_600_000;

/**
 * Takes a conversation away for good: what was said, the call, its recordings at the telephone company, a promise, what
 * waits in the outbox with words of it, and last the session, by which it is found; the ledger keeps its rows without their
 * words. Undefined where it must wait: it goes on, an action is not settled, or a recording could not be deleted.
 */
export async function eraseSession(ports: TaskPorts, task: Task, session: Session): Promise<Erased | undefined> {
  const { companyId, sessionId, callSid, channel } = session;
  const isOver = session.endedAt !== undefined;
  if (!isOver && ports.clock.now() - Date.parse(session.startedAt) < staleMs) return undefined;
  const [dialogue, actions] = await Promise.all([
    ports.dialogues.read(sessionId),
    ports.ledger.ofSession(companyId, sessionId),
  ]);
  if (actions.some(({ state }) => !isSettled(state))) return undefined;
  // The numbers stay: they know nobody.
  if (isOver) await countSession(ports, session, dialogue);
  if (session.afterCall !== undefined) await countReport(ports, session, session.afterCall);
  for (const action of actions) await countAction(ports, action, channel);

  const call = callSid === undefined ? undefined : await ports.calls.find(callSid);
  for (const { recording } of Object.values(call?.recordings ?? {})) {
    if (recording !== undefined && (await eraseRecording(ports, task, recording)).kind !== 'done') return undefined;
  }
  for (const action of actions) await ports.ledger.redact(action);
  const callbackId = callbackIdOf(sessionId);
  const promise = await ports.callbacks.find(companyId, callbackId);
  const reminders = promise === undefined ? [] : [`reminder#${callbackId}#${promise.from}`];
  for (const taskId of [...tasksWithWords(session, dialogue), ...reminders])
    await ports.outbox.erase(companyId, taskId);
  const callbacks = Number(await ports.callbacks.erase(companyId, callbackId));
  if (call?.outbound !== undefined) await ports.outboundCalls.erase(companyId, call.outbound.outboundId);
  const calls = Number(call !== undefined && (await ports.calls.erase(call.callSid)));
  const messages = await ports.dialogues.erase(sessionId);
  const sessions = Number(await ports.sessions.erase(sessionId));
  return { sessions, messages, calls, callbacks, actions: actions.length };
}

/** Tasks that carry words of the conversation, or would write some into it. */
const tasksWithWords = ({ sessionId }: Session, { turns }: Dialogue): string[] => [
  `after-call#${sessionId}`,
  ...turns.flatMap(({ turn }) => [
    `escalation#${sessionId}#${turn}`,
    `missed-transfer#${sessionId}#${turn}`,
    `message#${sessionId}#${turn}`,
    `spoken-message#${sessionId}#${turn}`,
  ]),
];
