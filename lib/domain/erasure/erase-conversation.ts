import { isSettled } from '#lib/domain/action.ts';
import { eraseRecording } from '#lib/domain/afterwards/erase-recording.ts';
import type { TaskPorts } from '#lib/domain/afterwards/task-end.ts';
import { countAction, countCall, countReport, countSession } from '#lib/domain/analytics/count.ts';
import { otherEndOf, type VoiceCall } from '#lib/domain/call.ts';
import { callbackIdOf } from '#lib/domain/callback.ts';
import type { Dialogue } from '#lib/domain/dialogue.ts';
import { longestResumeMs } from '#lib/domain/dropped-line.ts';
import { erasePromise } from '#lib/domain/erasure/erase-promise.ts';
import { type Erased, nothingErased, sumOf } from '#lib/domain/erasure/erasure.ts';
import { goesOn } from '#lib/domain/erasure/goes-on.ts';
import type { CompanyId, SessionId } from '#lib/domain/ids.ts';
import type { OutboundCall } from '#lib/domain/outbound/outbound-call.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Task } from '#lib/domain/task.ts';

/** What there is of a conversation. A call that nobody answered has no session; `request` asked for the call. */
export type Conversation = {
  companyId: CompanyId;
  sessionId: SessionId;
  session: Session | undefined;
  call: VoiceCall | undefined;
  request?: OutboundCall | undefined;
};

/**
 * Takes a conversation away for good: what was said, the call, its recordings at the telephone company, a promise, what
 * waits in the outbox with words of it, those that went on with it when its line had dropped, and last the session, by which
 * it is found; the ledger keeps its rows without their words. Undefined where it must wait: it goes on, an action is not
 * settled, a recording could not be deleted, or its request is being tried again.
 */
export async function eraseConversation(
  ports: TaskPorts,
  task: Task,
  conversation: Conversation,
): Promise<Erased | undefined> {
  const { companyId, sessionId, session, call, request } = conversation;
  if (goesOn(ports, session) || goesOn(ports, call)) return undefined;
  const [dialogue, actions] = await Promise.all([
    ports.dialogues.read(sessionId),
    ports.ledger.ofSession(companyId, sessionId),
  ]);
  if (actions.some(({ state }) => !isSettled(state))) return undefined;
  const resumed = await eraseResumed(ports, task, conversation);
  if (resumed === undefined) return undefined;
  // The numbers stay: they know nobody.
  if (call?.endedAt !== undefined) await countCall(ports, call);
  if (session?.endedAt !== undefined) await countSession(ports, session, dialogue);
  if (session?.afterCall !== undefined) await countReport(ports, session, session.afterCall);
  for (const action of actions) await countAction(ports, action, session?.channel ?? 'voice');

  for (const { recording } of Object.values(call?.recordings ?? {})) {
    if (recording !== undefined && (await eraseRecording(ports, task, recording)).kind !== 'done') return undefined;
  }
  for (const action of actions) await ports.ledger.redact(action);
  for (const taskId of tasksWithWords(sessionId, dialogue)) await ports.outbox.erase(companyId, taskId);
  const callbacks = await erasePromise(ports, companyId, callbackIdOf(sessionId));
  const requests = request === undefined ? 0 : await eraseAsRead(ports, request);
  if (requests === undefined) return undefined;
  const calls = Number(call !== undefined && (await ports.calls.erase(call.callSid)));
  const messages = await ports.dialogues.erase(sessionId);
  const sessions = Number(await ports.sessions.erase(sessionId));
  return sumOf([resumed, { sessions, messages, calls, callbacks, actions: actions.length, requests }]);
}

/** Takes a request away, if nobody has taken it up again since it was read; then it is undefined. */
export async function eraseAsRead(
  { outboundCalls }: Pick<TaskPorts, 'outboundCalls'>,
  request: OutboundCall,
): Promise<number | undefined> {
  if (await outboundCalls.erase(request)) return 1;
  return (await outboundCalls.find(request.companyId, request.outboundId)) === undefined ? 0 : undefined;
}

/**
 * Whose line has dropped is asked to go on, and the next conversation repeats their last words. Where somebody was verified
 * in it, it is theirs.
 */
async function eraseResumed(
  ports: TaskPorts,
  task: Task,
  { companyId, sessionId, call }: Conversation,
): Promise<Erased | undefined> {
  const number = call && otherEndOf(call);
  if (call?.endedAt === undefined || call.direction === 'outbound' || number === undefined) return nothingErased;
  const until = new Date(Date.parse(call.endedAt) + longestResumeMs).toISOString();
  const later = await ports.calls.withNumber(companyId, number, call.startedAt, until);
  const erased: Erased[] = [];
  for (const next of later.filter(({ resumes }) => resumes === sessionId)) {
    const session = await ports.sessions.find(next.sessionId);
    if (session?.verified !== undefined) continue;
    const one = await eraseConversation(ports, task, { companyId, sessionId: next.sessionId, session, call: next });
    if (one === undefined) return undefined;
    erased.push(one);
  }
  return sumOf(erased);
}

/** Tasks that carry words of the conversation, or would write some into it. Turn 0 is before the first. */
const tasksWithWords = (sessionId: SessionId, { turns }: Dialogue): string[] => [
  `after-call#${sessionId}`,
  ...[0, ...turns.map(({ turn }) => turn)].flatMap((turn) => [
    `escalation#${sessionId}#${turn}`,
    `missed-transfer#${sessionId}#${turn}`,
    `message#${sessionId}#${turn}`,
    `spoken-message#${sessionId}#${turn}`,
  ]),
];
