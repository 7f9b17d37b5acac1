import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import type { Answer, Line, Listening, Next } from '#lib/domain/answer.ts';
import { type Language, languages, speechTag } from '#lib/domain/language.ts';
import { toE164 } from '#lib/domain/phone-number.ts';
import { voiceFor } from '#lib/domain/voices.ts';
import { hintList } from '#lib/http/hints.ts';
import { stepName } from '#lib/http/place.ts';
import type { CallUrls } from '#lib/http/urls.ts';
import { legalText, sayPieces } from '#lib/http/xml-text.ts';

/** The signed URLs of the webhooks that an answer leads to. */
export type TwimlRoutes = CallUrls;

type Say = { text: string; voice: string; tag: string };
type Prompted = Pick<VoiceResponse, 'say'>;

/** Twilio takes 64 kB (11750); the rest is left for whoever counts differently. */
const maxBytes = 63_000;

/** The answer to who is told and not asked: a status callback. */
export const emptyTwiml = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

/**
 * An answer as TwiML. Total: whatever the strings hold, the document is well-formed, within Twilio's limits and says no verb
 * that the answer does not. VoiceResponse checks neither (text with a control character makes it throw, an attribute with one
 * makes a document that Twilio hangs up on), so everything that goes in is cleaned here. Surplus text is dropped from the
 * end: what comes next matters more to a call than an hour's worth of words.
 */
export function renderAnswer(answer: Answer, routes: TwimlRoutes): string {
  // A Reject after a verb that answers the call rejects nothing.
  const says = answer.next.kind === 'reject' ? [] : answer.lines.flatMap(saysOf);
  const document = render(says, answer.next, routes);
  if (Buffer.byteLength(document) <= maxBytes) return document;
  return render(withinLimit(says, answer.next, routes), answer.next, routes);
}

/** One Say a line, so that gaps between sentences are where the sentences end; more where one cannot hold it. */
function saysOf({ text, voice: wanted, language }: Line): Say[] {
  const voice = voiceFor(wanted, known(language));
  // A character is at least a byte: what is further on never fits.
  return sayPieces(text.slice(0, maxBytes))
    .filter((piece) => /[\p{L}\p{N}]/u.test(piece))
    .map((piece) => ({ text: piece, ...voice }));
}

function render(says: readonly Say[], next: Next, routes: TwimlRoutes): string {
  const response = new VoiceResponse();
  if (next.kind === 'ask') {
    speak(response.gather(keyAttributes(next, routes)), says);
    // Should the action not be asked for: a whisper that just ends would join the two.
    response.hangup();
    return response.toString();
  }
  if (next.kind === 'listen' || next.kind === 'consent') {
    const gather = response.gather(gatherAttributes(next.listening, actionOf(next, routes)));
    speak(gather, says);
  } else {
    speak(response, says);
    renderNext(response, next, routes);
  }
  return response.toString();
}

function renderNext(
  response: VoiceResponse,
  next: Exclude<Next, { kind: 'listen' | 'consent' | 'ask' }>,
  routes: TwimlRoutes,
): void {
  switch (next.kind) {
    case 'continue':
      goTo(response, routes.speech(next.turn, next.part));
      break;
    case 'transfer':
      goTo(response, routes.escalate(next.attempt, stepName('dial', next.index)));
      break;
    case 'dial':
      renderDial(response, next, routes);
      break;
    case 'record':
      renderRecord(response, next, routes);
      break;
    case 'hangup':
      response.hangup();
      break;
    case 'reject':
      response.reject();
      break;
    case 'bridge':
      // The whisper's document ends, and Twilio joins the legs.
      break;
    default:
      next satisfies never;
  }
}

function goTo(response: VoiceResponse, url: string): void {
  response.redirect({ method: 'POST' }, legalText(url));
}

const actionOf = (next: Extract<Next, { kind: 'listen' | 'consent' }>, routes: TwimlRoutes): string =>
  next.kind === 'listen' ? routes.speech(next.turn, next.part) : routes.record(next.turn, 'consent');

