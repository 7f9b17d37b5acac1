import type { TaskEnd, TaskPorts } from '#lib/domain/afterwards/task-end.ts';
import { closeLate } from '#lib/domain/close-call.ts';
import type { CallSid, CompanyId } from '#lib/domain/ids.ts';

/** Closes the books of a call of which nothing was heard for too long, as of the last that is known of it. */
export async function endUnheard(ports: TaskPorts, companyId: CompanyId, callSid: CallSid): Promise<TaskEnd> {
  const call = await ports.calls.find(callSid);
  if (call === undefined || call.endedAt !== undefined) return { kind: 'done', note: 'Nothing was open.' };
  const { greeting, turns } = await ports.dialogues.read(call.sessionId);
  const begun = Date.parse(call.startedAt);
  const last = Math.max(begun, ...turns.map(({ caller }) => caller?.claimedAt ?? begun));
  await closeLate(ports, companyId, {
    callSid,
    // Whoever was greeted had picked up.
    status: greeting === undefined ? 'failed' : 'completed',
    endedAt: new Date(last).toISOString(),
    durationSeconds: Math.round((last - begun) / 1000),
  });
  ports.log.warn('call ended unheard', { callSid, company: companyId });
  return { kind: 'done', note: 'Closed unheard.' };
}
