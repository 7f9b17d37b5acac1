import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import { configOf } from '#lib/domain/company.ts';
import { spokenName } from '#lib/domain/company-name.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { Language } from '#lib/domain/language.ts';
import { type ScriptPurpose, scriptPurposes } from '#lib/domain/script.ts';
import { builtInScripts, isFixed, resolveScripts, scriptPlaceholders } from '#lib/domain/scripts.ts';
import type { Ports } from '#lib/ports/ports.ts';
import type { CompanyScript } from '#lib/ports/scripts.ts';

type ScriptPorts = Pick<Ports, 'companies' | 'scripts'>;

/** Some purposes in new words; one without texts goes back to ours. */
export type Wording = {
  language?: Language | undefined;
  scripts: readonly { purpose: ScriptPurpose; texts: readonly string[] }[];
};

/** Every purpose in one language: the company's words where it has any, else ours; placeholders still in them. */
export async function readScripts(ports: ScriptPorts, companyId: CompanyId, wanted: Language | undefined) {
  const language = wanted ?? (await configOf(ports, companyId)).language;
  return viewOf(
    language,
    await ports.scripts.list(companyId, language),
    (purpose) => builtInScripts[language][purpose],
  );
}

/** Words some purposes anew and leaves the others; calls under way keep what they began with. */
export async function wordScripts(ports: ScriptPorts, companyId: CompanyId, wording: Wording) {
  const language = wording.language ?? (await configOf(ports, companyId)).language;
  for (const { purpose, texts } of wording.scripts) {
    if (texts.length === 0) await ports.scripts.remove(companyId, purpose, language);
    else await ports.scripts.put({ companyId, purpose, language, texts });
  }
  return readScripts(ports, companyId, language);
}

/** What would be said with these words, the names filled in. */
export async function tryScripts(ports: ScriptPorts, companyId: CompanyId, wording: Wording) {
  const config = await configOf(ports, companyId);
  const language = wording.language ?? config.language;
  const changed = new Set(wording.scripts.map(({ purpose }) => purpose));
  const standing = (await ports.scripts.list(companyId, language)).filter(({ purpose }) => !changed.has(purpose));
  const own = [
    ...standing,
    ...wording.scripts.flatMap(({ purpose, texts }) =>
      texts.length === 0 ? [] : [{ companyId, purpose, language, texts }],
    ),
  ];
  const spoken = resolveScripts(language, own, namesOf(config, language));
  const view = viewOf(language, own, (purpose) => spoken[purpose]);
  return { ...view, scripts: view.scripts.map((script) => ({ ...script, texts: spoken[script.purpose] })) };
}

const namesOf = (config: CompanyConfig, language: Language) => ({
  company: spokenName({ ...config, language }),
  ...spokenTiers(config),
});

const spokenTiers = ({ tiers: { aiRep, aiManager } }: CompanyConfig) => ({
  name: (aiRep.enabled ? aiRep : aiManager).name,
  manager: aiManager.name,
});

const viewOf = (
  language: Language,
  own: readonly CompanyScript[],
  otherwise: (purpose: ScriptPurpose) => readonly string[],
) => ({
  language,
  placeholders: scriptPlaceholders.map((name) => `{${name}}`),
  scripts: scriptPurposes.map((purpose) => {
    const fixed = isFixed(purpose);
    const script = fixed ? undefined : own.find((one) => one.purpose === purpose);
    return { purpose, texts: script?.texts ?? otherwise(purpose), own: script !== undefined, fixed };
  }),
});
