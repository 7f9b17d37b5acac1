import { type EnqueuePorts, enqueue, startTask } from '#lib/domain/afterwards/enqueue.ts';
import { type CallStatus, isFinal, type VoiceCall } from '#lib/domain/call.ts';
import type { Dialogue } from '#lib/domain/dialogue.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Ports } from '#lib/ports/ports.ts';

export type StatusEvent = {
  call: VoiceCall;
  status: CallStatus;
  /** Twilio's SequenceNumber; undefined on the number's own end-of-call callback, which carries none. */
  sequence: number | undefined;
  durationSeconds: number | undefined;
};

type ClosePorts = EnqueuePorts & Pick<Ports, 'calls' | 'sessions' | 'dialogues' | 'metrics'>;

/** Takes a status event in whatever order it comes; the first final one closes the books, once. */
export async function takeStatus(ports: ClosePorts, event: StatusEvent): Promise<void> {
  const { call, status } = event;
  if (!isFinal(status)) {
    if (event.sequence !== undefined) await ports.calls.recordStatus(call.callSid, status, event.sequence);
    return;
  }
  const now = ports.clock.now();
  const durationSeconds = event.durationSeconds ?? Math.round((now - Date.parse(call.startedAt)) / 1000);
  const endedAt = new Date(now).toISOString();
  // Before the books are closed: whatever breaks from here on, the sweep finds it.
  const { companyId, sessionId } = call;
  const taskId = await enqueue(ports, { companyId, sessionId, about: { kind: 'after-call' } });
  if (await ports.calls.close(call.callSid, { status, endedAt, durationSeconds })) {
    // Read again: how we ended the call may have been written after the door read it.
    const closed = (await ports.calls.find(call.callSid)) ?? call;
    await closeBooks(ports, closed, durationSeconds);
    await startTask(ports, companyId, taskId);
  }
}

async function closeBooks(ports: ClosePorts, call: VoiceCall, durationSeconds: number): Promise<void> {
  const dialogue = await ports.dialogues.read(call.sessionId);
  const verdict = judge(call, dialogue);
  const tags = { company: call.companyId };
  ports.metrics.emit('callsDuration', durationSeconds, tags);
  ports.metrics.emit('callsEscalation', verdict.escalated ? 100 : 0, tags);
  if (verdict.success !== undefined) ports.metrics.emit('callsSuccess', verdict.success ? 100 : 0, tags);
  if (await ports.sessions.end(call.sessionId, verdict.session, new Date(ports.clock.now()).toISOString())) {
    ports.metrics.emit('sessionsResolution', verdict.session === 'resolved' ? 100 : 0, tags);
    ports.metrics.emit('messagesPerSession', countMessages(dialogue), tags);
  }
  ports.log.info('call closed', {
    callSid: call.callSid,
    company: call.companyId,
    status: call.status,
    session: verdict.session,
    success: verdict.success,
    durationSeconds,
  });
}

export type Verdict = {
  /** Undefined where the caller left before saying anything: neither our success nor our failure. */
  success: boolean | undefined;
  escalated: boolean;
  session: Exclude<Session['status'], 'active'>;
};

/** How a finished call went (DESIGN section 7). Pure. */
export function judge(call: VoiceCall, dialogue: Dialogue): Verdict {
  const outcomes = Object.values(call.transfers);
  const askedForPerson = outcomes.length > 0 || call.ending === 'transferred' || dialogue.turns.some(ledToPerson);
  const answered = dialogue.turns.filter(({ reply }) => (reply?.sentences.length ?? 0) > 0).length;
  const spokeUp = dialogue.turns.some(({ caller }) => caller !== undefined && caller.heard.kind !== 'silence');
  // A person who picked up set the ending; a later outcome that says otherwise wins over it.
  const transferred = outcomes.includes('answered') || (call.ending === 'transferred' && outcomes.length === 0);
  if (transferred) return { success: true, escalated: true, session: 'escalated' };
  if (call.ending === 'failed') return { success: false, escalated: askedForPerson, session: 'failed' };
  if (call.ending === 'resolved') return { success: true, escalated: askedForPerson, session: 'resolved' };
  return {
    success: spokeUp ? answered > 0 : undefined,
    escalated: askedForPerson,
    session: 'abandoned',
  };
}

const ledToPerson = ({ caller }: Dialogue['turns'][number]): boolean =>
  Object.values(caller?.deliveries ?? {}).some(
    ({ lead }) => lead === 'person' || lead === 'transfer' || lead === 'failed-person' || lead === 'silence-person',
  );

const countMessages = (dialogue: Dialogue): number =>
  dialogue.turns.filter(({ caller }) => caller !== undefined && caller.heard.kind !== 'silence').length +
  dialogue.turns.filter(({ reply }) => reply !== undefined && reply.sentences.length > 0).length;
