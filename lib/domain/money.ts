/** An amount in whole minor units (cents, yen) of an ISO 4217 currency. Inside, money is never anything else. */
export type Money = { amountMinor: number; currency: string };

/** Where ISO 4217 and Intl (which goes by the cash in use) differ, the books of shops go by ISO. */
const isoDecimals: Readonly<Record<string, number>> = {
  ...{ HUF: 2, IDR: 2, COP: 2, PKR: 2, IQD: 3, AFN: 2, ALL: 2, AMD: 2, IRR: 2, KPW: 2, LAK: 2, LBP: 2, MGA: 2 },
  ...{ MMK: 2, MRU: 2, RSD: 2, SLE: 2, SOS: 2, SYP: 2, TZS: 2, UZS: 2, YER: 2, CRC: 2, TWD: 2, MNT: 2, GYD: 2 },
};

/** How many decimals a currency has by ISO 4217: 2 for USD, 0 for JPY, 3 for KWD. */
export const decimalsOf = (currency: string): number =>
  isoDecimals[currency] ??
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
  2;

/**
 * Minor units of an amount in major units, as operators and models write it. Undefined where it is no amount of this
 * currency: negative, not finite, or finer than the currency's smallest coin.
 */
export function toMinor(major: number, currency: string): number | undefined {
  if (!Number.isFinite(major) || major < 0) return undefined;
  const decimals = decimalsOf(currency);
  // The shortest decimal form is what was meant: 0.1 + 0.2 is no amount, 19.99 is one.
  const [whole = '0', fraction = ''] = plainDecimal(major).split('.');
  if (fraction.length > decimals) return undefined;
  const minor = Number(whole + fraction.padEnd(decimals, '0'));
  return Number.isSafeInteger(minor) ? minor : undefined;
}

/** The amount as a model or an operator reads it: `12.50 USD`. */
export const formatMoney = ({ amountMinor, currency }: Money): string => {
  const decimals = decimalsOf(currency);
  const digits = String(Math.abs(amountMinor)).padStart(decimals + 1, '0');
  const point = digits.length - decimals;
  const amount = decimals === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return `${amountMinor < 0 ? '-' : ''}${amount} ${currency}`;
};

const plainDecimal = (amount: number): string => {
  const text = String(amount);
  return text.includes('e') ? amount.toFixed(100).replace(/0+$/, '') : text;
};
