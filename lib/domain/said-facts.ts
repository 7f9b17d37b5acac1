import type { Customer, Order } from '#lib/domain/commerce.ts';
import { toE164 } from '#lib/domain/phone-number.ts';
import { spokenWords } from '#lib/domain/spoken-words.ts';

/** What a caller may say about themselves that a shop can check. */
export const factKinds = ['orderId', 'email', 'phone', 'postcode', 'fullName'] as const;
export type FactKind = (typeof factKinds)[number];

/** As heard by a recogniser and written down by the model. */
export type SaidFacts = Partial<Record<FactKind, string>>;

/** Nobody says more than this as one fact; and what is longer is not read at all. */
const longestFact = 200;

/** The facts that can be one: without what is empty, too long, or no e-mail address where one is due. */
export function readableFacts(said: SaidFacts): SaidFacts {
  const facts: SaidFacts = {};
  for (const kind of factKinds) {
    const value = said[kind];
    if (value !== undefined && value.length <= longestFact && isReadable[kind](value)) facts[kind] = value;
  }
  return facts;
}

/** Whether a said fact is the customer's. Forgiving with case, blanks, marks and accents; every digit must be right. */
export function isFactOf(
  kind: FactKind,
  said: string,
  customer: Customer,
  orders: readonly Pick<Order, 'orderId' | 'customerId'>[],
): boolean {
  switch (kind) {
    case 'orderId':
      return orders.some((one) => one.customerId === customer.customerId && isSameOrderNumber(said, one.orderId));
    case 'email':
      return customer.emails.some((email) => plainEmail(email) === plainEmail(said));
    case 'phone':
      return customer.phones.some((phone) => isSamePhone(said, phone));
    case 'postcode':
      return customer.postcode !== undefined && isSamePostcode(said, customer.postcode);
    case 'fullName':
      return isSameName(said, customer.name);
    default:
      return kind satisfies never;
  }
}

/** What callers say in front of an order's number, and recognisers write down. */
const orderWords = new Set(
  (
    'ORDER NUMBER NUM NO NR ID HASH DASH HYPHEN MINUS BESTELLUNG BESTELLNUMMER AUFTRAG AUFTRAGSNUMMER NUMMER ' +
    'BINDESTRICH STRICH PEDIDO NUMERO GUION COMMANDE TIRET ENCOMENDA HIFEN'
  ).split(' '),
);

/** "Order number a 10-01" and `A-1001` are `A1001`. */
export const plainOrderNumber = (orderId: string): string =>
  folded(orderId)
    .toUpperCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => !orderWords.has(word))
    .join('');

/** Callers leave out the letters that a shop prints in front of every number: 12345 is `ORD-12345`. */
export function isSameOrderNumber(said: string, orderId: string): boolean {
  const number = plainOrderNumber(said);
  const stored = plainOrderNumber(orderId);
  if (number === '') return said.trim() !== '' && said.trim() === orderId.trim();
  return number === stored || (/^\d+$/.test(number) && stored.replace(/^\p{L}+/u, '') === number);
}

const marks: Record<string, string> = Object.fromEntries(
  Object.values(spokenWords).flatMap(({ at, dot, dash, underscore, plus }) => [
    [folded(at), '@'],
    [folded(dot), '.'],
    [folded(dash), '-'],
    [folded(underscore), '_'],
    [folded(plus), '+'],
  ]),
);
Object.assign(marks, { hyphen: '-', minus: '-' });
/** Longest first, so that "guion bajo" is not a "guion". */
const spokenMark = new RegExp(
  `(?<=\\s)(?:${Object.keys(marks)
    .toSorted((a, b) => b.length - a.length)
    .join('|')})(?=\\s)`,
  'g',
);

/** "Dana dot Miller at example dot com" is `dana.miller@example.com`. */
export function plainEmail(email: string): string {
  const text = folded(email);
  const isWritten = text.includes('@');
  return text
    .replace(spokenMark, (word) => (isWritten && marks[word] === '@' ? word : (marks[word] ?? word)))
    .replace(/\s/g, '')
    .replace(/[.,;:!?]+$/, '');
}

/** Country calling codes of ITU-T E.164: no code begins another, so that the national number is certain. */
const callingCode = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

/**
 * The whole number as it is stored (E.164), or as it is dialled at home or from abroad; never a part of it. With its plus
 * it is the whole one only: one country's number may read like another's at home.
 */
export function isSamePhone(said: string, stored: string): boolean {
  const heard = digitsOf(said);
  const whole = digitsOf(stored);
  if (whole.length < shortestPhone) return false;
  if (said.trim().startsWith('+')) return heard === whole;
  const national = whole.replace(callingCode, '');
  return [whole, `00${whole}`, `011${whole}`, national, `0${national}`].includes(heard);
}

/** A said number in E.164, where it was said with its country; at home nobody says it. */
export const dialledE164 = (said: string | undefined): string | undefined =>
  said !== undefined && /^\s*(?:\+|00)/.test(said) ? toE164(digitsOf(said).replace(/^00/, '')) : undefined;

const shortestPhone = 7;
const digitsOf = (text: string): string => text.normalize('NFKD').replace('(0)', '').replace(/\D/g, '');

const plainPostcode = (postcode: string): string => folded(postcode).replace(/[^\p{L}\p{N}]/gu, '');

/** Of a ZIP+4 everybody says the first five. */
const isSamePostcode = (said: string, stored: string): boolean =>
  [stored, stored.replace(/^\s*(\d{5})-\d{4}\s*$/, '$1')].some((one) => plainPostcode(one) === plainPostcode(said));

/** In any order, and a middle name may be missing; one name of several is not a full one. */
function isSameName(said: string, stored: string): boolean {
  const heard = wordsOf(said);
  const known = wordsOf(stored);
  return heard.size >= Math.min(2, known.size) && heard.size > 0 && [...heard].every((word) => known.has(word));
}

const wordsOf = (name: string): Set<string> => new Set(folded(name).match(/[\p{L}\p{N}]+/gu) ?? []);

/** Without case, accents and typographic forms. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss').trim();
}

const isReadable: Record<FactKind, (said: string) => boolean> = {
  orderId: (said) => /\p{N}/u.test(plainOrderNumber(said)),
  email: (said) => /^[^@]+@[^@]+\.[^@.]+$/.test(plainEmail(said)),
  phone: (said) => digitsOf(said).length >= shortestPhone,
  postcode: (said) => plainPostcode(said).length >= 3,
  fullName: (said) => wordsOf(said).size > 0,
};
