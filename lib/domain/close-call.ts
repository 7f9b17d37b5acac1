import { CompanyConfig } from '#lib/contracts/company-config.ts';
import { type EnqueuePorts, enqueue, startTask } from '#lib/domain/afterwards/enqueue.ts';
import { type CallEnding, type CallStatus, isFinal, type VoiceCall } from '#lib/domain/call.ts';
import type { Dialogue } from '#lib/domain/dialogue.ts';
import { wasTaken } from '#lib/domain/escalation.ts';
import { record } from '#lib/domain/escalation-record.ts';
import { type CallSid, type CompanyId, sessionIdOfCall } from '#lib/domain/ids.ts';
import { refusalOf } from '#lib/domain/refusal.ts';
import type { Session } from '#lib/domain/session.ts';
import { newTask, type TaskSubject } from '#lib/domain/task.ts';
import { withPerson } from '#lib/domain/with-person.ts';
import { checkCompany } from '#lib/names.ts';
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
  // Before the books are closed: whatever breaks from here on, the sweep finds it.
  const { companyId, sessionId } = call;
  const taskId = hasStory(call, status)
    ? await enqueue(ports, { companyId, sessionId, about: { kind: 'after-call' } })
    : undefined;
  await closeBooks(ports, call, { status, endedAt: new Date(now).toISOString(), durationSeconds });
  await startTask(ports, companyId, taskId);
}

/** Of a call of ours that nobody picked up there is nothing to tell, and a check of a release is erased. */
const hasStory = ({ direction, companyId }: VoiceCall, status: CallStatus): boolean =>
  (direction === 'inbound' || status === 'completed') && companyId !== checkCompany.companyId;

type End = { status: CallStatus; endedAt: string; durationSeconds: number };

/** Longer than a ring takes to be stored, however often it is tried: milliseconds. */
const lateRingMs = 60_000;

/**
 * A final status of a call that we do not know, and that was not refused: its ring is still on the way, and will leave a
 * call open that no status ends any more. Looked after in a minute.
 */
export async function noteEarlyEnd(
  ports: Pick<Ports, 'companies' | 'outbox' | 'clock'>,
  { companyId, callSid, from, ...end }: EarlyEnd,
): Promise<void> {
  // Of refused calls nothing is kept.
  const config = (await ports.companies.find(companyId)) ?? CompanyConfig.parse({ companyId });
  if (refusalOf(config, { from }) !== undefined) return;
  const now = ports.clock.now();
  const about = { kind: 'late-end', callSid, ...end, endedAt: new Date(now).toISOString() } as const;
  const sessionId = sessionIdOfCall(callSid);
  await ports.outbox.createOnce(newTask({ companyId, sessionId, about, now, dueMs: now + lateRingMs }));
}

type EarlyEnd = {
  companyId: CompanyId;
  callSid: CallSid;
  from: string | undefined;
  status: CallStatus;
  durationSeconds?: number;
};

/** Closes the books of a call whose ring was stored after its end; what there is to do afterwards the sweep finds. */
export async function closeLate(
  ports: Omit<ClosePorts, 'worker'>,
  companyId: CompanyId,
  end: LateEnd,
): Promise<boolean> {
  const { callSid, status, endedAt, durationSeconds = 0 } = end;
  const call = await ports.calls.find(callSid);
  if (call?.companyId !== companyId || call.endedAt !== undefined) return false;
  if (hasStory(call, status))
    await enqueue(ports, { companyId, sessionId: call.sessionId, about: { kind: 'after-call' } });
  await closeBooks(ports, call, { status, endedAt, durationSeconds });
  return true;
}

type LateEnd = Omit<Extract<TaskSubject, { kind: 'late-end' }>, 'kind'>;

