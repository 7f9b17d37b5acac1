import type { Answer } from '#lib/domain/answer.ts';
import { personIsIn, retainCallUntil, type VoiceCall } from '#lib/domain/call.ts';
import { consents } from '#lib/domain/consent.ts';
import type { DialogueEvent, Heard } from '#lib/domain/dialogue.ts';
import { callOver } from '#lib/domain/receive-call.ts';
import type { Consent } from '#lib/domain/recording.ts';
import type { ScriptPurpose } from '#lib/domain/script.ts';
import { listenFor, sayScript } from '#lib/domain/speaking.ts';
import type { Ports } from '#lib/ports/ports.ts';

/** The turn in which the AI proposed it: one number serves URL, record and history. */
type Message = { call: VoiceCall; turn: number };
type RecordPorts = Pick<Ports, 'calls' | 'dialogues' | 'clock' | 'log'>;

/** Longer than anybody listens to, in seconds. */
const longestSeconds = 120;

/**
 * Takes the answer to whether the caller may be recorded: kept first, then done. Without a yes nothing is recorded, and
 * the caller is back with the AI; 0 leads to a person, as ever.
 */
export async function takeConsent(
  ports: RecordPorts,
  { call, turn, heard }: Message & { heard: Heard },
): Promise<Answer> {
  if (call.endedAt !== undefined) return callOver(call);
  const { callSid, profile } = call;
  const at = new Date(ports.clock.now()).toISOString();
  const consent = await ports.calls.keepConsent(callSid, turn, {
    given: consents(heard, profile.language),
    heard,
    at,
  });
  ports.log.info('asked to record', { callSid, turn, given: consent.given });
  if (consent.given) {
    return { lines: [sayScript(profile, 'recordNow')], next: { kind: 'record', turn, longestSeconds } };
  }
  if (consent.heard.kind === 'keys' && consent.heard.digits === '0') return toPerson({ call, turn }, consent);
  return backToAi(ports, { call, turn }, 'notRecorded', 'message-refused', wordsOf(consent));
}

/** The recording is over, or nothing was said. What was said is kept when Twilio tells of it: also of who has hung up. */
export async function endMessage(
  ports: RecordPorts,
  { call, turn, seconds }: Message & { seconds: number },
): Promise<Answer> {
  if (call.endedAt !== undefined) return callOver(call);
  return backToAi(ports, { call, turn }, afterTone(seconds), seconds > 0 ? 'message-recorded' : 'message-empty');
}

/** What is said after the tone: it takes no books to know, and so is said where they cannot be written, too. */
export const afterTone = (seconds: number): ScriptPurpose => (seconds > 0 ? 'recorded' : 'nothingRecorded');

async function backToAi(
  ports: RecordPorts,
  { call, turn }: Message,
  says: ScriptPurpose,
  event: DialogueEvent['event'],
  detail?: string,
): Promise<Answer> {
  const { sessionId, companyId, profile } = call;
  await ports.dialogues.addEvent({
    sessionId,
    companyId,
    turn,
    event,
    ...(detail === undefined ? {} : { detail }),
    expiresAt: retainCallUntil(call),
  });
  return { lines: [sayScript(profile, says)], next: listenFor(profile, turn + 1) };
}

/** Judged at the moment of the key, so that a repeat hears the same. */
function toPerson({ call: { profile }, turn }: Message, { at }: Consent): Answer {
  if (profile.person === undefined) {
    return { lines: [sayScript(profile, 'noPerson')], next: listenFor(profile, turn + 1) };
  }
  return {
    lines: personIsIn(profile, Date.parse(at)) ? [sayScript(profile, 'transfer')] : [],
    next: { kind: 'transfer', attempt: turn, index: 0 },
  };
}

/** What they said instead, which may be a wish of another kind; square brackets are the telephone system's. */
const wordsOf = ({ heard }: Consent): string | undefined =>
  heard.kind === 'spoken' ? `They said: "${heard.text.replaceAll('[', '(').replaceAll(']', ')')}"` : undefined;
