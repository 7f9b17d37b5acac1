import * as z from 'zod/mini';
import { type Language, languages } from '#lib/domain/language.ts';
import { type ScriptPurpose, scriptPurposes } from '#lib/domain/script.ts';

const Texts = z.array(z.string().check(z.minLength(1, 'must not be empty'))).check(z.minLength(1));

/** A company's own wording as an operator wrote it, purpose by purpose: `scriptId` is `purpose#language`, such as `greeting#en`. */
export const VoiceScript = z.object({
  companyId: z.string().check(z.minLength(1)),
  scriptId: z.string().check(z.regex(/^[A-Za-z]+#[a-z]{2}$/, 'must be purpose#language such as greeting#en')),
  texts: Texts,
});

/** All of a company's own wording in a language, as it was put: of `wording#<language>`, and of every version before. */
export const VoiceWording = z.object({
  companyId: z.string().check(z.minLength(1)),
  language: z.enum(languages),
  version: z.int().check(z.nonnegative()),
  /** By purpose; it may know some that this version never says. */
  wording: z.record(z.string(), Texts),
  edit: z.optional(z.object({ at: z.string(), by: z.object({ subject: z.string(), role: z.string() }) })),
});

/** Under which all of a language's wording stands. No purpose has this name. */
export const wordingIdOf = (language: Language): string => `wording#${language}`;

/** What a script is for; undefined for a purpose that this version never says (a newer writer's, after a rollback). */
export function purposeOf(scriptId: string): ScriptPurpose | undefined {
  const [name] = scriptId.split('#');
  return scriptPurposes.find((purpose) => purpose === name);
}
