import type { Integration } from '#lib/contracts/integration.ts';
import type { CompanyId } from '#lib/domain/ids.ts';

/** ClientIntegration. Never holds a secret. */
export interface Integrations {
  find(companyId: CompanyId, provider: Integration['provider']): Promise<Integration | undefined>;
  /** The telephony integration whose number was called. */
  findByPhoneNumber(phoneNumber: string): Promise<Integration | undefined>;
  put(integration: Integration): Promise<void>;
}
