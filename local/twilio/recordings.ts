import { randomBytes } from 'node:crypto';
import type { Leg } from './leg.ts';
import { rfc2822 } from './status-callbacks.ts';
import { signWebhook } from './webhook.ts';

/** What was recorded and not deleted since. The sound is not kept: nobody listens here. */
export type StoredRecording = { sid: string; accountSid: string; callSid: string; seconds: number };

export const newRecordingSid = (): string => `RE${randomBytes(16).toString('hex')}`;

export const recordingUrl = ({ accountSid, sid }: Pick<StoredRecording, 'accountSid' | 'sid'>): string =>
  `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Recordings/${sid}`;

/** The recordingStatusCallback, which carries no From and To. */
export async function tellOfRecording(
  leg: Leg,
  url: string,
  recording: StoredRecording,
  status: 'completed' | 'absent',
): Promise<void> {
  const { accountSid, callSid, sid, seconds } = recording;
  const params = {
    AccountSid: accountSid,
    CallSid: callSid,
    RecordingSid: sid,
    RecordingUrl: recordingUrl(recording),
    RecordingStatus: status,
    RecordingDuration: String(seconds),
    RecordingChannels: '1',
    RecordingStartTime: rfc2822(leg.wire.clock.date()),
    RecordingSource: 'RecordVerb',
  };
  await leg.deliver(signWebhook({ purpose: 'status', url, method: 'POST', params }, leg.wire.authToken));
}
