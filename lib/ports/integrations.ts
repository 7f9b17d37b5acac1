import type { Integration, Provider } from '#lib/contracts/integration.ts';
import type { CompanyId } from '#lib/domain/ids.ts';

/** That a number is a company's. The stamp is new with every claim; `at` is ISO 8601. */
export type NumberClaim = { companyId: CompanyId; stamp: string; at: string };

/** ClientIntegration and CSPhoneNumber. Never hold a secret. */
export interface Integrations {
  find(companyId: CompanyId, provider: Provider): Promise<Integration | undefined>;
  /** The telephony integration whose number was called. */
  findByPhoneNumber(phoneNumber: string): Promise<Integration | undefined>;
  /** All of a company's. */
  list(companyId: CompanyId): Promise<Integration[]>;
  /** Writes over whatever stands. */
  put(integration: Integration): Promise<void>;
  /** Writes over what an older edition wrote; false, and nothing is done, where this edition or a later one stands. */
  replace(integration: Integration & { edition: number }): Promise<boolean>;
  /** Takes it away, unless a later edition wrote it. What an older edition still writes afterwards does not come back. */
  remove(integration: Pick<Integration, 'companyId' | 'provider' | 'category'> & { edition: number }): Promise<void>;
  /**
   * Takes a number for a company, or takes it again; undefined where it is another company's. `over` is a claim of another
   * one that has come to nothing: it gives way, if it still stands.
   */
  claimNumber(
    phoneNumber: string,
    claim: Pick<NumberClaim, 'companyId' | 'at'>,
    over?: NumberClaim,
  ): Promise<NumberClaim | undefined>;
  findClaim(phoneNumber: string): Promise<NumberClaim | undefined>;
  /** Gives a number back, if it has not been claimed anew since. */
  releaseNumber(phoneNumber: string, claim: NumberClaim): Promise<void>;
}
