import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromStripe, toStripe } from '#lib/adapters/commerce/stripe-money.ts';
import { decimalsOf, formatMoney } from '#lib/domain/money.ts';

it.each([
  [{ amount: 1_234, currency: 'usd' }, '12.34 USD'],
  [{ amount: 500, currency: 'jpy' }, '500 JPY'],
  [{ amount: 500, currency: 'isk' }, '5 ISK'],
  [{ amount: 500, currency: 'ugx' }, '5 UGX'],
  [{ amount: 5_120, currency: 'kwd' }, '5.120 KWD'],
])('reads %j as %s', (money, spoken) => {
  expect(formatMoney(fromStripe(money))).toBe(spoken);
  expect(toStripe(fromStripe(money))).toEqual(money);
});

it('refuses what the smallest coin cannot hold, rather than to round it', () => {
  expect(() => fromStripe({ amount: 550, currency: 'isk' })).toThrow('finer');
  expect(() => fromStripe({ amount: 12.5, currency: 'usd' })).toThrow('finer');
});

it('brings every amount of every currency there and back', () => {
  const currency = fc.constantFrom(...Intl.supportedValuesOf('currency'));
  fc.assert(
    fc.property(currency, fc.nat({ max: 1_000_000 }), (code, whole) => {
      const amountMinor = whole * 10 ** decimalsOf(code);
      expect(fromStripe(toStripe({ amountMinor, currency: code }))).toEqual({ amountMinor, currency: code });
    }),
  );
});
