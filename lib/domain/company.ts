import { CompanyConfig } from '#lib/contracts/company-config.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { Ports } from '#lib/ports/ports.ts';

/** Which company's number this is, or undefined where we serve nobody by it. */
export async function companyOfNumber(
  ports: Pick<Ports, 'integrations'>,
  phoneNumber: string,
  fallback: { phoneNumber: string | undefined; companyId: CompanyId | undefined },
): Promise<CompanyId | undefined> {
  const integration = await ports.integrations.findByPhoneNumber(phoneNumber);
  if (integration !== undefined) return integration.status === 'ACTIVE' ? integration.companyId : undefined;
  return phoneNumber === fallback.phoneNumber ? fallback.companyId : undefined;
}

/** The company's settings; the defaults are written down on first use, so that operators find something to edit. */
export async function configOf(ports: Pick<Ports, 'companies'>, companyId: CompanyId): Promise<CompanyConfig> {
  return (await ports.companies.find(companyId)) ?? ports.companies.createOnce(CompanyConfig.parse({ companyId }));
}
