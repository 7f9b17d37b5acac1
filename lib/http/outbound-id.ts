import { createHash } from 'node:crypto';
import type { CompanyId } from '#lib/domain/ids.ts';

/** The company's own name for a call that it asks for, made into ours: the same key is the same call. */
export const outboundIdOf = (companyId: CompanyId, idempotencyKey: string): string =>
  `out_${createHash('sha256')
    .update(JSON.stringify([companyId, idempotencyKey]))
    .digest('hex')
    .slice(0, 32)}`;
