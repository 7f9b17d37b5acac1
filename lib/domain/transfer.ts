import { notifyTeam } from '#lib/domain/afterwards/notify-team.ts';
import type { Answer, Line } from '#lib/domain/answer.ts';
import { numbersOf, personIsIn, retainCallUntil, type VoiceCall } from '#lib/domain/call.ts';
import type { Dialogue } from '#lib/domain/dialogue.ts';
import { type DialOutcome, type Escalation, isOver } from '#lib/domain/escalation.ts';
import { askingTurn, reasonOf, record } from '#lib/domain/escalation-record.ts';
import { type CallerStep, nextStep, stepAfter } from '#lib/domain/escalation-steps.ts';
import { openingForModel, openingSentence } from '#lib/domain/opening-words.ts';
import { callOver } from '#lib/domain/receive-call.ts';
import type { ScriptPurpose } from '#lib/domain/script.ts';
import { listenFor, sayAs, sayScript } from '#lib/domain/speaking.ts';
import { newestTurn } from '#lib/domain/where.ts';
import type { Ports } from '#lib/ports/ports.ts';

/** `attempt` is the turn in which a person was asked for: one number serves URL, record and history. */
type Transfer = { call: VoiceCall; attempt: number };
export type TransferPorts = Pick<
  Ports,
  'calls' | 'sessions' | 'dialogues' | 'outbox' | 'worker' | 'clock' | 'log' | 'metrics'
>;

/**
 * Rings number `index` of the company's people; undefined means the one that is due. Who cannot be had is said, and the
 * caller is back with the AI.
 */
export async function dialPerson(
  ports: TransferPorts,
  { call, attempt, index }: Transfer & { index: number | undefined },
): Promise<Answer> {
  if (call.endedAt !== undefined) return callOver(call);
  if (call.profile.person === undefined) {
    return { lines: [sayScript(call.profile, 'noPerson')], next: listenFor(call.profile, attempt + 1) };
  }
  const known = call.transfers[attempt];
  const due = index ?? indexOf(known === undefined ? undefined : nextStep(known));
  // A transfer that has begun goes on after closing time.
  const event =
    known === undefined && !personIsIn(call.profile, ports.clock.now())
      ? ({ kind: 'closed' } as const)
      : ({ kind: 'dial', index: due ?? 0 } as const);
  const now = await record(
    ports,
    { call, attempt },
    event,
    known?.reason ?? reasonOf(await askingTurn(ports, call, attempt)),
  );
  // What was said once is said again, wherever the call has got to since.
  const wasDialled = due !== undefined && due < now.tried.length && !['bridged', 'callerGone'].includes(now.state.kind);
  const step: CallerStep = wasDialled ? { kind: 'dial', index: due } : nextStep(now);
  if (step.kind === 'dial' && !isOver(now)) {
    await ports.sessions.setStatus(call.sessionId, 'escalated');
    await notifyTeam(ports, 'escalation', { call, attempt });
  }
  return answerFor(ports, { call, attempt, now }, step);
}

/** What the caller hears when a Dial is over: goodbye after a talk; else the next number, or what happened and the AI again. */
export async function endTransfer(
  ports: TransferPorts,
  { call, attempt, index, outcome }: Transfer & { index: number; outcome: DialOutcome | 'callerGone' },
): Promise<Answer> {
  // The last word of the caller's leg: the Dial of somebody who has hung up is over too.
  const gone = outcome === 'callerGone' || call.endedAt !== undefined;
  const event = gone ? ({ kind: 'callerGone' } as const) : ({ kind: 'result', index, outcome } as const);
  const now = await record(ports, { call, attempt }, event);
  if (now.state.kind === 'bridged') await ports.calls.setEnding(call.callSid, 'transferred');
  return answerFor(ports, { call, attempt, now }, stepAfter(now, index));
}

/** The attempt that a bare /escalate means: the newest turn, or 0 before the first, and never one that is over. */
export function attemptNow(dialogue: Dialogue, call: VoiceCall): number {
  let attempt = newestTurn(dialogue);
  while (isDoneWith(dialogue, call, attempt)) attempt += 1;
  return attempt;
}

/** Over, or followed by something else already: a turn has room for one event, and the AI must learn of every transfer. */
function isDoneWith({ turns }: Dialogue, { transfers }: VoiceCall, attempt: number): boolean {
  const known = transfers[attempt];
  return known === undefined ? turns.some(({ turn, event }) => turn === attempt && event !== undefined) : isOver(known);
}

