import { CompanyConfig } from '#lib/contracts/company-config.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { Ports } from '#lib/ports/ports.ts';

/** Whose number this is, and whether callers are served by it: a number that is switched off has an owner all the same. */
export type NumberOwner = { companyId: CompanyId; serves: boolean };

/** The owner of a number, or undefined where it is nobody's. */
export async function ownerOfNumber(
  ports: Pick<Ports, 'integrations'>,
  phoneNumber: string,
  fallback: { phoneNumber: string | undefined; companyId: CompanyId | undefined },
): Promise<NumberOwner | undefined> {
  const integration = await ports.integrations.findByPhoneNumber(phoneNumber);
  if (integration !== undefined) {
    return { companyId: integration.companyId, serves: integration.status === 'ACTIVE' };
  }
  if (phoneNumber !== fallback.phoneNumber || fallback.companyId === undefined) return undefined;
  return { companyId: fallback.companyId, serves: true };
}

/** The company's settings; the defaults are written down on first use, so that operators find something to edit. */
export async function configOf(ports: Pick<Ports, 'companies'>, companyId: CompanyId): Promise<CompanyConfig> {
  return (await ports.companies.find(companyId)) ?? ports.companies.createOnce(CompanyConfig.parse({ companyId }));
}
