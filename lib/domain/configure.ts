import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import { configOf } from '#lib/domain/company.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { Ports } from '#lib/ports/ports.ts';

/**
 * Replaces the configuration whose version was read by its next one. A repeat of an edit that has been made finds it made.
 * Throws AppError `stale` where somebody else was faster.
 */
export async function editConfig(
  ports: Pick<Ports, 'companies'>,
  companyId: CompanyId,
  statement: Omit<CompanyConfig, 'companyId'>,
  readVersion: string,
): Promise<CompanyConfig> {
  const standing = await configOf(ports, companyId);
  const wanted: CompanyConfig = { ...statement, companyId, version: standing.version };
  const repeats = String(standing.version - 1) === readVersion && isSame(standing, wanted);
  if (repeats) return standing;
  if (String(standing.version) !== readVersion || !(await ports.companies.replace(wanted))) throw stale();
  return { ...wanted, version: standing.version + 1 };
}

const stale = (): AppError =>
  new AppError('stale', 'The configuration was changed since you read it. Read it again, and make your change there.');

/** Whether two configurations say the same, whatever the order of their fields. */
const isSame = (a: CompanyConfig, b: CompanyConfig): boolean => canonical(a) === canonical(b);

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
