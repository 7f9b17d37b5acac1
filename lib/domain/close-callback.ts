import type { Callback } from '#lib/domain/callback.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { Ports } from '#lib/ports/ports.ts';

/**
 * Ends a promise to call somebody back; a repeat finds it so. Throws AppError `notFound`, and `conflict` where it has ended
 * otherwise.
 */
export async function closeCallback(
  ports: Pick<Ports, 'callbacks'>,
  {
    companyId,
    callbackId,
    status,
  }: Pick<Callback, 'callbackId'> & { companyId: CompanyId; status: 'kept' | 'cancelled' },
): Promise<Callback> {
  await ports.callbacks.close(companyId, callbackId, status);
  const callback = await ports.callbacks.find(companyId, callbackId);
  if (callback === undefined) throw new AppError('notFound', `There is no call back ${callbackId}.`);
  if (callback.status !== status) {
    throw new AppError('conflict', `Call back ${callbackId} is ${callback.status} and stays so.`);
  }
  return callback;
}
