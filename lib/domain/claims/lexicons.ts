import { german } from '#lib/domain/claims/de.ts';
import { english } from '#lib/domain/claims/en.ts';
import { spanish } from '#lib/domain/claims/es.ts';
import { french } from '#lib/domain/claims/fr.ts';
import { type Lexicon, lexiconOf } from '#lib/domain/claims/lexicon.ts';
import { portuguese } from '#lib/domain/claims/pt.ts';
import type { Language } from '#lib/domain/language.ts';

/** Compiled once, when the gate is loaded. */
export const lexicons: Record<Language, Lexicon> = {
  en: lexiconOf(english),
  es: lexiconOf(spanish),
  fr: lexiconOf(french),
  de: lexiconOf(german),
  pt: lexiconOf(portuguese),
};
