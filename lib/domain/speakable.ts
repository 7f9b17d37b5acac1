import type { Language } from '#lib/domain/language.ts';
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
    const next = clip(speak(spoken, language));
    if (next === spoken) break;
    spoken = next;
  }
  return spoken;
}

function speak(text: string, language: Language): string {
  const words = spokenWords[language];
  const plain = dropMarks(dropMarkup(dropLines(legible(text))));
  const named = nameSymbols(speakAddresses(plain, words), words);
  const spoken = speakDigits(tidy(named, language), language, words);
  return /[\p{L}\p{N}]/u.test(spoken) ? spoken : '';
}

/** Entities as characters; then no controls, halves of pairs, zero-width and direction marks, or other spellings of one letter. */
function legible(text: string): string {
  return text
    .replace(/&(?:(amp|lt|gt|quot|apos|nbsp)|#(\d{1,7})|#x([\da-f]{1,6}));/gi, decodeEntity)
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/(?!\n)\p{Cc}/gu, ' ')
    .replace(/(?!\n)\p{C}|[\uFE00-\uFE0F\uFFFD]|\p{Me}/gu, '');
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function decodeEntity(_: string, name?: string, decimal?: string, hex?: string): string {
  if (name !== undefined) return entities[name.toLowerCase()] ?? ' ';
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}

/** Markdown that is about lines. A new item or heading is a pause. */
function dropLines(text: string): string {
  if (!text.includes('\n') && !/^\s*(?:[-=_*|:`~]|\d)/.test(text)) return text;
  return text
    .replace(/^[^\S\n]*(?:`{3,}|~{3,})[^\S\n]*[\w+-]*[^\S\n]*$/gm, '')
    .replace(/^[-=_*|:\s]*(?:[-=_*]\s*){3}[-=_*|:\s]*$/gm, '')
    .replace(/(?<=[\p{L}\p{N}*_`)])\s*\n\s*(?=[-+*•#>|\d\p{Lu}])/gu, ', ')
    .replace(/(?<=[,\n]\s*)[-+*•]\s+/g, ' ');
}

/** Links as their label, CDATA as its text, tags as nothing. */
function dropMarkup(text: string): string {
  if (!/[[<]/.test(text)) return text;
  return text
    .replace(/!?\[([^[\]]*)\]\([^()\s]*(?:\s[^()]*)?\)/g, '$1')
    .replace(/<!\[CDATA\[|\]\]>/g, ' ')
    .replace(/<((?:https?:\/\/|www\.)[^\s<>]+|[^\s<>@/]+@[^\s<>@]+)>/gi, ' $1 ')
    .replace(/<[/!?]?\p{L}[^<>]*>|<[!?/][^<>]*>/gu, ' ');
}

/** Emphasis leaves no blank, because it stands inside words; pictures do. */
function dropMarks(text: string): string {
  return text
    .replace(/(?<=\d)\s?[*×]\s?(?=[\d$€£])/g, ' × ')
    .replace(/[*`\\]|~~+/g, '')
    .normalize('NFC')
    .replace(/(?!°)[\p{So}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}[\]{}^]/gu, ' ')
    .replace(/\s+/g, ' ');
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

/** One blank between words, one mark between phrases, none at the beginning. French writes a blank before its tall marks. */
function tidy(text: string, language: Language): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/([.!?:;…])(?:\s+,)+/g, '$1')
    .replace(language === 'fr' ? / (?=[,.](?:\s|$))/g : / (?=[,.;:!?](?:\s|$))/g, '')
    .replace(/,(?:\s*,)+/g, ', ')
    .replace(/^(?:[\s,;:!?]|\.(?!\d)|[-–—+]+(?=\s|$))+/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The words that fit; a single word without end is cut, but no emoji or letter in two. */
function clip(text: string): string {
  if (text.length <= maxSpeakableChars) return text;
  const head = text.slice(0, maxSpeakableChars + 1);
  const blank = head.lastIndexOf(' ');
  return blank > 0 ? head.slice(0, blank) : text.slice(0, maxSpeakableChars).replace(/[\uD800-\uDBFF]$/, '');
}
