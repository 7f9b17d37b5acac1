import type { Language } from '#lib/domain/language.ts';
import { normalise } from '#local/claude/persona/words.ts';

/** Small words that give a language away. */
const smallWords: Record<Language, readonly string[]> = {
  en: ['a', 'the', 'and', 'is', 'are', 'to', 'of', 'you', 'we', 'with', 'from', 'your', 'for', 'by', 'our', 'can'],
  es: ['de', 'el', 'la', 'los', 'las', 'y', 'es', 'en', 'que', 'con', 'para', 'su', 'un', 'una', 'por', 'del'],
  fr: ['le', 'la', 'les', 'de', 'et', 'est', 'en', 'vous', 'nous', 'avec', 'pour', 'des', 'sous', 'votre', 'dans'],
  de: ['der', 'die', 'das', 'und', 'ist', 'sind', 'sie', 'wir', 'mit', 'von', 'zu', 'innerhalb', 'ein', 'eine', 'bei'],
  pt: ['de', 'o', 'os', 'da', 'dos', 'em', 'é', 'com', 'para', 'seu', 'um', 'uma', 'você', 'não', 'até', 'ou', 'dias'],
};

/** The language a text is written in; the given one where the signs are no stronger for another. */
export function languageOf(text: string, otherwise: Language): Language {
  const spoken = new Map<string, number>();
  for (const word of normalise(text).trim().split(' ')) spoken.set(word, (spoken.get(word) ?? 0) + 1);
  const strength = (language: Language) =>
    smallWords[language].reduce(
      (sum, word) => sum + (spoken.get(normalise(word).trim()) ?? 0),
      language === otherwise ? 0.5 : 0,
    );
  return (Object.keys(smallWords) as Language[]).reduce((best, next) =>
    strength(next) > strength(best) ? next : best,
  );
}
