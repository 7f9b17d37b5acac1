import { numberAtEnd } from '#lib/domain/claims/number-words.ts';
import type { Language } from '#lib/domain/language.ts';

/** An amount as it is said: in major units, and of the currencies its word or sign can mean; all, where there is none. */
export type StatedAmount = { from: number; to: number; major: number; currencies: readonly string[] | undefined };

const dollars = ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD'];
const pesos = ['MXN', 'ARS', 'COP', 'CLP', 'UYU', 'DOP', 'PHP'];
const units: Readonly<Record<string, readonly string[]>> = {
  ...named(dollars, 'dollar dollars dolar dolares buck bucks usd'),
  ...named([...dollars, ...pesos], '$'),
  ...named(pesos, 'peso pesos mxn'),
  ...named(['EUR'], '€ euro euros eur'),
  ...named(['GBP'], '£ pound pounds quid gbp pfund'),
  ...named(['BRL'], 'real reais brl'),
  ...named(['CHF', 'XAF', 'XOF'], 'franc francs franken chf'),
  ...named(['JPY'], '¥ yen jpy'),
};
const cents = new Set('cent cents centavo centavos centimo centimos centime centimes'.split(' '));
const joints = new Set('and y con et und e mit avec com'.split(' '));
const of = new Set('of de von out sur dos des del'.split(' '));
const the = new Set('the your los las le les der den os as'.split(' '));
/** A number without a currency is an amount only between these: "refunded you 89 today". */
const beforeBare = new Set(
  'you of back ihnen dir uber von vous de te le lhe voce refunded credited reembolsei estornei rembourse reembolsado'.split(
    ' ',
  ),
);
const afterBare = new Set(
  'to on onto back into now today erstattet gutgeschrieben uberwiesen zuruck auf sur a en para no na pro pra hoje hoy ahora jetzt'.split(
    ' ',
  ),
);
/** No number has more words. */
const longestNumber = 9;

type Token = { text: string; from: number; to: number };

/** The amounts of money that a folded text names, in digits or words. `language` decides what a number word means. */
export function amountsIn(folded: string, language: Language): StatedAmount[] {
  const tokens = [...folded.matchAll(/\p{L}+|\d+(?:[.,'’]\d+)*|[^\s\p{L}\d]/gu)].map(
    ({ 0: text, index }): Token => ({ text, from: index, to: index + text.length }),
  );
  const amounts: StatedAmount[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const found = amountAt(tokens, at, language);
    if (found === undefined) continue;
    // "20 of the 89 dollars": what it is taken from is not given.
    const previous = amounts.at(-1);
    const gap = previous ? tokens.filter(({ from }) => from >= previous.to && from < found.from) : [];
    const whole = gap.length === 2 && of.has(gap[0]?.text ?? '') && the.has(gap[1]?.text ?? '');
    if (previous && found.from < previous.to) continue;
    if (!whole) amounts.push(found);
  }
  return amounts;
}

function amountAt(tokens: readonly Token[], at: number, language: Language): StatedAmount | undefined {
  const { text, from, to } = tokens[at] as Token;
  const before = tokens[at - 1];
  const after = tokens[at + 1];
  if (/^\d/.test(text)) {
    const major = majorOf(text);
    const sign = units[after?.text ?? ''] ?? signBefore(tokens, at);
    if (sign !== undefined) return { from, to, major: major + centsAfter(tokens, at, language), currencies: sign };
    if (cents.has(after?.text ?? '')) return { from, to, major: major / 100, currencies: undefined };
    const bare =
      beforeBare.has(before?.text ?? '') &&
      (!/^[\p{L}\d]/u.test(after?.text ?? '') || afterBare.has(after?.text ?? ''));
    return bare ? { from, to, major, currencies: undefined } : undefined;
  }
  const currencies = units[text];
  if (currencies === undefined || /^\d/.test(before?.text ?? '') || !/^\p{L}/u.test(text)) return undefined;
  const number = wordsBefore(tokens, at, language);
  if (number === undefined) return undefined;
  return { from: number.from, to, major: number.value + centsAfter(tokens, at - 1, language), currencies };
}

function wordsBefore(tokens: readonly Token[], at: number, language: Language) {
  const earlier = tokens.slice(Math.max(0, at - longestNumber), at).filter(({ text }) => text !== '-');
  const number = numberAtEnd(
    earlier.map(({ text }) => text),
    language,
  );
  return number && { value: number.value, from: earlier[earlier.length - number.length]?.from ?? 0 };
}

function signBefore(tokens: readonly Token[], at: number): readonly string[] | undefined {
  const sign = tokens[at - 1]?.text ?? '';
  if (sign === '$' && tokens[at - 2]?.text === 'r') return ['BRL'];
  return /^\p{L}/u.test(sign) && sign.length !== 3 ? undefined : units[sign];
}

/** "89 dollars and 90 cents", "89 Euro 90". `at` stands before the currency. */
function centsAfter(tokens: readonly Token[], at: number, language: Language): number {
  const start = at + 2 + (joints.has(tokens[at + 2]?.text ?? '') ? 1 : 0);
  const digits = tokens[start]?.text ?? '';
  if (units[tokens[at + 1]?.text ?? ''] === undefined) return 0;
  if (/^\d\d$/.test(digits)) {
    const next = tokens[start + 1]?.text ?? '';
    return cents.has(next) || !/^[\p{L}\d$€£%]/u.test(next) ? Number(digits) / 100 : 0;
  }
  for (let end = start + 1; end <= start + 5; end++) {
    if (!cents.has(tokens[end]?.text ?? '')) continue;
    const said = tokens.slice(start, end).flatMap(({ text }) => (text === '-' ? [] : [text]));
    const number = numberAtEnd(said, language);
    return number?.length === said.length ? number.value / 100 : 0;
  }
  return 0;
}

/** "1.234,50" and "1,234.50"; what three digits follow is a thousand. */
function majorOf(text: string): number {
  const decimals = /[.,](\d{1,2})$/.exec(text);
  const whole = decimals ? text.slice(0, decimals.index) : text;
  return Number(`${whole.replace(/\D/g, '')}.${decimals?.[1] ?? '0'}`);
}

function named(currencies: readonly string[], words: string): Record<string, readonly string[]> {
  return Object.fromEntries(words.split(' ').map((word) => [word, currencies]));
}