function renderRecord(
  response: VoiceResponse,
  { turn, longestSeconds }: Extract<Next, { kind: 'record' }>,
  routes: TwimlRoutes,
): void {
  const done = routes.record(turn, 'done');
  response.record({
    action: legalText(done),
    method: 'POST',
    maxLength: seconds(longestSeconds),
    playBeep: true,
    finishOnKey: '1234567890*#',
    trim: 'trim-silence',
    recordingStatusCallback: legalText(routes.recordEvent(turn, 'status')),
    recordingStatusCallbackMethod: 'POST',
    recordingStatusCallbackEvent: ['completed', 'absent'],
  });
  // Of silence there is no recording, and the action is not asked for: the call would end here.
  goTo(response, done);
}

function renderDial(response: VoiceResponse, next: Extract<Next, { kind: 'dial' }>, routes: TwimlRoutes): void {
  const step = (name: string, ...rest: string[]) =>
    legalText(routes.escalate(next.attempt, stepName(name, next.index, ...rest)));
  const result = step('result');
  const number = toE164(next.number);
  if (number === undefined) {
    // Nobody to dial would end the call (13223); the result step finds no DialCallStatus and goes on.
    goTo(response, result);
    return;
  }
  const dial = response.dial({
    action: result,
    method: 'POST',
    answerOnBridge: true,
    timeout: seconds(next.ringSeconds),
    callerId: toE164(next.callerId),
  });
  // Whoever picks up hears who calls, before the caller is joined.
  dial.number(
    {
      url: step('whisper'),
      method: 'POST',
      machineDetection: 'Enable',
      amdStatusCallback: step('machine', next.callSid.replace(/\W/g, '')),
      amdStatusCallbackMethod: 'POST',
    },
    number,
  );
}

function speak(prompted: Prompted, says: readonly Say[]): void {
  for (const { text, voice, tag } of says) {
    // The SDK's lists of voices and languages are types only, and older than Twilio's own.
    prompted.say({ voice, language: tag } as VoiceResponse.SayAttributes, text);
  }
}

/** One key, and only a key: whatever a mailbox says is nothing to us. */
const keyAttributes = (
  { attempt, index, waitSeconds }: Extract<Next, { kind: 'ask' }>,
  routes: TwimlRoutes,
): VoiceResponse.GatherAttributes => ({
  input: ['dtmf'],
  action: legalText(routes.escalate(attempt, stepName('accept', index))),
  method: 'POST',
  actionOnEmptyResult: true,
  numDigits: 1,
  timeout: seconds(waitSeconds),
});

function gatherAttributes(listening: Listening, action: string): VoiceResponse.GatherAttributes {
  return {
    input: ['dtmf', 'speech'],
    action: legalText(action),
    method: 'POST',
    actionOnEmptyResult: true,
    numDigits: 1,
    timeout: seconds(listening.silenceSeconds),
    // Never "auto": it does not go with a named model (13335).
    speechTimeout: String(seconds(listening.endOfSpeechSeconds)),
    speechModel: 'phone_call',
    language: speechTag[known(listening.language)] as VoiceResponse.GatherAttributes['language'],
    hints: hintList(listening.hints) || undefined,
  };
}

/** A stored call may name a language that we no longer speak. */
const known = (language: Language): Language => (languages.includes(language) ? language : 'en');

/** Twilio wants whole seconds from 1, and no more than ten minutes. */
const seconds = (wanted: number): number => Math.min(600, Math.max(1, Math.round(wanted) || 1));

function withinLimit(says: readonly Say[], next: Next, routes: TwimlRoutes): Say[] {
  const bytes = (some: readonly Say[]): number => Buffer.byteLength(render(some, next, routes));
  const rest = bytes([]);
  let left = maxBytes - rest;
  const firstSurplus = says.findIndex((say) => {
    left -= bytes([say]) - rest;
    return left < 0;
  });
  return says.slice(0, firstSurplus === -1 ? says.length : firstSurplus);
}
