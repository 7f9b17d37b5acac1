import { type Lines, normalise } from '#local/claude/persona/words.ts';

const digits: Record<keyof Lines, readonly string[]> = {
  en: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
  es: ['cero', 'uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve'],
  fr: ['zéro', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf'],
  de: ['null', 'eins', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun'],
  pt: ['zero', 'um', 'dois', 'três', 'quatro', 'cinco', 'seis', 'sete', 'oito', 'nove'],
};

/** A plain text with the digits that were said in words as digits, and those said one by one as one number. */
export function inDigits(text: string, language: keyof Lines): string {
  const words = digits[language].map((word) => normalise(word).trim());
  return text
    .replace(/\p{L}+/gu, (word) => (words.includes(word) ? String(words.indexOf(word)) : word))
    .replace(/(?<=\b\d) (?=\d\b)/g, '');
}