/** Our own number: the only caller id that is certain to be allowed, and the person sees who calls. */
const callerIdOf = (call: Pick<VoiceCall, 'direction' | 'from' | 'to'>): string =>
  call.direction === 'inbound' ? call.to : call.from;

/** Rings number `index`, whatever the store says. Undefined where there is none. */
export function dialling(call: VoiceCall, attempt: number, index: number): Answer['next'] | undefined {
  const number = numbersOf(call.profile.person)[index];
  if (number === undefined) return undefined;
  const ringSeconds = call.profile.person?.ringSeconds ?? 25;
  return { kind: 'dial', attempt, index, number, callerId: callerIdOf(call), callSid: call.callSid, ringSeconds };
}

const indexOf = (step: CallerStep | undefined): number | undefined =>
  step?.kind === 'dial' || step?.kind === 'tryNext' ? step.index : undefined;

type At = Transfer & { now: Escalation };

async function answerFor(ports: TransferPorts, at: At, step: CallerStep): Promise<Answer> {
  const { call, attempt } = at;
  const { profile } = call;
  switch (step.kind) {
    case 'dial':
      return {
        lines: isSentHere(at, step.index) ? [await saying(ports, at, 'transfer')] : [],
        next: dialling(call, attempt, step.index) ?? listenFor(profile, attempt + 1),
      };
    case 'tryNext':
      return { lines: [await saying(ports, at, step.says)], next: { kind: 'transfer', attempt, index: step.index } };
    case 'goodbye':
      return { lines: [sayScript(profile, step.says)], next: { kind: 'hangup' } };
    case 'back':
      return backToAi(ports, at, step);
    default:
      return step satisfies never;
  }
}

/** Who asked for a person was told so when they did; a caller who is sent here from outside hears it now. */
const isSentHere = ({ now }: At, index: number): boolean => now.reason === 'api' && index === 0;

/** In the voice of whoever has the conversation: the caller comes back to the one they left. */
const saying = async (ports: TransferPorts, { call }: At, purpose: ScriptPurpose): Promise<Line> =>
  sayScript(call.profile, purpose, 0, (await ports.sessions.find(call.sessionId))?.tier);

async function backToAi(
  ports: TransferPorts,
  { call, attempt, now }: At,
  { says, event }: Extract<CallerStep, { kind: 'back' }>,
): Promise<Answer> {
  const { profile } = call;
  const hours = event === 'transfer-after-hours' ? profile.hours : undefined;
  // A repeat speaks of the same hour as the first time.
  const askedAt = Date.parse(now.askedAt);
  // A late repeat must not take the session from a newer attempt.
  const isNewest = Object.keys(call.transfers).every((other) => Number(other) <= attempt);
  const session = await ports.sessions.find(call.sessionId);
  if (isNewest && session?.status === 'escalated') {
    await ports.sessions.setStatus(call.sessionId, 'active');
  }
  const [stands] = await Promise.all([
    ports.dialogues.addEvent({
      sessionId: call.sessionId,
      companyId: call.companyId,
      turn: attempt,
      event,
      backAt: await nextTurn(ports, call, attempt),
      ...(hours === undefined ? {} : { detail: openingForModel(hours, askedAt) }),
      expiresAt: retainCallUntil(call),
    }),
    // After hours nobody was rung, and nobody was told.
    now.state.kind === 'exhausted' ? notifyTeam(ports, 'missed-transfer', { call, attempt }) : undefined,
  ]);
  const opening = hours && openingSentence(hours, askedAt, profile.language);
  const lines = [
    sayScript(profile, says, 0, session?.tier),
    ...(opening === undefined ? [] : [sayAs(profile, session?.tier ?? 'aiRep', opening)]),
    ...(event === 'transfer-after-hours' ? [sayScript(profile, 'stillHere', 0, session?.tier)] : []),
  ];
  return { lines, next: listenFor(profile, stands.backAt ?? attempt + 1) };
}

/** The first turn after an attempt that is still free: who was sent here in mid-sentence may have said something since. */
async function nextTurn(ports: Pick<Ports, 'dialogues'>, { sessionId }: VoiceCall, attempt: number): Promise<number> {
  let turn = attempt + 1;
  while ((await ports.dialogues.findTurn(sessionId, turn)) !== undefined) turn += 1;
  return turn;
}
