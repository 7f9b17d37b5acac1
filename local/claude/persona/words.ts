import type { Language } from '#lib/domain/language.ts';

/** What callers say, in each language: whole words or phrases, or with a star at the end every word that begins so. */
export type Words = Record<Language, readonly string[]>;

/** What we say, in each language. */
export type Lines = Record<Language, string>;

/** Lower case, no accents (a recogniser drops them), only words, with a blank at either end. */
export function normalise(text: string): string {
  const plain = text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss');
  return ` ${plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
}

export function mentions(heard: string, words: readonly string[]): boolean {
  return words.some((word) =>
    word.endsWith('*') ? heard.includes(normalise(word).trimEnd()) : heard.includes(normalise(word)),
  );
}

export function wordCount(heard: string): number {
  return heard.split(' ').filter(Boolean).length;
}
