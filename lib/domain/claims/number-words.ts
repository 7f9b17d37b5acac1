import { type Language, languages } from '#lib/domain/language.ts';

/** What the words of a number stand for; hundreds and thousands multiply what stands before them. */
type Words = Readonly<Record<string, number>>;

const list = (first: number, step: number, words: string): [string, number][] =>
  words.split(' ').flatMap((word, at) => word.split('|').map((one): [string, number] => [one, first + at * step]));
const table = (...lists: [string, number][][]): Words => Object.fromEntries(lists.flat());

const german = table(
  list(0, 1, 'null ein|eins|eine|einen zwei|zwo drei vier funf|fuenf sechs sieben acht neun zehn elf zwolf|zwoelf'),
  list(13, 1, 'dreizehn vierzehn funfzehn|fuenfzehn sechzehn siebzehn achtzehn neunzehn zwanzig'),
  list(30, 10, 'dreissig vierzig funfzig|fuenfzig sechzig siebzig achtzig neunzig hundert'),
  [['tausend', 1000]],
);
/** The longest first: "sechzehn" is no "sechs". */
const germanParts = Object.keys(german).sort((one, other) => other.length - one.length);
const words: Record<Language, Words> = {
  en: table(
    list(0, 1, 'zero one|a two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen'),
    list(16, 1, 'sixteen seventeen eighteen nineteen twenty'),
    list(30, 10, 'thirty forty|fourty fifty sixty seventy eighty ninety hundred'),
    [['thousand', 1000]],
  ),
  es: table(
    list(0, 1, 'cero un|uno|una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince'),
    list(
      16,
      1,
      'dieciseis diecisiete dieciocho diecinueve veinte veintiun|veintiuno veintidos veintitres veinticuatro',
    ),
    list(25, 1, 'veinticinco veintiseis veintisiete veintiocho veintinueve treinta'),
    list(40, 10, 'cuarenta cincuenta sesenta setenta ochenta noventa'),
    list(100, 100, 'cien|ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos'),
    list(900, 100, 'novecientos mil'),
  ),
  fr: table(
    list(0, 1, 'zero un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize'),
    list(20, 10, 'vingt|vingts trente quarante cinquante soixante septante huitante nonante cent|cents'),
    [['mille', 1000]],
  ),
  de: german,
  pt: table(
    list(
      0,
      1,
      'zero um|uma dois|duas tres quatro cinco seis sete oito nove dez onze doze treze quatorze|catorze quinze',
    ),
    list(16, 1, 'dezesseis dezessete dezoito dezenove vinte'),
    list(30, 10, 'trinta quarenta cinquenta sessenta setenta oitenta noventa'),
    list(
      100,
      100,
      'cem|cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos mil',
    ),
  ),
};
/** "neunhundertneunundneunzigtausendneunhundertneunundneunzig" has 56. */
const longestCompound = 60;
const shortestCompound = 6;
const between: Record<Language, readonly string[]> = { en: ['and'], es: ['y'], fr: ['et'], de: ['und'], pt: ['e'] };

const all: ReadonlySet<string> = new Set(Object.values(words).flatMap((table) => Object.keys(table)));

/** Whether a word is a number in any of the languages. */
export const isNumberWord = (token: string): boolean => all.has(token) || compound(token) !== undefined;

/** How many of the last words are a number, and which; in the given language first. Whole numbers below a million. */
export function numberAtEnd(tokens: readonly string[], first: Language): { length: number; value: number } | undefined {
  for (const language of [first, ...languages.filter((one) => one !== first)]) {
    let length = 0;
    while (length < tokens.length && isPart(tokens[tokens.length - 1 - length] ?? '', language)) length++;
    while (length > 0 && between[language].includes(tokens[tokens.length - length] ?? '')) length--;
    const parts = tokens.slice(tokens.length - length).flatMap((token) => partsOf(token, language) ?? []);
    if (length > 0 && parts.length > 0) return { length, value: numberOf(parts, language) };
  }
  return undefined;
}

const isPart = (token: string, language: Language): boolean =>
  between[language].includes(token) || partsOf(token, language) !== undefined;

function partsOf(token: string, language: Language): number[] | undefined {
  const value = words[language][token];
  if (value !== undefined) return [value];
  return language === 'de' ? compound(token) : undefined;
}

/** "neunundachtzig", "zweihundertzehn": the longest part first, and no letter left over. */
function compound(token: string): number[] | undefined {
  if (token.length < shortestCompound || token.length > longestCompound) return undefined;
  const parts: number[] = [];
  for (let rest = token; rest !== ''; ) {
    if (rest.startsWith('und')) {
      rest = rest.slice('und'.length);
      continue;
    }
    const part = germanParts.find((word) => rest.startsWith(word));
    if (part === undefined) return undefined;
    parts.push(german[part] as number);
    rest = rest.slice(part.length);
  }
  return parts;
}

/** Languages in which tens after tens are cents. French counts with them: "soixante-quinze". */
const priced: readonly Language[] = ['en', 'es'];

function numberOf(parts: readonly number[], language: Language): number {
  let thousands = 0;
  let value = 0;
  for (const part of parts) {
    if (part === 1000) {
      thousands += (value || 1) * 1000;
      value = 0;
    } else if (part === 100 && (language === 'en' || language === 'de' || language === 'fr'))
      value = (value || 1) * 100;
    // Quatre-vingts.
    else if (part === 20 && language === 'fr' && value % 100 === 4) value += 76;
    // "Nineteen ninety-nine" is a price.
    else if (priced.includes(language) && value >= 10 && value < 100 && part >= 10) value += part / 100;
    else if (!Number.isInteger(value)) value += part / 100;
    else value += part;
  }
  return thousands + Math.round(value * 100) / 100;
}
