import { StatusForm } from '#lib/contracts/twilio-forms.ts';
import { callStatuses, isFinal } from '#lib/domain/call.ts';
import { noteEarlyEnd, takeStatus } from '#lib/domain/close-call.ts';
import { callerNumber } from '#lib/domain/phone-number.ts';
import { twilioWebhook } from '#lib/http/twilio-webhook.ts';

/** Twilio tells how the call is going; the first final word closes the books. */
export const handler = twilioWebhook('status', StatusForm, async (form, { ports, call, companyId }) => {
  const status = callStatuses.find((known) => known === form.CallStatus);
  // The person's leg of a transfer keeps no books of its own.
  if (form.ParentCallSid || status === undefined) return undefined;
  const durationSeconds = whole(form.CallDuration);
  if (call === undefined) {
    if (companyId === undefined || !isFinal(status)) return undefined;
    await noteEarlyEnd(ports, {
      companyId,
      callSid: form.CallSid,
      from: callerNumber(form.From),
      status,
      ...(durationSeconds === undefined ? {} : { durationSeconds }),
    });
    return undefined;
  }
  await takeStatus(ports, {
    call,
    status,
    sequence: whole(form.SequenceNumber),
    durationSeconds,
  });
  return undefined;
});

const whole = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
