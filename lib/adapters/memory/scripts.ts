import { copy, keyOf } from '#lib/adapters/memory/copy.ts';
import { scriptIdOf } from '#lib/contracts/voice-script.ts';
import type { CompanyScript, CompanyScripts } from '#lib/ports/scripts.ts';

export function memoryScripts(): CompanyScripts {
  const scripts = new Map<string, CompanyScript>();
  return {
    async list(companyId, language) {
      return [...scripts.values()]
        .filter((script) => script.companyId === companyId && script.language === language)
        .sort((a, b) => (a.purpose < b.purpose ? -1 : 1))
        .map(copy);
    },

    async put(script) {
      scripts.set(keyOf(script.companyId, scriptIdOf(script.purpose, script.language)), copy(script));
    },

    async remove(companyId, purpose, language) {
      scripts.delete(keyOf(companyId, scriptIdOf(purpose, language)));
    },
  };
}
