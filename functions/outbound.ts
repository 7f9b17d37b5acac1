import { CallForm } from '#lib/contracts/twilio-forms.ts';
import { AppError } from '#lib/domain/errors.ts';
import { answered, leaveMessage } from '#lib/domain/outbound/answered.ts';
import { legOf } from '#lib/http/outbound-leg.ts';
import { twilioWebhook } from '#lib/http/twilio-webhook.ts';

/** A call that we placed: somebody picked up, or a machine did and may be left a message. */
export const handler = twilioWebhook('outbound', CallForm, async (form, visit) => {
  const leg = legOf(form, visit);
  switch (visit.place.step) {
    case 'answered':
      return answered(visit.ports, leg);
    case 'message':
      return leaveMessage(visit.ports, leg);
    default:
      throw new AppError('malformed', `No step of an outbound call is ${visit.place.step}.`);
  }
});
