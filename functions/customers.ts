import { eraseCustomer, getErasure } from '#lib/contracts/api/erasure.ts';
import { erasureIdOf, toView } from '#lib/domain/erasure/erasure.ts';
import { orderErasure } from '#lib/domain/erasure/order-erasure.ts';
import { AppError } from '#lib/domain/errors.ts';
import { jsonApi, on } from '#lib/http/json-api.ts';

/** A customer's conversations, deleted for good. */
export const handler = jsonApi(
  on(eraseCustomer, async ({ ports, companyId, subject, path }) => {
    const erasure = await orderErasure(ports, { companyId, customerId: path.customerId ?? '', subject });
    return { status: 202, body: toView(erasure) };
  }),
  on(getErasure, async ({ ports, companyId, path }) => {
    const erasure = await ports.erasures.find(companyId, await erasureIdOf(companyId, path.customerId ?? ''));
    if (erasure === undefined) throw new AppError('notFound', 'Nobody has ordered that this customer be deleted.');
    return { status: 200, body: toView(erasure) };
  }),
);
