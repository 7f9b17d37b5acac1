import type { EscalateForm } from '#lib/contracts/twilio-forms.ts';
import type { Answer } from '#lib/domain/answer.ts';
import type { CallProfile, VoiceCall } from '#lib/domain/call.ts';
import { firstRetryPart, lastRetryPart } from '#lib/domain/pace.ts';
import { strangerProfile } from '#lib/domain/receive-call.ts';
import { listenFor, sayScript } from '#lib/domain/speaking.ts';
import { callerIdOf } from '#lib/domain/transfer.ts';
import type { Place } from '#lib/http/place.ts';
import { transferOutcomeOf } from '#lib/http/transfer-outcome.ts';

/** The functions that answer Twilio while somebody is on the line. */
export type VoiceEntry = 'inbound' | 'speech' | 'escalate';

/** What had been read, and proved to be Twilio's, when things went wrong. */
export type Known = { call?: VoiceCall | undefined; form?: EscalateForm };

/**
 * What a caller hears when a webhook failed on us. Needs no store and no secret: only the URL, and what had been read by
 * then. One more try, told from the path; then a person; then an honest end. Never a loop, never silence.
 */
export function apologyFor(entry: VoiceEntry, place: Place, { call, form }: Known): Answer {
  const profile = call?.profile ?? strangerProfile;
  const { turn = 0, part = 0, attempt = 0, step } = place;
  switch (entry) {
    case 'inbound':
      return { lines: [sayScript(profile, 'systemApology'), sayScript(profile, 'filler')], next: again(0) };
    case 'speech':
      if (part >= lastRetryPart) return letGo(profile);
      if (part >= firstRetryPart) return giveToPerson(profile, call, turn);
      return turn === 0
        ? { lines: [sayScript(profile, 'systemApology'), sayScript(profile, 'filler')], next: again(0) }
        : { lines: [sayScript(profile, 'failedTryAgain')], next: listenFor(profile, turn, firstRetryPart) };
    case 'escalate':
      // The person is on the line: joining the two matters more than the story.
      if (step === 'whisper') return { lines: [], next: { kind: 'bridge' } };
      return step === 'result' && call !== undefined && form !== undefined
        ? afterDial(profile, form, attempt)
        : giveToPerson(profile, call, attempt);
    default:
      return entry satisfies never;
  }
}

const again = (turn: number): Answer['next'] => ({ kind: 'continue', turn, part: firstRetryPart });

/** True to what the Dial came to, which only the form knows while the store is away. */
const afterDial = (profile: CallProfile, form: EscalateForm, attempt: number): Answer =>
  transferOutcomeOf(form) === 'answered'
    ? { lines: [sayScript(profile, 'afterPerson')], next: { kind: 'hangup' } }
    : { lines: [sayScript(profile, 'transferFailed')], next: listenFor(profile, attempt + 1, lastRetryPart) };

const letGo = (profile: CallProfile): Answer => ({
  lines: [sayScript(profile, 'failedGoodbye')],
  next: { kind: 'hangup' },
});

function giveToPerson(profile: CallProfile, call: VoiceCall | undefined, attempt: number): Answer {
  if (call === undefined || profile.person === undefined) return letGo(profile);
  const { number, ringSeconds } = profile.person;
  return {
    lines: [sayScript(profile, 'failedToPerson')],
    next: { kind: 'dial', attempt, number, callerId: callerIdOf(call), ringSeconds },
  };
}
