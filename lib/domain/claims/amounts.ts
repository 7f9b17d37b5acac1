import { accent } from '#lib/domain/claims/fold.ts';
import { numberAtEnd } from '#lib/domain/claims/number-words.ts';
import type { Language } from '#lib/domain/language.ts';

/** An amount as it is said: in major units, and of the currencies its word or sign can mean; all, where there is none. */
export type StatedAmount = { from: number; to: number; major: number; currencies: readonly string[] | undefined };

type Token = { text: string; from: number; to: number };

const dollars = ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD'];
const pesos = ['MXN', 'ARS', 'COP', 'CLP', 'UYU', 'DOP', 'PHP'];
const units: ReadonlyMap<string, readonly string[]> = new Map([
  ...named(dollars, 'dollar dollars dolar dolares buck bucks usd'),
  ...named([...dollars, ...pesos], '$'),
  ...named(pesos, 'peso pesos mxn'),
  ...named(['EUR'], '€ euro euros eur'),
  ...named(['GBP'], '£ pound pounds quid gbp pfund'),
  ...named(['BRL'], 'real reais brl'),
  ...named(['CHF', 'XAF', 'XOF'], 'franc francs franken chf'),
  ...named(['JPY'], '¥ yen jpy'),
]);
const signs = new Set('$ € £ ¥ usd eur gbp brl mxn chf jpy'.split(' '));
const cents = new Set('cent cents centavo centavos centimo centimos centime centimes'.split(' '));
const joints = new Set('and y con et und e mit avec com'.split(' '));
const outOf = new Set('of de von out sur dos des del da'.split(' '));
const the = new Set('the your los las le les der den os as'.split(' '));
/** A number without a currency is an amount only after one of these, or before the end or one of those: "refunded you 89 today". */
const beforeBare = new Set(
  'you of back ihnen dir uber von vous de te le lhe voce refunded credited reembolsei estornei rembourse reembolsado'.split(
    ' ',
  ),
);
const afterBare = new Set(
  'to on onto back into now today erstattet gutgeschrieben uberwiesen zuruck auf sur a en para no na pro pra hoje hoy jetzt'.split(
    ' ',
  ),
);
/** No number has more words. */
const longestNumber = 9;
const words = /\p{L}+|\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?![\d.,])|\d+(?:[.,']\d+)*|[^\s\p{L}\d]/gu;

/** The amounts of money that a folded text names, in digits or words. `language` decides what a number word means. */
export function amountsIn(folded: string, language: Language): StatedAmount[] {
  const tokens: Token[] = [...folded.matchAll(words)].map(({ 0: text, index }) => ({
    text: text.replace(accent, ''),
    from: index,
    to: index + text.length,
  }));
  const amounts: StatedAmount[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const found = amountAt(tokens, at, language);
    const previous = amounts.at(-1);
    if (found === undefined || (previous && (found.from < previous.to || isWhole(tokens, previous, found)))) continue;
    amounts.push(found);
  }
  return amounts;
}

function amountAt(tokens: readonly Token[], at: number, language: Language): StatedAmount | undefined {
  const { text, from } = tokens[at] as Token;
  const next = textAt(tokens, at + 1);
  if (!/^\d/.test(text)) return signs.has(text) ? undefined : inWords(tokens, at, language);
  const major = majorOf(text);
  const currencies = units.get(next) ?? signBefore(tokens, at);
  if (currencies !== undefined)
    return withCents(tokens, units.has(next) ? at + 1 : at, { from, major, currencies }, language);
  if (cents.has(next)) return { from, to: toAt(tokens, at + 1), major: major / 100, currencies: undefined };
  const whole = outOf.has(next) && the.has(textAt(tokens, at + 2)) ? amountAt(tokens, at + 3, language) : undefined;
  if (whole !== undefined) return { ...whole, from, major };
  const isBare = beforeBare.has(textAt(tokens, at - 1)) && (!/^[\p{L}\d]/u.test(next) || afterBare.has(next));
  return isBare ? { from, to: toAt(tokens, at), major, currencies: undefined } : undefined;
}

/** "20 dollars of the 89 dollars": what it is taken from is not given. */
function isWhole(tokens: readonly Token[], part: StatedAmount, whole: StatedAmount): boolean {
  const [first, second, ...more] = tokens.filter(({ from }) => from >= part.to && from < whole.from);
  return outOf.has(first?.text ?? '') && the.has(second?.text ?? '') && more.length === 0;
}

/** "Eighty-nine dollars", found at its currency. */
function inWords(tokens: readonly Token[], at: number, language: Language): StatedAmount | undefined {
  const currencies = units.get(textAt(tokens, at));
  if (currencies === undefined) return undefined;
  const before = tokens.slice(Math.max(0, at - longestNumber), at).filter(({ text }) => text !== '-');
  const number = numberAtEnd(
    before.map(({ text }) => text),
    language,
  );
  if (number === undefined) return undefined;
  const from = before[before.length - number.length]?.from ?? 0;
  return withCents(tokens, at, { from, major: number.value, currencies }, language);
}

function signBefore(tokens: readonly Token[], at: number): readonly string[] | undefined {
  const sign = textAt(tokens, at - 1);
  if (sign === '$' && textAt(tokens, at - 2) === 'r') return ['BRL'];
  return signs.has(sign) ? units.get(sign) : undefined;
}

/** "89 dollars and 90 cents", "89 Euro 90", "neunundachtzig Euro neunzig". `at` is the amount's last token. */
function withCents(
  tokens: readonly Token[],
  at: number,
  amount: Omit<StatedAmount, 'to'>,
  language: Language,
): StatedAmount {
  const start = at + 1 + (joints.has(textAt(tokens, at + 1)) ? 1 : 0);
  for (let end = start + longestNumber; end > start; end--) {
    const said = tokens.slice(start, end).flatMap(({ text }) => (text === '-' ? [] : [text]));
    const value = smallNumber(said, language);
    const next = textAt(tokens, end);
    const ends =
      cents.has(next) || (value !== undefined && value >= 10 && (!/^[\p{L}\d$€£%]/u.test(next) || afterBare.has(next)));
    if (value === undefined || !ends) continue;
    const last = cents.has(next) ? end : end - 1;
    return { ...amount, to: toAt(tokens, last), major: Math.round(amount.major * 100 + value) / 100 };
  }
  return { ...amount, to: toAt(tokens, at) };
}

function smallNumber(said: readonly string[], language: Language): number | undefined {
  if (said.length === 1 && /^\d{1,2}$/.test(said[0] ?? '')) return Number(said[0]);
  const number = numberAtEnd(said, language);
  return number && number.length === said.length && number.value < 100 ? number.value : undefined;
}

const textAt = (tokens: readonly Token[], at: number): string => tokens[at]?.text ?? '';
const toAt = (tokens: readonly Token[], at: number): number => tokens[at]?.to ?? 0;

/** "1.234,50" and "1,234.50"; what three digits follow is a thousand. */
function majorOf(text: string): number {
  const decimals = /[.,](\d{1,2})$/.exec(text);
  const whole = decimals ? text.slice(0, decimals.index) : text;
  return Number(`${whole.replace(/\D/g, '')}.${decimals?.[1] ?? '0'}`);
}

function named(currencies: readonly string[], list: string): [string, readonly string[]][] {
  return list.split(' ').map((word) => [word, currencies]);
}
