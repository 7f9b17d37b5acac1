import type { CallForm } from '#lib/contracts/twilio-forms.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { Leg } from '#lib/domain/outbound/answered.ts';
import { toE164 } from '#lib/domain/phone-number.ts';
import type { Visit } from '#lib/http/twilio-webhook.ts';

/** Which of our own calls a form is about. Its company is the one that signed for it. */
export function legOf(form: CallForm, { call, companyId, place: { outbound } }: Visit): Leg {
  if (outbound === undefined || outbound.companyId !== companyId) {
    throw new AppError('malformed', 'The form is about no call that we placed.');
  }
  return { ...outbound, callSid: form.CallSid, from: call?.from ?? toE164(form.From) ?? '' };
}
