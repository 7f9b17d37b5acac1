import { type EnqueuePorts, enqueue, startTask } from '#lib/domain/afterwards/enqueue.ts';
import type { VoiceCall } from '#lib/domain/call.ts';

/**
 * Has the team told that this caller is handed to a person, where the company wants that; once per attempt, however often
 * it is asked for. Never throws and never waits for the message: the caller notices nothing of it.
 */
export async function notifyTeam(
  ports: EnqueuePorts,
  { call, attempt }: { call: VoiceCall; attempt: number },
): Promise<void> {
  if (call.profile.notify !== true) return;
  const { companyId, sessionId } = call;
  const taskId = await enqueue(ports, { companyId, sessionId, about: { kind: 'escalation', attempt } });
  await startTask(ports, companyId, taskId);
}
