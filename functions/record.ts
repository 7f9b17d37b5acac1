import { RecordForm } from '#lib/contracts/twilio-forms.ts';
import { receiveCall } from '#lib/domain/receive-call.ts';
import { endMessage, takeConsent } from '#lib/domain/record-message.ts';
import { heardOf } from '#lib/http/heard.ts';
import { recordedSeconds } from '#lib/http/recording.ts';
import { ringOf } from '#lib/http/ring.ts';
import { twilioWebhook } from '#lib/http/twilio-webhook.ts';

/** A message to the team: the caller's answer to whether they may be recorded, and what comes after the tone. */
export const handler = twilioWebhook('record', RecordForm, async (form, visit) => {
  const { ports, call, place } = visit;
  if (call === undefined) return receiveCall(ports, ringOf(form, visit));
  const message = { call, turn: place.turn ?? 0 };
  return place.step === 'consent'
    ? takeConsent(ports, { ...message, heard: heardOf(form) })
    : endMessage(ports, { ...message, seconds: recordedSeconds(form) });
});
