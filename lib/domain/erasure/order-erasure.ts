import { type EnqueuePorts, startTask } from '#lib/domain/afterwards/enqueue.ts';
import { type Erasure, erasureIdOf, nothingErased } from '#lib/domain/erasure/erasure.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import { newTask } from '#lib/domain/task.ts';
import type { Ports } from '#lib/ports/ports.ts';

/** Long past the longest wait between two steps. One that stands so long may wait for something, or be lost: milliseconds. */
const staleMs = 3_600_000;

/**
 * Orders that all conversations of a customer be deleted. The order is recorded before anything goes; ordered again while
 * it is carried out, it stands; an hour later it begins anew, whatever was lost on the way.
 */
export async function orderErasure(
  ports: EnqueuePorts & Pick<Ports, 'erasures'>,
  { companyId, customerId, subject }: { companyId: CompanyId; customerId: string; subject: string },
): Promise<Erasure> {
  const erasureId = await erasureIdOf(companyId, customerId);
  const now = ports.clock.now();
  const requestedAt = new Date(now).toISOString();
  const order = { companyId, erasureId, state: 'running', round: 1, requestedBy: subject, requestedAt } as const;
  const erasure = await ports.erasures.begin({ ...order, ...nothingErased }, new Date(now - staleMs).toISOString());
  const about = { kind: 'forget-customer', customerId, round: erasure.round, step: 1 } as const;
  const task = newTask({ companyId, sessionId: erasureId, about, now });
  // Not swallowed: who ordered a deletion must know when it was not taken.
  if (await ports.outbox.createOnce(task)) await startTask(ports, companyId, task.taskId);
  return erasure;
}
