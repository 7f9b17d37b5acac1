import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import { configOf } from '#lib/domain/company.ts';
import { spokenName } from '#lib/domain/company-name.ts';
import { type Editor, editBy } from '#lib/domain/configure.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { Language } from '#lib/domain/language.ts';
import { isSame } from '#lib/domain/same.ts';
import { type ScriptPurpose, scriptPurposes, type Wording } from '#lib/domain/script.ts';
import { builtInScripts, isFixed, placeholdersOf, resolveScripts } from '#lib/domain/scripts.ts';
import type { Ports } from '#lib/ports/ports.ts';
import type { ScriptEdition } from '#lib/ports/scripts.ts';

type ScriptPorts = Pick<Ports, 'companies' | 'scripts' | 'clock'>;
type Reading = Pick<Ports, 'companies' | 'scripts'>;

/** Some purposes in new words; one without texts goes back to ours. */
export type Statement = {
  language?: Language | undefined;
  scripts: readonly { purpose: ScriptPurpose; texts: readonly string[] }[];
};

/** As much as fits well into a row of DynamoDB (400 KB), and is read with every call: bytes of JSON. */
const maxWordingBytes = 200 * 1024;

/** The standing wording; of the company's own language where none is named. */
export async function readWording(
  ports: Reading,
  companyId: CompanyId,
  wanted: Language | undefined,
): Promise<ScriptEdition> {
  return ports.scripts.standing(companyId, await languageOf(ports, companyId, wanted));
}

/** Throws AppError `notFound` for a version that never was. */
export async function requireWording(
  ports: Reading,
  companyId: CompanyId,
  wanted: Language | undefined,
  version: number,
): Promise<ScriptEdition> {
  const language = await languageOf(ports, companyId, wanted);
  const edition = await ports.scripts.edition(companyId, language, version);
  if (edition === undefined) throw new AppError('notFound', `The scripts in ${language} have no version ${version}.`);
  return edition;
}

/** The language that is meant: the company's own where none is named. */
export const languageOf = async (
  ports: Pick<Ports, 'companies'>,
  companyId: CompanyId,
  wanted: Language | undefined,
): Promise<Language> => wanted ?? (await configOf(ports, companyId)).language;

/**
 * Words some purposes anew and leaves the others, all at once; calls under way keep what they began with. A repeat of an
 * edit that has been made finds it made. Throws AppError `stale` where `readTag` is not the standing version's.
 */
export async function wordScripts(
  ports: ScriptPorts,
  editor: Editor,
  statement: Statement,
  readTag: string,
): Promise<ScriptEdition> {
  const standing = await readWording(ports, editor.companyId, statement.language);
  const wording = reworded(standing.wording, statement);
  const repeats =
    tagOf({ ...standing, version: standing.version - 1 }) === readTag && isSame(wording, standing.wording);
  if (repeats) return standing;
  if (tagOf(standing) !== readTag) throw stale();
  if (new TextEncoder().encode(JSON.stringify(wording)).length > maxWordingBytes) throw tooMuch();
  const edit = editBy(ports, editor);
  if (!(await ports.scripts.replace({ ...standing, wording }, edit))) throw stale();
  return { ...standing, wording, version: standing.version + 1, edit };
}

/** What would be said with these words, the names filled in. */
export async function tryScripts(ports: Reading, companyId: CompanyId, statement: Statement) {
  const config = await configOf(ports, companyId);
  const language = statement.language ?? config.language;
  const wording = reworded((await ports.scripts.standing(companyId, language)).wording, statement);
  const spoken = resolveScripts(language, wording, namesOf(config, language));
  return {
    language,
    scripts: viewOf({ language, wording }).scripts.map((script) => ({ ...script, texts: spoken[script.purpose] })),
  };
}

/** Every purpose: the company's words where it has any, else ours; placeholders still in them. */
export const viewOf = ({ language, wording }: Pick<ScriptEdition, 'language' | 'wording'>) => ({
  language,
  scripts: scriptPurposes.map((purpose) => {
    const fixed = isFixed(purpose);
    const own = fixed ? undefined : wording[purpose];
    const texts = own ?? builtInScripts[language][purpose];
    return { purpose, texts, placeholders: placeholdersOf(purpose), own: own !== undefined, fixed };
  }),
});

/** A version by its name: of one language, so that it is worth nothing for another. */
export const tagOf = ({ language, version }: Pick<ScriptEdition, 'language' | 'version'>): string =>
  `${language}-${version}`;

function reworded(standing: Wording, { scripts }: Statement): Wording {
  const put = Object.fromEntries(scripts.map(({ purpose, texts }) => [purpose, texts]));
  return Object.fromEntries(Object.entries({ ...standing, ...put }).filter(([, texts]) => texts.length > 0));
}

const namesOf = (config: CompanyConfig, language: Language) => {
  const { aiRep, aiManager } = config.tiers;
  return {
    company: spokenName({ ...config, language }),
    name: (aiRep.enabled ? aiRep : aiManager).name,
    manager: aiManager.name,
  };
};

const stale = (): AppError =>
  new AppError(
    'stale',
    'If-Match is not the ETag of what stands in this language: it was changed since you read it, or you read another language. Read it again, and make your change there.',
  );

const tooMuch = (): AppError => {
  const problem = `must come to at most ${maxWordingBytes / 1024} KiB with the rest of the language's scripts`;
  return new AppError('invalid', `In the body: "scripts" ${problem}.`, { faults: [{ field: 'scripts', problem }] });
};
