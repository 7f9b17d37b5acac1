/** Groups of digits as people write and recognisers hear a card number; a telephone number begins with a plus. */
const run = /(?<![\p{Nd}+]|\+[\d\s.()-]{0,12})\d+(?:[\s.\-‐-―_/]{1,3}\d+)*/gu;
/** Digits of a card number. */
const shortest = 13;
const longest = 19;

/**
 * A text in which card numbers keep their last four digits. Of long numbers only those count that have a card's length, a
 * card's first digit and its check digit (Luhn), and are whole groups: nine in ten order numbers of that length stay.
 */
export const maskCards = (text: string): string => text.replace(run, maskRun);

function maskRun(text: string): string {
  const groups = [...text.matchAll(/\d+/g)].map(({ 0: digits, index }) => ({ digits, from: index }));
  let masked = '';
  let done = 0;
  for (const [at, { from }] of groups.entries()) {
    if (from < done) continue;
    const card = cardIn(groups.slice(at, at + longest));
    if (card === undefined) continue;
    masked += `${text.slice(done, from)}[card …${card.number.slice(-4)}]`;
    done = card.to;
  }
  return masked + text.slice(done);
}

type Group = { digits: string; from: number };

/** The longest card number that begins with the first of these groups, and where it ends. */
function cardIn(groups: readonly Group[]): { number: string; to: number } | undefined {
  let number = '';
  let card: { number: string; to: number } | undefined;
  for (const { digits, from } of groups) {
    number += digits;
    if (number.length > longest) break;
    if (isCard(number)) card = { number, to: from + digits.length };
  }
  return card;
}

const isCard = (number: string): boolean => number.length >= shortest && /^[2-6]/.test(number) && hasCheckDigit(number);

/** ISO/IEC 7812-1, annex B: from the right every second digit counts twice. */
function hasCheckDigit(number: string): boolean {
  const sum = [...number].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
