import { enqueueQuietly } from '#lib/domain/afterwards/enqueue.ts';
import type { VoiceCall } from '#lib/domain/call.ts';
import { newTask } from '#lib/domain/task.ts';
import { checkCompany } from '#lib/names.ts';
import type { Ports } from '#lib/ports/ports.ts';

/** Twilio ends every call after four hours; a last status that has not come by then never comes. Milliseconds. */
const unheardMs = 4.5 * 3_600_000;
/** A watch that cannot be written down in this time, in milliseconds, is left: whoever rang would hear nothing meanwhile. */
const writeMs = 300;

type Watched = Pick<VoiceCall, 'companyId' | 'sessionId' | 'callSid'>;
const aboutOf = ({ callSid }: Watched) => ({ kind: 'unheard-end', callSid }) as const;

/**
 * Looks after a call, lest it stays open for ever where no status of it reaches us: the number at Twilio may name no URL for
 * it, or we may be down at its end. Never throws: the call goes on without.
 */
export async function watchForEnd(ports: Pick<Ports, 'outbox' | 'clock' | 'log'>, call: Watched): Promise<void> {
  const { companyId, sessionId } = call;
  // A check of a release is erased.
  if (companyId === checkCompany.companyId) return;
  const dueMs = ports.clock.now() + unheardMs;
  await Promise.race([
    enqueueQuietly(ports, { companyId, sessionId, about: aboutOf(call), dueMs }),
    ports.clock.sleep(writeMs),
  ]);
}

/** Its last status has come: there is nothing left to look after, and the sweep need not come for it. */
export async function stopWatching(ports: Pick<Ports, 'outbox' | 'clock'>, call: Watched): Promise<void> {
  const { companyId, sessionId } = call;
  const { taskId, tries } = newTask({ companyId, sessionId, about: aboutOf(call), now: ports.clock.now() });
  await ports.outbox.settle({ companyId, taskId, tries }, { state: 'done', doubts: 0, note: 'Ended in time.' });
}
