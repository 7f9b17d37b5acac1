import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { AppError } from '#lib/domain/errors.ts';

/** A number that exists, and the country that its clock is read in. */
export type Dialable = { number: string; country: string };

/**
 * Paid by whoever is called, or billed to us by the minute: never ours to dial. A personal number leads anywhere, mostly at
 * the price of a premium one (+44 70), and is what those who live off other people's telephone bills rent.
 */
const refusedKinds: ReadonlySet<string> = new Set([
  'PREMIUM_RATE',
  'SHARED_COST',
  'PERSONAL_NUMBER',
  'PAGER',
  'UAN',
  'VOICEMAIL',
]);

/** Throws AppError `invalid` for what is no telephone number, or none that we dial. */
export function requireDialable(to: string): Dialable {
  const parsed = to.startsWith('+') ? parsePhoneNumberFromString(to) : undefined;
  if (parsed === undefined || !parsed.isValid() || parsed.number !== to) {
    throw fault('must be a telephone number in E.164 form that exists, such as +12025550123');
  }
  const kind = parsed.getType();
  if (kind !== undefined && refusedKinds.has(kind))
    throw fault('must not be a premium, shared-cost or personal number');
  if (parsed.country === undefined) throw fault('must be a number of a country');
  return { number: parsed.number, country: parsed.country };
}

const fault = (problem: string): AppError =>
  new AppError('invalid', `"to" ${problem}.`, { faults: [{ field: 'to', problem }] });
