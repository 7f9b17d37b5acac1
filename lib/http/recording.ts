import type { RecordEventForm, RecordForm } from '#lib/contracts/twilio-forms.ts';
import type { Recording } from '#lib/domain/recording.ts';

/** Whole seconds of a recording; 0 where nothing was said, and Twilio told no length. */
export function recordedSeconds({ RecordingDuration }: Pick<RecordForm, 'RecordingDuration'>): number {
  const seconds = Math.round(Number(RecordingDuration));
  return seconds > 0 ? seconds : 0;
}

/** What a recording's callback tells; undefined while it is under way, and for a word of Twilio's that we do not know. */
export function recordingOf(form: RecordEventForm, now: number): Recording | undefined {
  const { RecordingSid: recordingSid, RecordingStatus: status } = form;
  if (recordingSid === undefined || !/^RE\w{1,62}$/.test(recordingSid)) return undefined;
  if (status !== 'completed' && status !== 'failed' && status !== 'absent') return undefined;
  return { recordingSid, status, seconds: recordedSeconds(form), at: new Date(now).toISOString() };
}
