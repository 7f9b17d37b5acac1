import { EscalateForm } from '#lib/contracts/twilio-forms.ts';
import { receiveCall } from '#lib/domain/receive-call.ts';
import { attemptNow, dialPerson, endTransfer, whisper } from '#lib/domain/transfer.ts';
import { ringOf } from '#lib/http/ring.ts';
import { transferOutcomeOf } from '#lib/http/transfer-outcome.ts';
import { twilioWebhook } from '#lib/http/twilio-webhook.ts';

/** A transfer to a person, step by step: dial, whisper to the person, and what comes after. */
export const handler = twilioWebhook('escalate', EscalateForm, async (form, visit) => {
  const { ports, call, place } = visit;
  if (call === undefined) return receiveCall(ports, ringOf(form, visit));
  const attempt = place.attempt ?? (await attemptNow(ports, call));
  switch (place.step) {
    case 'whisper':
      return whisper(ports, { call, attempt });
    case 'result':
      return endTransfer(ports, { call, attempt, outcome: transferOutcomeOf(form) });
    default:
      return dialPerson(ports, { call, attempt });
  }
});
