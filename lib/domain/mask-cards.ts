/** Groups of digits as people write and recognisers hear a card number; a telephone number begins with a plus. */
const groups = /(?<![\p{Nd}+]|\+[\d\s.()-]{0,12})\d+(?:[\s.\-‐-―_/]{1,3}\d+)*/gu;
const gap = /[^\d]+/;
/** Digits of a card number, and what its first one may be. */
const shortest = 13;
const longest = 19;

/**
 * A text in which card numbers keep their last four digits. Of long numbers only those count that have a card's length, a
 * card's first digit and its check digit (Luhn), and are whole groups: nine in ten order numbers of that length stay.
 */
export const maskCards = (text: string): string => text.replace(groups, maskRun);

function maskRun(run: string): string {
  const digits = run.split(gap);
  if (digits.join('').length < shortest) return run;
  for (let from = 0; from < digits.length; from++) {
    for (let to = digits.length; to > from; to--) {
      const number = digits.slice(from, to).join('');
      if (!isCard(number)) continue;
      const before = digits.slice(0, from).join(' ');
      const after = maskRun(digits.slice(to).join(' '));
      return [before, `[card …${number.slice(-4)}]`, after].filter((part) => part !== '').join(' ');
    }
  }
  return run;
}

const isCard = (number: string): boolean =>
  number.length >= shortest && number.length <= longest && /^[2-6]/.test(number) && hasCheckDigit(number);

/** ISO/IEC 7812-1, annex B: from the right every second digit counts twice. */
function hasCheckDigit(number: string): boolean {
  const sum = [...number].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
