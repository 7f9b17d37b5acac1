import { notifyTeam } from '#lib/domain/afterwards/notify-team.ts';
import type { Answer } from '#lib/domain/answer.ts';
import { retainCallUntil, type TransferOutcome, type VoiceCall } from '#lib/domain/call.ts';
import type { DialogueEvent } from '#lib/domain/dialogue.ts';
import { callOver } from '#lib/domain/receive-call.ts';
import type { ScriptPurpose } from '#lib/domain/script.ts';
import { listenFor, sayAs, sayScript } from '#lib/domain/speaking.ts';
import { newestTurn } from '#lib/domain/where.ts';
import type { Ports } from '#lib/ports/ports.ts';

/** `attempt` is the turn in which a person was asked for: one number serves URL, record and history. */
type Transfer = { call: VoiceCall; attempt: number };
type TransferPorts = Pick<Ports, 'calls' | 'sessions' | 'dialogues' | 'outbox' | 'worker' | 'clock' | 'log'>;

/** Dials the company's person; a company that has none gives the caller back to the AI, truthfully. */
export async function dialPerson(ports: TransferPorts, { call, attempt }: Transfer): Promise<Answer> {
  if (call.endedAt !== undefined) return callOver(call);
  const { person } = call.profile;
  if (person === undefined) {
    return { lines: [sayScript(call.profile, 'noPerson')], next: listenFor(call.profile, attempt + 1) };
  }
  // A late repeat of a dial that is over does not hand the session to the person again.
  if (call.transfers[attempt] === undefined) await ports.sessions.setStatus(call.sessionId, 'escalated');
  await notifyTeam(ports, { call, attempt });
  ports.log.info('transfer dialled', { callSid: call.callSid, attempt });
  const next = {
    kind: 'dial',
    attempt,
    number: person.number,
    callerId: callerIdOf(call),
    ringSeconds: person.ringSeconds,
  } as const;
  return { lines: [], next };
}

/** Our own number: the only caller id that is certain to be allowed, and the person sees who calls. */
export const callerIdOf = (call: Pick<VoiceCall, 'direction' | 'from' | 'to'>): string =>
  call.direction === 'inbound' ? call.to : call.from;

/** Told to the person who picked up, before the caller is joined. */
export async function whisper(ports: TransferPorts, { call, attempt }: Transfer): Promise<Answer> {
  const reply = await ports.dialogues.findReply(call.sessionId, attempt);
  const summary = reply?.next.kind === 'transfer' ? reply.next.summary : '';
  await ports.calls.setEnding(call.callSid, 'transferred');
  return {
    lines: [sayScript(call.profile, 'whisper'), ...(summary === '' ? [] : [sayAs(call.profile, 'aiRep', summary)])],
    next: { kind: 'bridge' },
  };
}

/** What the caller hears when the dialling is over: goodbye after a talk, else what happened and that we are still here. */
export async function endTransfer(
  ports: TransferPorts,
  { call, attempt, outcome }: Transfer & { outcome: TransferOutcome },
): Promise<Answer> {
  // First, so that a repeat after a failure does it again; and not for a late repeat, which would undo a later transfer.
  const isNews = call.transfers[attempt] === undefined;
  if (isNews && outcome !== 'answered') await ports.sessions.setStatus(call.sessionId, 'active');
  const stands = await ports.calls.recordTransfer(call.callSid, attempt, outcome);
  if (stands === 'answered') {
    await ports.calls.setEnding(call.callSid, 'transferred');
    return { lines: [sayScript(call.profile, 'afterPerson')], next: { kind: 'hangup' } };
  }
  const { purpose, event } = afterFailed[stands];
  await ports.dialogues.addEvent({
    sessionId: call.sessionId,
    companyId: call.companyId,
    turn: attempt,
    event,
    expiresAt: retainCallUntil(call),
  });
  return { lines: [sayScript(call.profile, purpose)], next: listenFor(call.profile, attempt + 1) };
}

/** The attempt that a bare /escalate means: the newest turn, or 0 before the first, and never one that is over. */
export async function attemptNow(ports: Pick<Ports, 'dialogues'>, call: VoiceCall): Promise<number> {
  let attempt = newestTurn(await ports.dialogues.read(call.sessionId));
  while (call.transfers[attempt] !== undefined) attempt += 1;
  return attempt;
}

const afterFailed: Record<
  Exclude<TransferOutcome, 'answered'>,
  { purpose: ScriptPurpose; event: DialogueEvent['event'] }
> = {
  busy: { purpose: 'transferBusy', event: 'transfer-busy' },
  'no-answer': { purpose: 'transferNoAnswer', event: 'transfer-no-answer' },
  failed: { purpose: 'transferFailed', event: 'transfer-failed' },
  canceled: { purpose: 'transferFailed', event: 'transfer-failed' },
};
