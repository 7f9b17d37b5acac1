import type { TaskPorts } from '#lib/domain/afterwards/task-end.ts';
import { type Conversation, eraseAsRead, eraseConversation } from '#lib/domain/erasure/erase-conversation.ts';
import { type Erased, nothingErased, sumOf } from '#lib/domain/erasure/erasure.ts';
import { sessionIdOfCall } from '#lib/domain/ids.ts';
import type { OutboundCall } from '#lib/domain/outbound/outbound-call.ts';
import type { Task } from '#lib/domain/task.ts';

/** So long after its newest try a call that we know nothing of may yet ring, or be asked for again: milliseconds. */
const youngMs = 3_600_000;
/** By how much the clocks of two of our functions may differ. */
const clocksApartMs = 60_000;

/**
 * Takes a call that was asked for away for good, whatever became of it: refused, unanswered, or talked on, whoever picked up;
 * and last the request, by which it is found. Undefined where it must wait: it is being placed, or goes on.
 */
export async function eraseRequest(ports: TaskPorts, task: Task, request: OutboundCall): Promise<Erased | undefined> {
  const { state, triedAt } = request;
  const conversations = await conversationsOf(ports, request);
  const hasRung = state === 'refused' || conversations.some(({ call }) => call !== undefined);
  if (!hasRung && ports.clock.now() - Date.parse(triedAt) < youngMs) return undefined;
  const erased: Erased[] = [];
  for (const conversation of conversations) {
    const one = await eraseConversation(ports, task, conversation);
    if (one === undefined) return undefined;
    erased.push(one);
  }
  const requests = await eraseAsRead(ports, request);
  return requests === undefined ? undefined : sumOf([...erased, { ...nothingErased, requests }]);
}

/** Mostly one; the carrier may have taken a request twice. */
async function conversationsOf(
  { calls, sessions }: Pick<TaskPorts, 'calls' | 'sessions'>,
  { companyId, outboundId, to, createdAt, triedAt, callSid }: OutboundCall,
): Promise<Conversation[]> {
  const since = new Date(Date.parse(createdAt) - clocksApartMs).toISOString();
  const until = new Date(Date.parse(triedAt) + youngMs).toISOString();
  const rung = (await calls.withNumber(companyId, to, since, until)).filter(
    ({ outbound }) => outbound?.outboundId === outboundId,
  );
  const callSids = [...(callSid === undefined ? [] : [callSid]), ...rung.map((call) => call.callSid)];
  return Promise.all(
    [...new Set(callSids)].map(async (one) => {
      const sessionId = sessionIdOfCall(one);
      const [call, session] = await Promise.all([calls.find(one), sessions.find(sessionId)]);
      return { companyId, sessionId, session, call };
    }),
  );
}
