import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import type { CompanyId } from '#lib/domain/ids.ts';

/** CSConfig. */
export interface Companies {
  find(companyId: CompanyId): Promise<CompanyConfig | undefined>;
  /** Writes the config where there is none yet; returns the one that stands, ours or an earlier one. */
  createOnce(config: CompanyConfig): Promise<CompanyConfig>;
  /** Writes version + 1 where the stored version is still `config.version`; false when somebody else was faster. */
  replace(config: CompanyConfig): Promise<boolean>;
}
