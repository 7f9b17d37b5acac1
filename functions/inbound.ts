import { CallForm } from '#lib/contracts/twilio-forms.ts';
import { receiveCall } from '#lib/domain/receive-call.ts';
import { ringOf } from '#lib/http/ring.ts';
import { twilioWebhook } from '#lib/http/twilio-webhook.ts';

/** A call rings: greet the caller, or say truthfully why not. */
export const handler = twilioWebhook('inbound', CallForm, (form, visit) =>
  receiveCall(visit.ports, ringOf(form, visit)),
);
