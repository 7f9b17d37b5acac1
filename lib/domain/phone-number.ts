/**
 * The E.164 form of a number as it comes from Twilio or from a hand-typed form, or undefined where it is none
 * ("anonymous", a SIP address, a withheld number). A form typed with a bare "+" arrives with a space in its place.
 */
export function toE164(raw: string | undefined): string | undefined {
  const digits = /^\s*\+?([1-9]\d{6,14})\s*$/.exec(raw ?? '')?.[1];
  return digits === undefined ? undefined : `+${digits}`;
}

/**
 * The E.164 form of a number as a person writes it: with blanks, dashes, dots, slashes or brackets, and 00 for the +.
 * Undefined where it is none.
 */
export const writtenNumber = (written: string): string | undefined =>
  toE164(written.replace(/[\s().\-\u2010-\u2015/]/g, '').replace(/^00/, '+'));

/** The words that Twilio sends in place of a withheld number, spelled on a phone's keys. No network has such numbers. */
const withheld: ReadonlySet<string> = new Set([
  '+266696687', // ANONYMOUS
  '+7378742833', // RESTRICTED
  '+86282452253', // UNAVAILABLE
  '+2562533', // BLOCKED
  '+8656696', // UNKNOWN
]);

/** The number of whoever calls, in E.164, or undefined where they have none or withhold it. */
export function callerNumber(raw: string | undefined): string | undefined {
  const number = toE164(raw);
  return number === undefined || withheld.has(number) ? undefined : number;
}

/**
 * All forms in which networks and people write one line's number, the one that we keep things under first. Mexico took the 1
 * behind +52 away in 2019, and much still shows it; an Argentine mobile has a 9 behind +54 where it is called from abroad,
 * and mostly none where it calls.
 */
export function formsOf(number: string): readonly [string, ...string[]] {
  const mexican = /^\+521?([2-9]\d{9})$/.exec(number)?.[1];
  if (mexican !== undefined) return [`+52${mexican}`, `+521${mexican}`];
  const argentine = /^\+549?([1-3]\d{9})$/.exec(number)?.[1];
  if (argentine !== undefined) return [`+54${argentine}`, `+549${argentine}`];
  return [number];
}

/** Whether two numbers, in whatever form, ring the same phone. */
export const isSameLine = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && formsOf(one)[0] === formsOf(other)[0];

/** The form in which a number is dialled: in Mexico the old one rings nobody any more; in Argentina it is as it was given. */
export const dialledForm = (number: string): string => (number.startsWith('+521') ? formsOf(number)[0] : number);
