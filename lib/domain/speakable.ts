import type { Language } from '#lib/domain/language.ts';
import { clip, plainText, tidy } from '#lib/domain/plain-text.ts';
import { speakAddresses } from '#lib/domain/spoken-address.ts';
import { speakDigits } from '#lib/domain/spoken-digits.ts';
import { type SpokenWords, spokenWords } from '#lib/domain/spoken-words.ts';

/** About a minute of speech: a sentence of 400 characters (lib/domain/sentences.ts) with its numbers and addresses spelt out. */
export const maxSpeakableChars = 1000;
/** No reply is longer; beyond it is an accident, and not worth the time. */
const maxReadChars = 4 * maxSpeakableChars;
/** Hostile replies by the hundred thousand (scripts/hostile-replies.ts) took three at most; the bound is for what they missed. */
const maxPasses = 8;

/**
 * What a synthesiser can say of a piece of a model's reply: plain words, without markdown, tags, emoji and characters that
 * XML forbids, with symbols, addresses and long numbers as one says them in the language. '' when nothing is left to say.
 *
 * Saying it twice changes nothing, so it may be used wherever text comes in. One pass is nearly always the last: only text
 * made to hide one rule inside another ("exam<b>ple.com") needs the next.
 */
export function toSpeakable(text: string, language: Language): string {
  let spoken = text.slice(0, maxReadChars);
  for (let pass = 0; pass < maxPasses; pass++) {
    const next = clip(speak(spoken, language), maxSpeakableChars);
    if (next === spoken) break;
    spoken = next;
  }
  return spoken;
}

function speak(text: string, language: Language): string {
  const words = spokenWords[language];
  const named = nameSymbols(speakAddresses(plainText(text), words), words);
  const spoken = speakDigits(tidy(named, language), language, words);
  return /[\p{L}\p{N}]/u.test(spoken) ? spoken : '';
}

function nameSymbols(text: string, words: SpokenWords): string {
  if (/^[\p{L}\p{M}\d\s.,;:!?'"’]*$/u.test(text)) return text;
  return text
    .replace(/(?:[-=]+>|<[-=]+|[\u2190-\u21FF\u27F0-\u27FF\u2794-\u27BE])/g, ', ')
    .replace(/(?:#|№)\s?(?=\d)/g, ` ${words.number} `)
    .replace(/(?<!~)~\s?(?=[\d$€£])/g, ` ${words.about} `)
    .replace(/(?<=^|\s)<\s?(?=[\d$€£])/g, ` ${words.lessThan} `)
    .replace(/(?<=^|\s)>\s?(?=[\d$€£])/g, ` ${words.moreThan} `)
    .replace(/(?<=\d) ?× ?(?=[\d$€£])/g, ` ${words.times} `)
    .replace(/(?<=\d)\s?\+\s?(?=[\d$€£])|(?<=\S)\s\+\s(?=\S)/g, ` ${words.plus} `)
    .replace(/(?<=[\p{L}\d)])\s?=\s?(?=[\p{L}\d$€£(-])/gu, ` ${words.equals} `)
    .replace(/\s?%/g, ` ${words.percent} `)
    .replace(/&/g, ` ${words.and} `)
    .replace(/@/g, ` ${words.at} `)
    .replace(/\s*\|\s*$/, '')
    .replace(/[|•·]|-{2,}/g, ', ')
    .replace(/[_#~<>=]/g, ' ');
}
