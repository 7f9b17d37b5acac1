import { type EnqueuePorts, enqueue, startTask } from '#lib/domain/afterwards/enqueue.ts';
import type { Dialogue } from '#lib/domain/dialogue.ts';
import type { Session, SessionStatus } from '#lib/domain/session.ts';
import { countMessages } from '#lib/domain/verdict.ts';
import type { Ports } from '#lib/ports/ports.ts';

export type EndPorts = EnqueuePorts & Pick<Ports, 'sessions' | 'dialogues' | 'metrics'>;

/** How a chat is said to have ended; undefined: nobody said. */
export type ChatOutcome = 'resolved' | 'unresolved' | undefined;

/** Ends a chat, once, and has written down what it came to. Returns the session as it then stands. */
export async function endChat(ports: EndPorts, session: Session, outcome: ChatOutcome): Promise<Session> {
  const { companyId, sessionId } = session;
  if (session.endedAt !== undefined) return session;
  // Before it is ended: whatever breaks from here on, the sweep finds it.
  const taskId = await enqueue(ports, { companyId, sessionId, about: { kind: 'after-call' } });
  const [dialogue, now] = await Promise.all([ports.dialogues.read(sessionId), ports.sessions.find(sessionId)]);
  const status = judgeChat(now ?? session, dialogue, outcome);
  if (await ports.sessions.end(sessionId, status, new Date(ports.clock.now()).toISOString())) {
    const tags = { company: companyId };
    ports.metrics.emit('sessionsResolution', status === 'resolved' ? 100 : 0, tags);
    ports.metrics.emit('messagesPerSession', countMessages(dialogue), tags);
    ports.log.info('chat ended', { sessionId, company: companyId, session: status });
  }
  await startTask(ports, companyId, taskId);
  return (await ports.sessions.find(sessionId)) ?? session;
}

/** How a chat went: whoever was handed to the team is theirs, whatever was said after. Pure. */
function judgeChat(
  { status }: Pick<Session, 'status'>,
  dialogue: Dialogue,
  outcome: ChatOutcome,
): Exclude<SessionStatus, 'active'> {
  if (status === 'escalated') return 'escalated';
  if (outcome === 'resolved') return 'resolved';
  const last = dialogue.turns.findLast(({ reply }) => reply !== undefined)?.reply;
  return last?.status === 'failed' && last.failure !== 'refusal' ? 'failed' : 'abandoned';
}
