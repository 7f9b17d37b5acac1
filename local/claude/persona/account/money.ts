import type { Language } from '#lib/domain/language.ts';
import type { Turn } from '#local/claude/persona/call.ts';
import { normalise } from '#local/claude/persona/words.ts';

/** An amount as tool results write it: `89.00 USD`. */
export type Amount = { major: number; currency: string };

export function amountIn(result: string): Amount | undefined {
  const [, major, currency] = /(\d+(?:\.\d+)?) ([A-Z]{3})\b/.exec(result) ?? [];
  return major === undefined || currency === undefined ? undefined : { major: Number(major), currency };
}

/** "89 dollars", "7 dollars and 50 cents": as one says it, so that no synthesiser reads a decimal point. */
export function sayAmount({ major, currency }: Amount, language: Language): string {
  const whole = Math.trunc(major);
  const cents = Math.round((major - whole) * 100);
  const name = currencyNames[currency]?.[language] ?? currency;
  return cents === 0 ? `${whole} ${name}` : `${whole} ${name} ${withCents[language](cents)}`;
}

const currencyNames: Record<string, Record<Language, string>> = {
  USD: { en: 'dollars', es: 'dólares', fr: 'dollars', de: 'Dollar', pt: 'dólares' },
  EUR: { en: 'euros', es: 'euros', fr: 'euros', de: 'Euro', pt: 'euros' },
  GBP: { en: 'pounds', es: 'libras', fr: 'livres', de: 'Pfund', pt: 'libras' },
};

const withCents: Record<Language, (cents: number) => string> = {
  en: (cents) => `and ${cents} cents`,
  es: (cents) => `con ${cents}`,
  fr: (cents) => `et ${cents} centimes`,
  de: (cents) => `und ${cents} Cent`,
  pt: (cents) => `e ${cents} centavos`,
};

/** The amount that a caller names: "$10", "10 euros", "ten dollars"; a bare number only where we had asked for one. */
export function amountNamed({ words, heard }: Turn, language: Language, asked: boolean): number | undefined {
  const named =
    beforeNumber.exec(words) ?? afterNumber.exec(words) ?? (asked ? /(\d+(?:[.,]\d{1,2})?)/.exec(words) : null);
  if (named?.[1] !== undefined) return Number(named[1].replace(',', '.'));
  const spoken = Object.entries(wordsFor[language]).filter(([word]) => {
    const plain = normalise(word);
    return (
      heard.includes(plain) && (asked || currencyWords.some((name) => heard.includes(`${plain.trimEnd()} ${name}`)))
    );
  });
  return spoken.at(-1)?.[1];
}

const currencyWords = ['dollar', 'euro', 'pound', 'buck', 'dolar', 'libra', 'livre', 'pfund', 'reais'];
const beforeNumber = /[$€£] ?(\d+(?:[.,]\d{1,2})?)/;
const afterNumber = /(\d+(?:[.,]\d{1,2})?) ?(?:[$€£]|dollar|euro|pound|buck|dólar|dolar|libra|livre|pfund|reais)/i;

const wordsFor: Record<Language, Record<string, number>> = {
  en: { five: 5, ten: 10, fifteen: 15, twenty: 20, 'twenty five': 25, thirty: 30, forty: 40, fifty: 50 },
  es: { cinco: 5, diez: 10, quince: 15, veinte: 20, treinta: 30, cincuenta: 50 },
  fr: { cinq: 5, dix: 10, quinze: 15, vingt: 20, trente: 30, cinquante: 50 },
  de: { fünf: 5, zehn: 10, fünfzehn: 15, zwanzig: 20, dreißig: 30, fünfzig: 50 },
  pt: { cinco: 5, dez: 10, quinze: 15, vinte: 20, trinta: 30, cinquenta: 50 },
};
