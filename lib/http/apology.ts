import type { Answer } from '#lib/domain/answer.ts';
import type { CallProfile, VoiceCall } from '#lib/domain/call.ts';
import { firstRetryPart } from '#lib/domain/pace.ts';
import { strangerProfile } from '#lib/domain/receive-call.ts';
import { listenFor, sayScript } from '#lib/domain/speaking.ts';
import { callerIdOf } from '#lib/domain/transfer.ts';
import type { Place } from '#lib/http/place.ts';

/** The functions that answer Twilio while somebody is on the line. */
export type VoiceEntry = 'inbound' | 'speech' | 'escalate';

/**
 * What a caller hears when a webhook failed on us. Needs no store and no secret: only the URL, and the call where it had
 * been read by then. One more try, told from the path; then a person; then an honest end. Never a loop, never silence.
 */
export function apologyFor(entry: VoiceEntry, place: Place, call: VoiceCall | undefined): Answer {
  const profile = call?.profile ?? strangerProfile;
  const { turn = 0, part = 0, attempt = 0, step } = place;
  switch (entry) {
    case 'inbound':
      return { lines: [sayScript(profile, 'systemApology'), sayScript(profile, 'filler')], next: again(0) };
    case 'speech':
      if (part >= firstRetryPart) return giveToPerson(profile, call, turn);
      return turn === 0
        ? { lines: [sayScript(profile, 'systemApology'), sayScript(profile, 'filler')], next: again(0) }
        : { lines: [sayScript(profile, 'failedTryAgain')], next: listenFor(profile, turn, firstRetryPart) };
    case 'escalate':
      // The person is on the line: joining the two matters more than the story.
      if (step === 'whisper') return { lines: [], next: { kind: 'bridge' } };
      if (step === 'result' && call !== undefined) {
        return { lines: [sayScript(profile, 'transferFailed')], next: listenFor(profile, attempt + 1) };
      }
      return giveToPerson(profile, call, attempt);
    default:
      return entry satisfies never;
  }
}

const again = (turn: number): Answer['next'] => ({ kind: 'continue', turn, part: firstRetryPart });

function giveToPerson(profile: CallProfile, call: VoiceCall | undefined, attempt: number): Answer {
  if (call === undefined || profile.person === undefined) {
    return { lines: [sayScript(profile, 'failedGoodbye')], next: { kind: 'hangup' } };
  }
  const { number, ringSeconds } = profile.person;
  return {
    lines: [sayScript(profile, 'failedToPerson')],
    next: { kind: 'dial', attempt, number, callerId: callerIdOf(call), ringSeconds },
  };
}
