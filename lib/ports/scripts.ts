import type { CompanyId } from '#lib/domain/ids.ts';
import type { Language } from '#lib/domain/language.ts';
import type { ScriptPurpose } from '#lib/domain/script.ts';

export type CompanyScript = {
  companyId: CompanyId;
  purpose: ScriptPurpose;
  language: Language;
  texts: readonly string[];
};

/** VoiceScript: a company's own wording. What it does not word itself comes from the built-in texts. */
export interface CompanyScripts {
  /** All of a company's scripts in one language. */
  list(companyId: CompanyId, language: Language): Promise<CompanyScript[]>;
  put(script: CompanyScript): Promise<void>;
  /** Back to the built-in texts; nothing happens where there was no own wording. */
  remove(companyId: CompanyId, purpose: ScriptPurpose, language: Language): Promise<void>;
}
