import type { EscalateForm } from '#lib/contracts/twilio-forms.ts';
import type { TransferOutcome } from '#lib/domain/call.ts';

/** How a Dial ended. A phone that was picked up but never joined to the caller (DialBridged) was not answered. */
export function transferOutcomeOf(form: EscalateForm): TransferOutcome {
  switch (form.DialCallStatus) {
    case 'completed':
    case 'answered':
      return form.DialBridged === 'false' ? 'no-answer' : 'answered';
    case 'busy':
    case 'no-answer':
    case 'canceled':
      return form.DialCallStatus;
    default:
      return 'failed';
  }
}
