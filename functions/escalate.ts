import { EscalateForm } from '#lib/contracts/twilio-forms.ts';
import { receiveCall } from '#lib/domain/receive-call.ts';
import { attemptNow, dialPerson, endTransfer } from '#lib/domain/transfer.ts';
import { answerWhisper, noteMachine, whisper } from '#lib/domain/whisper.ts';
import { ringOf } from '#lib/http/ring.ts';
import { dialOutcomeOf, heardMachine } from '#lib/http/transfer-outcome.ts';
import { twilioWebhook } from '#lib/http/twilio-webhook.ts';

/** A transfer to a person, step by step: dial, whisper to the person, their key, and what comes after. */
export const handler = twilioWebhook('escalate', EscalateForm, async (form, visit) => {
  const { ports, call, place } = visit;
  const { step, index = 0 } = place;
  if (call === undefined) {
    // A person's leg whose caller we do not know is nobody to greet.
    const isPersons = step === 'whisper' || step === 'accept' || step === 'machine';
    return isPersons ? { lines: [], next: { kind: 'hangup' } } : receiveCall(ports, ringOf(form, visit));
  }
  const attempt = place.attempt ?? attemptNow(await ports.dialogues.read(call.sessionId), call);
  switch (step) {
    case 'whisper':
      return whisper(ports, { call, attempt, index, machine: heardMachine(form) });
    case 'accept':
      return answerWhisper(ports, { call, attempt, index, digits: form.Digits ?? '' });
    case 'machine':
      if (heardMachine(form)) await noteMachine(ports, { call, attempt, index });
      return undefined;
    case 'result':
      return endTransfer(ports, { call, attempt, index, outcome: dialOutcomeOf(form) });
    default:
      return dialPerson(ports, { call, attempt, index: place.index });
  }
});
