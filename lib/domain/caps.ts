import { decimalsOf } from '#lib/domain/money.ts';

/**
 * A cap in minor units, from the major units that an operator wrote. Rounded down: half a cent is nobody's to give. What
 * is beyond every amount that we can count is the largest that we can.
 */
export const capMinor = (major: number, currency: string): number => timesDown(10 ** decimalsOf(currency), major);

/**
 * A whole number times a factor, exactly, rounded down: 10 times 0.29 is 2, and 100 times 1.15 is 115. The factor is its
 * shortest decimal form, which is what was written in the config. What is no factor makes nothing.
 */
export function timesDown(whole: number, factor: number): number {
  if (!Number.isFinite(factor) || factor <= 0) return 0;
  const [mantissa = '0', exponent = '0'] = String(factor).split('e');
  const [integer = '0', fraction = ''] = mantissa.split('.');
  const digits = BigInt(integer + fraction) * BigInt(whole);
  const shift = Number(exponent) - fraction.length;
  const product = shift < 0 ? digits / 10n ** BigInt(-shift) : digits * 10n ** BigInt(shift);
  return product > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(product);
}