/** Read and judged before anything is closed: what fails up to there, a repeat of the event does again. */
async function closeBooks(
  ports: Omit<ClosePorts, 'worker'>,
  { callSid, sessionId }: VoiceCall,
  end: End,
): Promise<void> {
  const [found, dialogue] = await Promise.all([ports.calls.find(callSid), ports.dialogues.read(sessionId)]);
  if (found === undefined) return;
  const call = { ...found, transfers: await endTransfers(ports, found) };
  const verdict = judge(call, dialogue);
  const tags = { company: call.companyId };
  if (await ports.calls.close(callSid, end)) {
    ports.metrics.emit('callsDuration', end.durationSeconds, tags);
    ports.metrics.emit('callsEscalation', verdict.escalated ? 100 : 0, tags);
    if (verdict.success !== undefined) ports.metrics.emit('callsSuccess', verdict.success ? 100 : 0, tags);
    ports.log.info('call closed', {
      callSid,
      company: call.companyId,
      status: end.status,
      session: verdict.session,
      success: verdict.success,
      durationSeconds: end.durationSeconds,
    });
  }
  if (await ports.sessions.end(sessionId, verdict.session, end.endedAt)) {
    ports.metrics.emit('sessionsResolution', verdict.session === 'resolved' ? 100 : 0, tags);
    ports.metrics.emit('messagesPerSession', countMessages(withPerson(call, dialogue)), tags);
  }
}

/** Whoever still waited for a person has hung up; whoever was given to one was transferred. */
async function endTransfers(ports: Omit<ClosePorts, 'worker'>, call: VoiceCall): Promise<VoiceCall['transfers']> {
  const transfers: VoiceCall['transfers'] = {};
  for (const attempt of Object.keys(call.transfers)) {
    transfers[attempt] = await record(ports, { call, attempt: Number(attempt) }, { kind: 'callerGone' });
  }
  if (Object.values(transfers).some(wasTaken)) await ports.calls.setEnding(call.callSid, 'transferred');
  return transfers;
}

export type Verdict = {
  /** Undefined where the caller left before saying anything: neither our success nor our failure. */
  success: boolean | undefined;
  escalated: boolean;
  session: Exclude<Session['status'], 'active'>;
};

/** How a finished call went (DESIGN section 7). Pure. */
export function judge(call: VoiceCall, whole: Dialogue): Verdict {
  const dialogue = withPerson(call, whole);
  const askedForPerson = Object.keys(call.transfers).length > 0 || call.ending === 'transferred';
  const escalated = askedForPerson || dialogue.turns.some(ledToPerson);
  const answered = dialogue.turns.filter(({ reply }) => (reply?.sentences.length ?? 0) > 0).length;
  const spokeUp = dialogue.turns.some(({ caller }) => caller !== undefined && caller.heard.kind !== 'silence');
  if (wasTransferred(call, dialogue)) return { success: true, escalated: true, session: 'escalated' };
  // In older versions a person who heard the case and declined left this ending behind: then the last word to the caller tells.
  const ending = call.ending === 'transferred' ? lastWord(dialogue) : call.ending;
  if (ending === 'failed') return { success: false, escalated, session: 'failed' };
  if (ending === 'resolved') return { success: true, escalated, session: 'resolved' };
  return { success: spokeUp ? answered > 0 : undefined, escalated, session: 'abandoned' };
}

/** A person took the call; or, as older versions kept it, had picked up when it ended. */
function wasTransferred({ transfers, ending }: VoiceCall, { turns }: Dialogue): boolean {
  const outcomes = Object.values(transfers);
  if (outcomes.some(wasTaken)) return true;
  const attempt = turns.findLast(ledToPerson)?.turn;
  const isOpen = outcomes.length === 0 || (attempt !== undefined && transfers[attempt] === undefined);
  return ending === 'transferred' && isOpen;
}

function lastWord({ turns }: Dialogue): CallEnding | undefined {
  const last = turns.findLast(({ caller }) => caller !== undefined);
  const leads = Object.values(last?.caller?.deliveries ?? {}).map(({ lead }) => lead);
  if (leads.includes('failed-end')) return 'failed';
  const next = last?.reply?.next;
  return leads.includes('end') && next?.kind === 'end' && next.outcome === 'resolved' ? 'resolved' : undefined;
}

const ledToPerson = ({ caller }: Dialogue['turns'][number]): boolean =>
  Object.values(caller?.deliveries ?? {}).some(
    ({ lead }) => lead === 'person' || lead === 'transfer' || lead === 'failed-person' || lead === 'silence-person',
  );

/** What was said, both sides; silences are not. */
export const countMessages = (dialogue: Dialogue): number =>
  dialogue.turns.filter(({ caller }) => caller !== undefined && caller.heard.kind !== 'silence').length +
  dialogue.turns.filter(({ reply }) => reply !== undefined && reply.sentences.length > 0).length;
