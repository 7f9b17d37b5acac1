import type { CallForm } from '#lib/contracts/twilio-forms.ts';
import { callerNumber, toE164 } from '#lib/domain/phone-number.ts';
import type { Ring } from '#lib/domain/receive-call.ts';
import { isOutbound } from '#lib/http/identify.ts';
import type { Visit } from '#lib/http/twilio-webhook.ts';

/** The ring that a form speaks of. */
export const ringOf = (form: CallForm, { companyId }: Pick<Visit, 'companyId'>): Ring => ({
  callSid: form.CallSid,
  companyId,
  direction: isOutbound(form) ? 'outbound' : 'inbound',
  from: callerNumber(form.From),
  // Only level A says that this caller may use this number; on our own outbound call it says nothing.
  attested: !isOutbound(form) && form.StirVerstat === 'TN-Validation-Passed-A',
  to: toE164(form.To) ?? '',
});
