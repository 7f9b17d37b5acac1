import type { CompanyId } from '#lib/domain/ids.ts';
import type { Ports } from '#lib/ports/ports.ts';

/** Takes a promise to call back away for good, and the task that reminds of it; how many there were. */
export async function erasePromise(
  { callbacks, outbox }: Pick<Ports, 'callbacks' | 'outbox'>,
  companyId: CompanyId,
  callbackId: string,
): Promise<number> {
  const promise = await callbacks.find(companyId, callbackId);
  if (promise === undefined) return 0;
  await outbox.erase(companyId, `reminder#${callbackId}#${promise.from}`);
  return Number(await callbacks.erase(companyId, callbackId));
}
