import type { CompanyId } from '#lib/domain/ids.ts';
import type { Language } from '#lib/domain/language.ts';
import type { Wording } from '#lib/domain/script.ts';
import type { Edit } from '#lib/ports/companies.ts';

/** A version of a company's wording in one language, with the edit that made it; version 0 is before the first edit. */
export type ScriptEdition = {
  companyId: CompanyId;
  language: Language;
  version: number;
  wording: Wording;
  edit?: Edit;
};

/** VoiceScript and VoiceScriptVersion. */
export interface CompanyScripts {
  /** The standing version; where a company has worded nothing, version 0 of nothing. */
  standing(companyId: CompanyId, language: Language): Promise<ScriptEdition>;
  /**
   * Writes version + 1 where the stored version is still `edition.version`, whole and at once; false where somebody else
   * was faster. The version that goes is kept before it goes.
   */
  replace(edition: Omit<ScriptEdition, 'edit'>, edit: Edit): Promise<boolean>;
  /** One version, the standing one or an earlier one. */
  edition(companyId: CompanyId, language: Language, version: number): Promise<ScriptEdition | undefined>;
  /** At most `limit` versions below `before`, the newest first, the standing one among them. */
  editions(
    companyId: CompanyId,
    language: Language,
    page: { before?: number | undefined; limit: number },
  ): Promise<ScriptEdition[]>;
}
