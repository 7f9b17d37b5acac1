import { RecordEventForm } from '#lib/contracts/twilio-forms.ts';
import { keepRecording } from '#lib/domain/keep-recording.ts';
import { recordingOf } from '#lib/http/recording.ts';
import { twilioWebhook } from '#lib/http/twilio-webhook.ts';

/** Twilio tells what became of a recording: during the call, after it, or twice. */
export const handler = twilioWebhook('record-events', RecordEventForm, async (form, { ports, call, place }) => {
  const recording = recordingOf(form, ports.clock.now());
  if (call === undefined || place.turn === undefined || recording === undefined) return undefined;
  await keepRecording(ports, { call, turn: place.turn, recording });
  return undefined;
});
