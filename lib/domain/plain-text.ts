import type { Language } from '#lib/domain/language.ts';

/** A piece of a model's reply without markdown, tags, emoji and characters that no document may hold. */
export const plainText = (text: string): string => dropMarks(dropMarkup(dropLines(legible(text))));

/** One blank between words, one mark between phrases, none at the beginning. French writes a blank before its tall marks. */
export function tidy(text: string, language: Language): string {
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
export function clip(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const head = text.slice(0, longest + 1);
  const blank = head.lastIndexOf(' ');
  return blank > 0 ? head.slice(0, blank) : text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '');
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
