import { spokenName } from '#lib/domain/company-name.ts';
import type { Language } from '#lib/domain/language.ts';
import { openings } from '#lib/domain/outbound/outbound-call.ts';
import { type ScriptPurpose, type Scripts, scriptPurposes, type Wording } from '#lib/domain/script.ts';
import { chatTexts } from '#lib/domain/scripts/chat.ts';
import { german } from '#lib/domain/scripts/de.ts';
import { english } from '#lib/domain/scripts/en.ts';
import { spanish } from '#lib/domain/scripts/es.ts';
import { french } from '#lib/domain/scripts/fr.ts';
import { portuguese } from '#lib/domain/scripts/pt.ts';
import type { Session } from '#lib/domain/session.ts';

/** The names that texts speak of. */
export type ScriptNames = { company: string; name: string; manager: string };

/** What may stand in braces in a text. */
export const scriptPlaceholders = ['company', 'name', 'manager'] as const satisfies readonly (keyof ScriptNames)[];

/** In the opening of a call that we place: what it is about. */
const about = /\{\s*about\s*\}/gi;
export const mentionsAbout = (text: string): boolean => text.search(about) !== -1;
/** In one pass, so that what it is about stays what it is. */
export const fillAbout = (text: string, purpose: string): string => text.replace(about, () => purpose);
/** Whether the texts of a purpose open a call of ours, and so may say what it is about. */
export const isOpening = (purpose: ScriptPurpose): boolean => openings.some((opening) => opening === purpose);

/** What may stand in braces in the texts of a purpose, the braces with it. */
export const placeholdersOf = (purpose: ScriptPurpose): readonly string[] =>
  [...scriptPlaceholders, ...(isOpening(purpose) ? ['about'] : [])].map((name) => `{${name}}`);

/** In our words, always: no company may word away that this is an AI. */
export const fixedPurposes = ['disclosure', 'managerIntro', 'mayRecord'] as const satisfies readonly ScriptPurpose[];
export const isFixed = (purpose: ScriptPurpose): boolean => fixedPurposes.some((fixed) => fixed === purpose);

/** The texts for whoever words nothing itself, placeholders still in them. */
export const builtInScripts: Record<Language, Scripts> = {
  en: english,
  es: spanish,
  fr: french,
  de: german,
  pt: portuguese,
};

/**
 * All texts of a call, ready to be spoken. A company's own wording wins purpose by purpose, where it has any words in it;
 * the disclosures are always ours, because no company may word away that this is an AI.
 */
export function resolveScripts(language: Language, own: Wording, names: ScriptNames): Scripts {
  const resolve = (purpose: ScriptPurpose): readonly string[] =>
    (ownTexts(purpose, own) ?? builtInScripts[language][purpose]).map((text) => fill(text, names));
  return Object.fromEntries(scriptPurposes.map((purpose) => [purpose, resolve(purpose)])) as Scripts;
}

function ownTexts(purpose: ScriptPurpose, own: Wording): readonly string[] | undefined {
  if (isFixed(purpose)) return undefined;
  const texts = own[purpose]?.map((text) => text.trim()).filter((text) => text !== '') ?? [];
  return texts.length === 0 ? undefined : texts;
}

/** A built-in text for a session, filled in; the first where there are several. A chat has words of its own for some. */
export function textOf(
  { channel, language, config }: Pick<Session, 'channel' | 'language' | 'config'>,
  purpose: ScriptPurpose,
): string {
  const { aiRep, aiManager } = config.tiers;
  const names = { company: spokenName(config), name: aiRep.name, manager: aiManager.name };
  const written = channel === 'chat' ? chatTexts[language][purpose] : undefined;
  return fill(written ?? builtInScripts[language][purpose][0] ?? '', names);
}

/** One pass, so that a name with a brace or a dollar sign in it stays a name. */
const fill = (text: string, names: ScriptNames): string =>
  text.replace(/\{\s*(company|name|manager)\s*\}/gi, (_, key: string) => names[key.toLowerCase() as keyof ScriptNames]);
