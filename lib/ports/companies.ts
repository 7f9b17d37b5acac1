import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import type { CompanyId } from '#lib/domain/ids.ts';

/** Who changes a configuration, and when (ISO 8601). */
export type Edit = { at: string; by: { subject: string; role: string } };

/** A version of a configuration, with the edit that made it; the first has none, nor has what was edited by hand. */
export type Edition = { config: CompanyConfig; edit?: Edit };

/** CSConfig and CSConfigVersion. */
export interface Companies {
  find(companyId: CompanyId): Promise<CompanyConfig | undefined>;
  /** Writes the config where there is none yet; returns the one that stands, ours or an earlier one. */
  createOnce(config: CompanyConfig): Promise<CompanyConfig>;
  /**
   * Writes version + 1 where the stored version is still `config.version`; false when somebody else was faster. The version
   * that goes is kept before it goes.
   */
  replace(config: CompanyConfig, edit?: Edit): Promise<boolean>;
  /** One version, the standing one or an earlier one. */
  edition(companyId: CompanyId, version: number): Promise<Edition | undefined>;
  /** At most `limit` versions below `before`, the newest first, the standing one among them. */
  editions(companyId: CompanyId, page: { before?: number | undefined; limit: number }): Promise<Edition[]>;
}
