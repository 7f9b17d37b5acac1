import type { EscalateForm } from '#lib/contracts/twilio-forms.ts';
import { callStatuses, isFinal, type PickedUpBy } from '#lib/domain/call.ts';
import type { DialOutcome } from '#lib/domain/escalation.ts';

/** How a Dial ended, by its action's form; `callerGone` where the caller's own leg is over and nobody was joined to it. */
export function dialOutcomeOf(form: EscalateForm): DialOutcome | 'callerGone' {
  if (form.DialBridged === 'true') return 'bridged';
  const own = callStatuses.find((status) => status === form.CallStatus);
  if (own !== undefined && isFinal(own)) return 'callerGone';
  switch (form.DialCallStatus) {
    case 'completed':
    case 'answered':
      return form.DialBridged === 'false' ? 'unjoined' : 'ended';
    case 'busy':
      return 'busy';
    case 'no-answer':
      return 'noAnswer';
    default:
      return 'failed';
  }
}

/** Whether answering-machine detection heard a machine; `unknown` and `human` may be a person. */
export const heardMachine = ({ AnsweredBy }: Pick<EscalateForm, 'AnsweredBy'>): boolean =>
  AnsweredBy !== undefined && (AnsweredBy.startsWith('machine') || AnsweredBy === 'fax');

/** Who picked a call of ours up, where detection is sure of it. */
export function pickedUpBy(form: Pick<EscalateForm, 'AnsweredBy'>): PickedUpBy | undefined {
  if (heardMachine(form)) return 'machine';
  return form.AnsweredBy === 'human' ? 'human' : undefined;
}
