import type { EscalateForm, RecordForm } from '#lib/contracts/twilio-forms.ts';
import type { Answer } from '#lib/domain/answer.ts';
import { type CallProfile, numbersOf, personIsIn, type VoiceCall } from '#lib/domain/call.ts';
import { wasTaken } from '#lib/domain/escalation.ts';
import { firstRetryPart, lastRetryPart } from '#lib/domain/pace.ts';
import { strangerProfile } from '#lib/domain/receive-call.ts';
import { afterTone } from '#lib/domain/record-message.ts';
import { listenFor, sayScript } from '#lib/domain/speaking.ts';
import { dialling } from '#lib/domain/transfer.ts';
import { askForKey } from '#lib/domain/whisper.ts';
import type { Place } from '#lib/http/place.ts';
import { recordedSeconds } from '#lib/http/recording.ts';
import { dialOutcomeOf } from '#lib/http/transfer-outcome.ts';

/** The functions that answer Twilio while somebody is on the line. */
export type VoiceEntry = 'inbound' | 'outbound' | 'speech' | 'escalate' | 'record';

/** What was known when a webhook failed. */
export type Known = {
  call?: VoiceCall | undefined;
  /** Read, though perhaps not yet proved to be Twilio's: it decides nothing but what its own sender is told. */
  form?: EscalateForm & Partial<RecordForm>;
};
type Failed = Known & { place: Place; now: number };

/**
 * What is heard when a webhook failed on us; undefined where nobody listens. Needs no store and no secret: only the URL and
 * the form, and the call where it had been read by then. One more try, told from the path; then a person; then an honest
 * end. Never a loop, never silence.
 */
export function apologyFor(entry: VoiceEntry, place: Place, known: Known, now: number): Answer | undefined {
  const failed = { ...known, place, now };
  const { call } = known;
  const profile = call?.profile ?? strangerProfile;
  const { turn = 0, part = 0 } = place;
  switch (entry) {
    case 'inbound':
    case 'outbound':
      return { lines: [sayScript(profile, 'systemApology'), sayScript(profile, 'filler')], next: again(0) };
    case 'speech':
      if (part >= lastRetryPart) return goodbye(profile);
      if (part >= firstRetryPart) return giveToPerson(failed, turn) ?? goodbye(profile);
      return turn === 0
        ? { lines: [sayScript(profile, 'systemApology'), sayScript(profile, 'filler')], next: again(0) }
        : { lines: [sayScript(profile, 'failedTryAgain')], next: listenFor(profile, turn, firstRetryPart) };
    case 'escalate':
      return transferApology(failed, profile);
    case 'record':
      return messageApology(failed, profile);
    default:
      return entry satisfies never;
  }
}

const again = (turn: number): Answer['next'] => ({ kind: 'continue', turn, part: firstRetryPart });

function transferApology(failed: Failed, profile: CallProfile): Answer | undefined {
  const { place, form } = failed;
  const { attempt = 0, index = 0, step } = place;
  switch (step) {
    case 'whisper':
      // The story is lost, the key is not: without it a mailbox would get the caller.
      return askForKey(profile, attempt, index);
    case 'accept':
      return { lines: [], next: { kind: form?.Digits === '1' ? 'bridge' : 'hangup' } };
    case 'machine':
      return undefined;
    case 'result':
      return afterDial(failed, profile);
    default:
      return giveToPerson(failed, attempt) ?? backToAi(profile, attempt);
  }
}

/** A consent that is not kept is none; what was recorded is told of by Twilio itself. */
function messageApology({ place: { turn = 0, step }, form }: Failed, profile: CallProfile): Answer {
  const seconds = step === 'done' && form !== undefined ? recordedSeconds(form) : 0;
  return { lines: [sayScript(profile, afterTone(seconds))], next: listenFor(profile, turn + 1, lastRetryPart) };
}

function afterDial({ place, call, form }: Failed, profile: CallProfile): Answer {
  const { attempt = 0, index = 0 } = place;
  const outcome = form === undefined ? 'failed' : dialOutcomeOf(form);
  const known = call?.transfers[attempt];
  const taken = known !== undefined && wasTaken(known);
  if (outcome === 'bridged' || (taken && outcome === 'ended')) {
    return { lines: [sayScript(profile, 'afterPerson')], next: { kind: 'hangup' } };
  }
  if (!taken && index + 1 < numbersOf(profile.person).length) {
    return { lines: [sayScript(profile, 'tryingNext')], next: { kind: 'transfer', attempt, index: index + 1 } };
  }
  return backToAi(profile, attempt);
}

/** We may be able to hear the caller again by the time that they have spoken; if not, that was the last try. */
const backToAi = (profile: CallProfile, attempt: number): Answer => ({
  lines: [sayScript(profile, 'transferFailed')],
  next: listenFor(profile, attempt + 1, lastRetryPart),
});

const goodbye = (profile: CallProfile): Answer => ({
  lines: [sayScript(profile, 'failedGoodbye')],
  next: { kind: 'hangup' },
});

function giveToPerson({ place, call, now }: Failed, attempt: number): Answer | undefined {
  if (call === undefined || !personIsIn(call.profile, now)) return undefined;
  const next = dialling(call, attempt, place.index ?? 0);
  return next && { lines: [sayScript(call.profile, 'failedToPerson')], next };
}
