import { StatusForm } from '#lib/contracts/twilio-forms.ts';
import { isFinal } from '#lib/domain/call.ts';
import { noteEarlyEnd, takeStatus } from '#lib/domain/close-call.ts';
import { callerNumber } from '#lib/domain/phone-number.ts';
import { statusOf } from '#lib/http/status-event.ts';
import { twilioWebhook } from '#lib/http/twilio-webhook.ts';

/** Twilio tells how the call is going; the first final word closes the books. */
export const handler = twilioWebhook('status', StatusForm, async (form, { ports, call, companyId }) => {
  const event = statusOf(form);
  // The person's leg of a transfer keeps no books of its own.
  if (form.ParentCallSid || event === undefined) return undefined;
  if (call !== undefined) {
    await takeStatus(ports, { call, ...event });
    return undefined;
  }
  const { status, durationSeconds } = event;
  if (companyId === undefined || !isFinal(status)) return undefined;
  await noteEarlyEnd(ports, {
    companyId,
    callSid: form.CallSid,
    from: callerNumber(form.From),
    status,
    ...(durationSeconds === undefined ? {} : { durationSeconds }),
  });
  return undefined;
});
