import { eraseCustomer, eraseNamedCustomer, getErasure, getNamedErasure } from '#lib/contracts/api/erasure.ts';
import { toView } from '#lib/domain/erasure/erasure.ts';
import { erasureOf } from '#lib/domain/erasure/find-erasure.ts';
import { orderErasure } from '#lib/domain/erasure/order-erasure.ts';
import { jsonApi, on } from '#lib/http/json-api.ts';

/** All that there is of a customer, deleted for good. */
export const handler = jsonApi(
  on(eraseCustomer, async ({ ports, companyId, subject, path: { customerId } }) => ({
    status: 202,
    body: toView(await orderErasure(ports, { companyId, customerId, subject })),
  })),
  on(eraseNamedCustomer, async ({ ports, companyId, subject, query: { customerId } }) => ({
    status: 202,
    body: toView(await orderErasure(ports, { companyId, customerId, subject })),
  })),
  on(getErasure, async ({ ports, companyId, path: { customerId } }) => ({
    status: 200,
    body: toView(await erasureOf(ports, companyId, customerId)),
  })),
  on(getNamedErasure, async ({ ports, companyId, query: { customerId } }) => ({
    status: 200,
    body: toView(await erasureOf(ports, companyId, customerId)),
  })),
);
