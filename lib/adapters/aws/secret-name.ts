import { AppError } from '#lib/domain/errors.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import { platformSecret } from '#lib/names.ts';

/** No company id may lead to another stage's secret, or to the platform's. */
export function nameInSecret(companyId: CompanyId): string {
  if (companyId === platformSecret || !/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/.test(companyId)) {
    throw new AppError(
      'misconfigured',
      `Company id ${JSON.stringify(companyId)} cannot name a secret: letters, digits, dot, dash and underscore only, and not "${platformSecret}".`,
    );
  }
  return companyId;
}
