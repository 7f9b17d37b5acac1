import { StatusForm } from '#lib/contracts/twilio-forms.ts';
import { callStatuses } from '#lib/domain/call.ts';
import { takeStatus } from '#lib/domain/close-call.ts';
import { twilioWebhook } from '#lib/http/twilio-webhook.ts';

/** Twilio tells how the call is going; the first final word closes the books. */
export const handler = twilioWebhook('status', StatusForm, async (form, { ports, call }) => {
  const status = callStatuses.find((known) => known === form.CallStatus);
  // A refused call has no books, and the person's leg of a transfer keeps none of its own.
  if (call === undefined || form.ParentCallSid || status === undefined) return undefined;
  await takeStatus(ports, {
    call,
    status,
    sequence: whole(form.SequenceNumber),
    durationSeconds: whole(form.CallDuration),
  });
  return undefined;
});

const whole = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
