import { copy, keyOf } from '#lib/adapters/memory/copy.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { Language } from '#lib/domain/language.ts';
import type { CompanyScripts, ScriptEdition } from '#lib/ports/scripts.ts';

export function memoryScripts(): CompanyScripts {
  /** Every version of a company's words in a language, the standing one last. */
  const all = new Map<string, ScriptEdition[]>();
  const versionsOf = (companyId: CompanyId, language: Language): ScriptEdition[] =>
    all.get(keyOf(companyId, language)) ?? [{ companyId, language, version: 0, wording: {} }];
  const standing = (companyId: CompanyId, language: Language): ScriptEdition =>
    versionsOf(companyId, language).at(-1) as ScriptEdition;
  return {
    standing: async (companyId, language) => copy(standing(companyId, language)),

    async replace(edition, edit) {
      const { companyId, language, version } = edition;
      const versions = versionsOf(companyId, language);
      if (versions.at(-1)?.version !== version) return false;
      all.set(keyOf(companyId, language), [...versions, copy({ ...edition, version: version + 1, edit })]);
      return true;
    },

    edition: async (companyId, language, version) =>
      copy(versionsOf(companyId, language).find((one) => one.version === version)),

    editions: async (companyId, language, { before = Number.POSITIVE_INFINITY, limit }) =>
      versionsOf(companyId, language)
        .filter(({ version }) => version < before)
        .toReversed()
        .slice(0, limit)
        .map(copy),
  };
}
