import { StatusForm } from '#lib/contracts/twilio-forms.ts';
import { takeStatus } from '#lib/domain/close-call.ts';
import { statusOf } from '#lib/http/status-event.ts';
import { twilioWebhook } from '#lib/http/twilio-webhook.ts';

/** Twilio tells how the call is going; the first final word closes the books. */
export const handler = twilioWebhook('status', StatusForm, async (form, { ports, call }) => {
  const event = statusOf(form);
  // A refused call has no books, and the person's leg of a transfer keeps none of its own.
  if (call === undefined || form.ParentCallSid || event === undefined) return undefined;
  await takeStatus(ports, { call, ...event });
  return undefined;
});
