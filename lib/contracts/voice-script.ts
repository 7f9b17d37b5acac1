import * as z from 'zod/mini';
import type { Language } from '#lib/domain/language.ts';
import { type ScriptPurpose, scriptPurposes } from '#lib/domain/script.ts';

/** A company's own wording as an operator writes it: `scriptId` is `purpose#language`, such as `greeting#en`. */
export const VoiceScript = z.object({
  companyId: z.string().check(z.minLength(1)),
  scriptId: z.string().check(z.regex(/^[A-Za-z]+#[a-z]{2}$/, 'must be purpose#language such as greeting#en')),
  texts: z.array(z.string().check(z.minLength(1, 'must not be empty'))).check(z.minLength(1)),
});

export const scriptIdOf = (purpose: ScriptPurpose, language: Language): string => `${purpose}#${language}`;

/** What a script is for; undefined for a purpose that this version never says (a newer writer's, after a rollback). */
export function purposeOf(scriptId: string): ScriptPurpose | undefined {
  const [name] = scriptId.split('#');
  return scriptPurposes.find((purpose) => purpose === name);
}
