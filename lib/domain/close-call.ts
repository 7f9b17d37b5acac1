import { CompanyConfig } from '#lib/contracts/company-config.ts';
import { type EnqueuePorts, enqueue, startTask } from '#lib/domain/afterwards/enqueue.ts';
import { type CallStatus, isFinal, type VoiceCall } from '#lib/domain/call.ts';
import { wasTaken } from '#lib/domain/escalation.ts';
import { record } from '#lib/domain/escalation-record.ts';
import { type CallSid, type CompanyId, sessionIdOfCall } from '#lib/domain/ids.ts';
import { refusalOf } from '#lib/domain/refusal.ts';
import { type CallEnd, newTask, type TaskSubject } from '#lib/domain/task.ts';
import { countMessages, judge } from '#lib/domain/verdict.ts';
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

/**
 * Takes a status event in whatever order it comes; the first final one closes the books, once. Throws where what is left to
 * do cannot be written down: nothing is closed then, and a repeat of the event does all of it.
 */
export async function takeStatus(ports: ClosePorts, event: StatusEvent): Promise<void> {
  const { call, status } = event;
  if (!isFinal(status)) {
    if (event.sequence !== undefined) await ports.calls.recordStatus(call.callSid, status, event.sequence);
    return;
  }
  const now = ports.clock.now();
  const sinceBegun = isUnanswered(call, status) ? 0 : Math.round((now - Date.parse(call.startedAt)) / 1000);
  const durationSeconds = event.durationSeconds ?? sinceBegun;
  const end: CallEnd = { callSid: call.callSid, status, endedAt: new Date(now).toISOString(), durationSeconds };
  // Before the books are closed: whatever breaks from here on, the sweep finds it.
  const taskId = await leaveTask(ports, call, end);
  await closeBooks(ports, call, end);
  await startTask(ports, call.companyId, taskId);
}

/** A call of ours that nobody picked up: there was no conversation, and it has no length. */
const isUnanswered = ({ direction }: VoiceCall, status: CallStatus): boolean =>
  direction === 'outbound' && status !== 'completed';

/** Leaves what there is to do when a call is over; of a check of a release, which is erased, nothing. */
async function leaveTask(
  ports: Omit<EnqueuePorts, 'worker'>,
  call: VoiceCall,
  end: CallEnd,
): Promise<string | undefined> {
  const { companyId, sessionId } = call;
  if (companyId === checkCompany.companyId) return undefined;
  const about: TaskSubject = isUnanswered(call, end.status)
    ? { kind: 'unanswered', ...end }
    : { kind: 'after-call', end };
  return enqueue(ports, { companyId, sessionId, about });
}

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
export async function closeLate(ports: LatePorts, companyId: CompanyId, end: CallEnd): Promise<boolean> {
  const call = await ports.calls.find(end.callSid);
  if (call?.companyId !== companyId || call.endedAt !== undefined) return false;
  await leaveTask(ports, call, end);
  await closeBooks(ports, call, end);
  return true;
}

/**
 * Closes what whoever heard of a call's end left open, and whatever of it was stored since; returns the call, or undefined
 * where there is none. Safe to repeat.
 */
export async function closeAgain(ports: LatePorts, companyId: CompanyId, end: CallEnd): Promise<VoiceCall | undefined> {
  const call = await ports.calls.find(end.callSid);
  if (call?.companyId !== companyId) return undefined;
  await closeBooks(ports, call, end);
  return ports.calls.find(end.callSid);
}

type LatePorts = Omit<ClosePorts, 'worker'>;

/** Read and judged before anything is closed: what fails up to there, a repeat of the event does again. */
async function closeBooks(ports: LatePorts, { callSid, sessionId }: VoiceCall, end: CallEnd): Promise<void> {
  const [found, dialogue] = await Promise.all([ports.calls.find(callSid), ports.dialogues.read(sessionId)]);
  if (found === undefined) return;
  const call = { ...found, transfers: await endTransfers(ports, found) };
  const verdict = judge(call, dialogue);
  const tags = { company: call.companyId };
  const { status, endedAt, durationSeconds = 0 } = end;
  if (await ports.calls.close(callSid, { status, endedAt, durationSeconds })) {
    if (!isUnanswered(call, status)) {
      ports.metrics.emit('callsDuration', durationSeconds, tags);
      ports.metrics.emit('callsEscalation', verdict.escalated ? 100 : 0, tags);
    }
    if (verdict.success !== undefined) ports.metrics.emit('callsSuccess', verdict.success ? 100 : 0, tags);
    ports.log.info('call closed', {
      callSid,
      company: call.companyId,
      status,
      session: verdict.session,
      success: verdict.success,
      durationSeconds,
    });
  }
  if (await ports.sessions.end(sessionId, verdict.session, call.endedAt ?? endedAt)) {
    ports.metrics.emit('sessionsResolution', verdict.session === 'resolved' ? 100 : 0, tags);
    ports.metrics.emit('messagesPerSession', countMessages(withPerson(call, dialogue)), tags);
  }
}

/** Whoever still waited for a person has hung up; whoever was given to one was transferred. */
async function endTransfers(ports: LatePorts, call: VoiceCall): Promise<VoiceCall['transfers']> {
  const transfers: VoiceCall['transfers'] = {};
  for (const attempt of Object.keys(call.transfers)) {
    const transfer = await record(ports, { call, attempt: Number(attempt) }, { kind: 'callerGone' });
    if (transfer.state.kind === 'callerGone') await leaveMissed(ports, call, Number(attempt));
    transfers[attempt] = transfer;
  }
  if (Object.values(transfers).some(wasTaken)) await ports.calls.setEnding(call.callSid, 'transferred');
  return transfers;
}

/** The team was told that this caller is put through, and they hung up first. The sweep finds it. */
async function leaveMissed(ports: LatePorts, call: VoiceCall, attempt: number): Promise<void> {
  const { companyId, sessionId, profile } = call;
  if (profile.notify === true)
    await enqueue(ports, { companyId, sessionId, about: { kind: 'missed-transfer', attempt } });
}
