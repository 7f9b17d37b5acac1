import { type EnqueuePorts, enqueueQuietly, startTask } from '#lib/domain/afterwards/enqueue.ts';
import type { VoiceCall } from '#lib/domain/call.ts';

/** A start that takes longer than this, in milliseconds, is left to the sweep: the caller would hear nothing meanwhile. */
const startMs = 300;

/**
 * Has the team told that this caller is handed to a person, or that nobody took them, where the company wants that; once
 * per attempt, however often it is asked for. Never throws and never waits for the message: the caller notices nothing of it.
 */
export async function notifyTeam(
  ports: EnqueuePorts,
  kind: 'escalation' | 'missed-transfer',
  { call, attempt }: { call: VoiceCall; attempt: number },
): Promise<void> {
  if (call.profile.notify !== true) return;
  const { companyId, sessionId } = call;
  const taskId = await enqueueQuietly(ports, { companyId, sessionId, about: { kind, attempt } });
  if (taskId === undefined) return;
  await Promise.race([startTask(ports, companyId, taskId), ports.clock.sleep(startMs)]);
}
