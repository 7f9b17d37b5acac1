import { type Erasure, erasureIdOf } from '#lib/domain/erasure/erasure.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { Ports } from '#lib/ports/ports.ts';

/** The record of a customer's deletion. Throws AppError `notFound` where nobody has ordered one. */
export async function erasureOf(
  { erasures }: Pick<Ports, 'erasures'>,
  companyId: CompanyId,
  customerId: string,
): Promise<Erasure> {
  const erasure = await erasures.find(companyId, await erasureIdOf(companyId, customerId));
  if (erasure === undefined) throw new AppError('notFound', 'Nobody has ordered that this customer be deleted.');
  return erasure;
}
