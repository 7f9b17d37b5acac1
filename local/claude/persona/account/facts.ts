import type { Language } from '#lib/domain/language.ts';
import { emailIn } from '#local/claude/persona/account/spoken-email.ts';
import type { Turn } from '#local/claude/persona/call.ts';
import { inDigits } from '#local/claude/persona/spoken-digits.ts';
import { mentions, normalise, wordCount } from '#local/claude/persona/words.ts';

/** What proves who is calling, as verify_customer takes it. */
export type Facts = { orderId?: string; email?: string; phone?: string; postcode?: string };

/** All that the caller has told so far. What they said last counts: they may have corrected themselves. */
export function factsOf(turns: readonly Turn[], language: Language): Facts {
  const known: Facts = {};
  for (const turn of turns) Object.assign(known, factsIn(turn, language, known));
  return known;
}

/** The facts in one utterance, given what is known already: a bare number is the order's first, then the postcode. */
export function factsIn({ words }: Pick<Turn, 'words'>, language: Language, known: Facts = {}): Facts {
  const email = emailIn(words);
  const text = inDigits(plainText(email === undefined ? words : email.rest), language);
  const phone = phoneNumber.exec(text)?.[0].replace(/[^\d+]/g, '');
  const numbers = numbersIn(text.replace(phoneNumber, ' '));
  const facts: Facts = {
    ...(email === undefined ? {} : { email: email.address }),
    ...(phone === undefined ? {} : { phone }),
  };
  // In a long sentence, a number that is not called anything may be anything.
  const telling = wordCount(normalise(words)) <= 8 || countFacts(facts) > 0 || numbers.some(({ label }) => label);
  for (const { value, label } of numbers) {
    const orderId: string | undefined = facts.orderId ?? known.orderId;
    if (label === 'postcode') facts.postcode ??= value;
    else if (label === 'order') facts.orderId ??= value;
    else if (!telling || value === orderId) continue;
    else if (orderId !== undefined && /^\d{5}\b|-/.test(value)) facts.postcode ??= value;
    else facts.orderId ??= value;
  }
  const british = /\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b/.exec(text)?.[0];
  return british === undefined ? facts : { ...facts, postcode: british.toUpperCase() };
}

export const countFacts = (facts: Facts): number => Object.keys(facts).length;

/** What is still missing of two facts that prove somebody: an order's number with anything else, or e-mail and postcode. */
export function missingOf({ orderId, email, phone, postcode }: Facts): 'both' | 'order' | 'address' | undefined {
  if (orderId !== undefined) return (email ?? phone ?? postcode) === undefined ? 'address' : undefined;
  if (email !== undefined && postcode !== undefined) return undefined;
  return (email ?? phone ?? postcode) === undefined ? 'both' : 'order';
}

const phoneNumber = /\+\d[\d ().-]{6,}\d|\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b|\b\d{9,}\b/;
/** Three groups at most, as one says a number in pieces: "47 11". */
const number =
  /\b(?:\d{4,5}-\d{3,4}|\d{4,8}|\d{1,3}(?: \d{1,3}){1,2})\b(?! ?(?:\$|€|£|%|dollar|euro|pound|bucks|dolar|usd))/g;

type Label = 'order' | 'postcode';

function numbersIn(text: string): { value: string; label: Label | undefined }[] {
  let from = 0;
  return [...text.matchAll(number)].flatMap((match) => {
    const value = match[0].replaceAll(' ', '');
    const label = labelOf(text.slice(from, match.index));
    from = match.index + match[0].length;
    return value.replace('-', '').length < 4 ? [] : [{ value, label }];
  });
}

/** What the words just before a number call it, in whatever language. */
function labelOf(before: string): Label | undefined {
  const near = normalise(before).trim().split(' ').slice(-6);
  const called = (names: readonly string[]) => near.findLastIndex((word) => mentions(` ${word} `, names));
  const [order, postcode] = [called(orderNames), called(postcodeNames)];
  if (order < 0 && postcode < 0) return undefined;
  return order > postcode ? 'order' : 'postcode';
}

const orderNames = ['order', 'pedido', 'commande', 'bestellung', 'bestellnummer', 'auftrag', 'encomenda'];
const postcodeNames = ['postcode', 'postal', 'zip', 'zipcode', 'postleitzahl', 'plz', 'cep'];

const plainText = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
