import { type EnqueuePorts, startTask } from '#lib/domain/afterwards/enqueue.ts';
import { type Erasure, erasureIdOf, nothingErased } from '#lib/domain/erasure/erasure.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import { newTask } from '#lib/domain/task.ts';
import type { Ports } from '#lib/ports/ports.ts';

/**
 * Orders that all conversations of a customer be deleted. The order is recorded before anything goes; ordered again while
 * it is carried out, it stands, and whatever was lost on the way is begun again.
 */
export async function orderErasure(
  ports: EnqueuePorts & Pick<Ports, 'erasures'>,
  { companyId, customerId, subject }: { companyId: CompanyId; customerId: string; subject: string },
): Promise<Erasure> {
  const erasureId = await erasureIdOf(companyId, customerId);
  const now = ports.clock.now();
  const requestedAt = new Date(now).toISOString();
  const order = { companyId, erasureId, state: 'running', round: 1, requestedBy: subject, requestedAt } as const;
  const erasure = await ports.erasures.begin({ ...order, ...nothingErased });
  const about = { kind: 'erase-customer', customerId, round: erasure.round, step: 1 } as const;
  const task = newTask({ companyId, sessionId: erasureId, about, now });
  // Not swallowed: who ordered a deletion must know when it was not taken.
  if (await ports.outbox.createOnce(task)) await startTask(ports, companyId, task.taskId);
  return erasure;
}
