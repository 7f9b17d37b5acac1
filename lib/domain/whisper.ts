import type { Answer } from '#lib/domain/answer.ts';
import type { VoiceCall } from '#lib/domain/call.ts';
import { isOver, wasTaken } from '#lib/domain/escalation.ts';
import { askingTurn, reasonOf, record } from '#lib/domain/escalation-record.ts';
import { sayScript } from '#lib/domain/speaking.ts';
import { tellStory } from '#lib/domain/whisper-story.ts';
import type { Ports } from '#lib/ports/ports.ts';

/** The leg of one person who picked up: number `index` of an attempt. */
type PersonLeg = { call: VoiceCall; attempt: number; index: number };
type WhisperPorts = Pick<Ports, 'calls' | 'sessions' | 'dialogues' | 'ledger' | 'clock' | 'log' | 'metrics'>;

/** Long enough to find the keypad, short enough for a caller who hears it ringing. */
const keySeconds = 7;

/** Told to whoever picked up, before the caller is joined: who calls, why, and which key takes the call. */
export async function whisper(
  ports: WhisperPorts,
  { call, attempt, index, machine }: PersonLeg & { machine: boolean },
): Promise<Answer> {
  if (machine) await noteMachine(ports, { call, attempt, index });
  const known = call.transfers[attempt];
  if (call.endedAt !== undefined || known?.state.kind === 'callerGone') return callerLeft(call);
  const isMachine = machine || (known?.state.kind === 'machine' && known.state.index === index);
  if (isMachine || (known !== undefined && isOver(known))) return { lines: [], next: { kind: 'hangup' } };
  const [turn, session, actions] = await Promise.all([
    askingTurn(ports, call, attempt),
    ports.sessions.find(call.sessionId),
    ports.ledger.ofSession(call.companyId, call.sessionId),
  ]);
  const story = tellStory(call.profile, {
    reason: known?.reason ?? reasonOf(turn),
    note: known?.note,
    next: turn.reply?.next,
    caseFile: session?.caseFile,
    actions,
  });
  return askForKey(call.profile, attempt, index, story);
}

/** 1 takes the call, 2 does not. Silence does not either: a mailbox never gets the caller. */
export async function answerWhisper(
  ports: WhisperPorts,
  { call, attempt, index, digits }: PersonLeg & { digits: string },
): Promise<Answer> {
  if (call.endedAt !== undefined) return callerLeft(call);
  const kind = keys[digits];
  if (kind === undefined) return askForKey(call.profile, attempt, index);
  const now = await record(ports, { call, attempt }, { kind, index });
  if (now.state.kind === 'callerGone') return callerLeft(call);
  const taken = kind === 'accept' && wasTaken(now) && 'index' in now.state && now.state.index === index;
  return { lines: [], next: { kind: taken ? 'bridge' : 'hangup' } };
}

const keys: Record<string, 'accept' | 'decline' | 'ignore'> = { '1': 'accept', '2': 'decline', '': 'ignore' };

/** The word of answering-machine detection. It may come at any time; a key that was pressed weighs more. */
export async function noteMachine(ports: WhisperPorts, { call, attempt, index }: PersonLeg): Promise<void> {
  await record(ports, { call, attempt }, { kind: 'machine', index });
}

/** Asks for the key, after the story where there is one. */
export const askForKey = (
  profile: VoiceCall['profile'],
  attempt: number,
  index: number,
  story: Answer['lines'] = [],
): Answer => ({
  lines: [...story, sayScript(profile, 'whisperPress')],
  next: { kind: 'ask', attempt, index, waitSeconds: keySeconds },
});

const callerLeft = (call: VoiceCall): Answer => ({
  lines: [sayScript(call.profile, 'callerLeft')],
  next: { kind: 'hangup' },
});
