import type { StatusForm } from '#lib/contracts/twilio-forms.ts';
import { callStatuses } from '#lib/domain/call.ts';
import type { StatusEvent } from '#lib/domain/close-call.ts';

/** What a status callback says; undefined for a status that we do not know. */
export function statusOf(form: StatusForm): Omit<StatusEvent, 'call'> | undefined {
  const status = callStatuses.find((known) => known === form.CallStatus);
  return status && { status, sequence: whole(form.SequenceNumber), durationSeconds: whole(form.CallDuration) };
}

const whole = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
