import { enqueueQuietly } from '#lib/domain/afterwards/enqueue.ts';
import type { TaskEnd, TaskPorts } from '#lib/domain/afterwards/task-end.ts';
import type { VoiceCall } from '#lib/domain/call.ts';
import { closeLate } from '#lib/domain/close-call.ts';
import type { CallSid, CompanyId } from '#lib/domain/ids.ts';
import { newTask } from '#lib/domain/task.ts';
import type { Ports } from '#lib/ports/ports.ts';

/** Twilio ends every call after four hours; a last status that has not come by then never comes. Milliseconds. */
const unheardMs = 4.5 * 3_600_000;

type Watched = Pick<VoiceCall, 'companyId' | 'sessionId' | 'callSid'>;
const aboutOf = ({ callSid }: Watched) => ({ kind: 'unheard-end', callSid }) as const;

/**
 * Looks after a call, lest it stays open for ever where its last status does not reach us; once, however often it is asked
 * for. Never throws. Of a call that came in the worker does it, off the webhook; of one that we placed whoever places it.
 */
export async function watchForEnd(
  ports: Pick<Ports, 'outbox' | 'clock' | 'log'>,
  call: Watched & Pick<VoiceCall, 'startedAt'>,
): Promise<void> {
  const { companyId, sessionId, startedAt } = call;
  await enqueueQuietly(ports, { companyId, sessionId, about: aboutOf(call), dueMs: Date.parse(startedAt) + unheardMs });
}

/** Its last status has come: there is nothing left to look after, and the sweep need not come for it. */
export async function stopWatching(ports: Pick<Ports, 'outbox' | 'clock'>, call: Watched): Promise<void> {
  const { companyId, sessionId } = call;
  const { taskId, tries } = newTask({ companyId, sessionId, about: aboutOf(call), now: ports.clock.now() });
  await ports.outbox.settle({ companyId, taskId, tries }, { state: 'done', doubts: 0, note: 'Ended in time.' });
}

/** Closes the books of a call of which nothing was heard for too long, as of the last that is known of it. */
export async function endUnheard(ports: TaskPorts, companyId: CompanyId, callSid: CallSid): Promise<TaskEnd> {
  const call = await ports.calls.find(callSid);
  if (call === undefined || call.endedAt !== undefined) return { kind: 'done', note: 'Nothing was open.' };
  const { greeting, turns } = await ports.dialogues.read(call.sessionId);
  const begun = Date.parse(call.startedAt);
  const spoke = turns.flatMap(({ caller }) => (caller === undefined ? [] : [caller.claimedAt]));
  // Unrecorded wishes of older versions have no time.
  const asked = Object.values(call.transfers).flatMap(({ askedAt }) => (askedAt === '' ? [] : [Date.parse(askedAt)]));
  const last = Math.max(begun, ...spoke, ...asked);
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
