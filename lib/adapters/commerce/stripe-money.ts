import { decimalsOf, type Money } from '#lib/domain/money.ts';
import { CommerceError } from '#lib/ports/commerce.ts';

/** Stripe's amount of money: its own idea of the smallest unit, and the currency in small letters. */
export type StripeMoney = { amount: number; currency: string };

/**
 * Stripe's smallest units are not always the currency's: one króna is 100 at Stripe, one forint 100 as well.
 * https://docs.stripe.com/currencies, zero-decimal, three-decimal and special cases, read 2026-11-22.
 */
const withoutDecimals = new Set([
  'BIF',
  'CLP',
  'DJF',
  'GNF',
  'JPY',
  'KMF',
  'KRW',
  'MGA',
  'PYG',
  'RWF',
  'VND',
  'VUV',
  'XAF',
  'XOF',
  'XPF',
]);
const withThree = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND']);

/** Throws CommerceError for an amount that our smallest unit cannot hold. */
export function fromStripe({ amount, currency }: StripeMoney): Money {
  const ours = currency.toUpperCase();
  return { amountMinor: shifted(amount, decimalsOf(ours) - stripeDecimalsOf(ours), ours), currency: ours };
}

/** Throws CommerceError for an amount that Stripe's smallest unit cannot hold. */
export function toStripe({ amountMinor, currency }: Money): StripeMoney {
  const amount = shifted(amountMinor, stripeDecimalsOf(currency) - decimalsOf(currency), currency);
  return { amount, currency: currency.toLowerCase() };
}

function stripeDecimalsOf(currency: string): number {
  if (withoutDecimals.has(currency)) return 0;
  return withThree.has(currency) ? 3 : 2;
}

function shifted(amount: number, places: number, currency: string): number {
  const moved = places >= 0 ? amount * 10 ** places : amount / 10 ** -places;
  if (!Number.isSafeInteger(moved))
    throw new CommerceError('not-done', `An amount in ${currency} is finer than its smallest coin.`);
  return moved;
}
