import type { Language } from '#lib/domain/language.ts';
import type { SpokenWords } from '#lib/domain/spoken-words.ts';

/** From here on a run of digits is a name (an order, a parcel, a post code), not a quantity. */
const nameDigits = 5;

const money = '[$€£¥]|EUR|USD|GBP|BRL|MXN|CHF';
const units =
  '[Ee]uros?|[Dd]ollars?|dólares|pesos|reais|francs|Franken|pounds|percent|Prozent|por ciento|por cento|pour cent';

/** Dates and spans of years, which are left alone. */
const dates = [
  String.raw`\d{4}(?<a>[-./])\d{1,2}\k<a>\d{1,2}(?!\d)`,
  String.raw`\d{1,2}(?<b>[-./])\d{1,2}\k<b>(?:\d{4}|\d{2})(?!\d)`,
  String.raw`(?:19|20)\d\d[-–](?:19|20)?\d\d(?!\d)`,
].join('|');
/** Digits with single blanks, hyphens, dots or brackets between them. */
const groups = String.raw`\+?\(?\d+(?:(?:\)[-. ]?|[-. ]\(?)\d+)*`;
const numbers = new RegExp(
  String.raw`(?<!\d|\d[.,:/]|(?:${money}) ?)(?:(?<date>${dates})|${groups})(?!\d|[.,:/]\d| ?(?:${money}|%|(?:${units})(?!\p{L})))`,
  'gu',
);

const decimal = /^\d+\.\d+$/;

/**
 * Reads numbers that are names digit by digit, in groups as on a receipt: "Order 12345678" is "Order 1 2 3, 4 5 6 7 8".
 * Prices, years, dates, times, decimals and round thousands stay as they are, for the synthesiser to read as quantities.
 */
export function speakDigits(text: string, language: Language, words: SpokenWords): string {
  if (!/\d{5}|\d[-. )]+\(?\d/.test(text)) return text;
  // "ORD-12345": the hyphen would be heard as a minus.
  return text.replace(/(?<=\p{L})-(?=\d{5})/gu, ' ').replace(numbers, (match: string, ...rest: unknown[]) => {
    const offset = rest.at(-3) as number;
    if ((rest.at(-1) as { date?: string }).date !== undefined || decimal.test(match)) return match;
    const spoken = isDialled(match, language) ? speakDialled(match, words) : match.replace(/\d+/g, speakRun);
    if (spoken === match) return match;
    const whole = rest.at(-2) as string;
    const before = whole.charAt(offset - 1);
    const after = whole.charAt(offset + match.length);
    return `${/[\p{L}\p{N}-]/u.test(before) ? ' ' : ''}${spoken}${/[\p{L}\p{N}]/u.test(after) ? ' ' : ''}`;
  });
}

/** Telephone and card numbers: groups of digits that are no amount. */
function isDialled(number: string, language: Language): boolean {
  const parts = number.match(/\d+/g) ?? [];
  const digits = parts.join('').length;
  if (number.startsWith('+')) return digits >= 7;
  if (parts.length < 2 || digits < 7 || parts.slice(1).some((part) => part.length < 2)) return false;
  if (/^\d{1,3}(?:\.\d{3})+$/.test(number)) return false;
  if (/[-()]/.test(number) || parts.length > 3) return true;
  if (language === 'fr' && /^\d{1,3}(?: \d{3})+$/.test(number)) return false;
  return parts[0]?.startsWith('0') || (parts.length > 2 && digits >= 9);
}

const speakDialled = (number: string, words: SpokenWords): string =>
  (number.startsWith('+') ? `${words.plus} ` : '') +
  (number.match(/\d+/g) ?? []).map((part) => (part.length < nameDigits ? spaced(part) : inThrees(part))).join(', ');

const speakRun = (run: string): string =>
  run.length < nameDigits || /^[1-9]\d{0,3}000$/.test(run) ? run : inThrees(run);

/** 3 and 3 and so on; never a lonely digit at the end. */
const inThrees = (run: string): string => (run.match(/\d{3}(?=\d{2})|\d+$/g) ?? []).map(spaced).join(', ');
const spaced = (digits: string): string => [...digits].join(' ');
