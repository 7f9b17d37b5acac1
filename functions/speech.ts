import { SpeechForm } from '#lib/contracts/twilio-forms.ts';
import { receiveCall } from '#lib/domain/receive-call.ts';
import { hasBegun, takeTurn } from '#lib/domain/take-turn.ts';
import { heardOf } from '#lib/http/heard.ts';
import { ringOf } from '#lib/http/ring.ts';
import { twilioWebhook } from '#lib/http/twilio-webhook.ts';

/** The caller spoke, pressed a key, or said nothing; or Twilio comes for the next part of an answer. */
export const handler = twilioWebhook('speech', SpeechForm, async (form, visit) => {
  const { ports, call, place } = visit;
  // Turn 0 is the greeting that inbound could not give; a call we do not know is greeted too.
  if (call === undefined || (place.turn === 0 && !(await hasBegun(ports, call)))) {
    return receiveCall(ports, ringOf(form, visit));
  }
  return takeTurn(ports, { call, turn: place.turn || undefined, part: place.part ?? 0, heard: heardOf(form) });
});
