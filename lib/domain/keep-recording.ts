import { type EnqueuePorts, startTask } from '#lib/domain/afterwards/enqueue.ts';
import { retainCallUntil, type VoiceCall } from '#lib/domain/call.ts';
import type { Recording } from '#lib/domain/recording.ts';
import { newTask, type TaskSubject } from '#lib/domain/task.ts';
import type { Ports } from '#lib/ports/ports.ts';

/**
 * Keeps where a caller's message is, once, and has the team told. Its end is written down before anything else: a
 * recording goes when the call's rows do, and at once where nobody agreed to it. Throws where the store fails, so that
 * Twilio tells it again.
 */
export async function keepRecording(
  ports: EnqueuePorts & Pick<Ports, 'calls'>,
  { call, turn, recording }: { call: VoiceCall; turn: number; recording: Recording },
): Promise<void> {
  const { callSid, companyId, sessionId } = call;
  const { recordingSid, status, seconds } = recording;
  const mayStay = call.recordings?.[turn]?.consent.given === true;
  const now = ports.clock.now();
  const write = async (about: TaskSubject, dueMs?: number): Promise<string> => {
    const task = newTask({ companyId, sessionId, about, now, ...(dueMs === undefined ? {} : { dueMs }) });
    await ports.outbox.createOnce(task);
    return task.taskId;
  };
  const erasing = await write({ kind: 'erase-recording', recordingSid }, mayStay ? retainCallUntil(call) * 1000 : now);
  if (!mayStay) {
    ports.log.warn('recording without consent', { callSid, turn, recordingSid });
    await startTask(ports, companyId, erasing);
    return;
  }
  const isOurs = await ports.calls.keepRecording(callSid, turn, recording);
  if (isOurs) ports.log.info('message recorded', { callSid, turn, recordingSid, status, seconds });
  // Who said nothing was told that there is no message.
  if (status === 'absent') return;
  await startTask(ports, companyId, await write({ kind: 'spoken-message', turn }));
}
