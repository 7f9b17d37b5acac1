import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capMinor, timesDown } from '#lib/domain/caps.ts';
import { decimalsOf, formatMoney, toMinor } from '#lib/domain/money.ts';

const currency = fc.constantFrom('USD', 'EUR', 'JPY', 'KWD');
const anyNumber = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(1e21, -0, 5e-324, 1e300, 0.1 + 0.2));

describe('money', () => {
  test('has the coins of its currency', () => {
    expect(decimalsOf('USD')).toBe(2);
    expect(decimalsOf('JPY')).toBe(0);
    expect(decimalsOf('KWD')).toBe(3);
    expect(toMinor(19.99, 'USD')).toBe(1999);
    expect(toMinor(1999, 'JPY')).toBe(1999);
    expect(toMinor(1.234, 'KWD')).toBe(1234);
    expect(toMinor(1e6, 'USD')).toBe(100_000_000);
  });

  test('is not made of less than a coin, of less than nothing, or of no number', () => {
    expect(toMinor(0.1 + 0.2, 'USD')).toBeUndefined();
    expect(toMinor(0.001, 'USD')).toBeUndefined();
    expect(toMinor(1e-7, 'USD')).toBeUndefined();
    expect(toMinor(0.5, 'JPY')).toBeUndefined();
    expect(toMinor(-1, 'USD')).toBeUndefined();
    expect(toMinor(Number.NaN, 'USD')).toBeUndefined();
    expect(toMinor(Number.POSITIVE_INFINITY, 'USD')).toBeUndefined();
    expect(toMinor(1e21, 'USD')).toBeUndefined();
    expect(toMinor(2 ** 53, 'JPY')).toBeUndefined();
  });

  test('is read as it is written', () => {
    expect(formatMoney({ amountMinor: 1250, currency: 'USD' })).toBe('12.50 USD');
    expect(formatMoney({ amountMinor: 5, currency: 'USD' })).toBe('0.05 USD');
    expect(formatMoney({ amountMinor: -5, currency: 'USD' })).toBe('-0.05 USD');
    expect(formatMoney({ amountMinor: 1250, currency: 'JPY' })).toBe('1250 JPY');
    expect(formatMoney({ amountMinor: 0, currency: 'KWD' })).toBe('0.000 KWD');
  });

  test('is whole and countable, or none, whatever number it is made of', () => {
    fc.assert(
      fc.property(anyNumber, currency, (major, code) => {
        const minor = toMinor(major, code);
        expect(minor === undefined || (Number.isSafeInteger(minor) && minor >= 0 && !Object.is(minor, -0))).toBe(true);
      }),
    );
  });

  test('survives being written and read again', () => {
    // Up to what a double writes down to the last coin.
    fc.assert(
      fc.property(fc.nat({ max: 1e12 }), currency, (amountMinor, code) => {
        const written = formatMoney({ amountMinor, currency: code });
        expect(written).toMatch(/^\d+(\.\d+)? [A-Z]{3}$/);
        expect(toMinor(Number.parseFloat(written), code)).toBe(amountMinor);
      }),
    );
  });
});

describe('a cap', () => {
  test('is rounded down to a coin', () => {
    expect(capMinor(99.999, 'USD')).toBe(9999);
    expect(capMinor(0.29, 'USD')).toBe(29);
    expect(capMinor(1e-13, 'USD')).toBe(0);
    expect(capMinor(49.9, 'JPY')).toBe(49);
    expect(capMinor(1e300, 'USD')).toBe(Number.MAX_SAFE_INTEGER);
  });

  test('times a factor is exact', () => {
    expect(timesDown(100, 1.15)).toBe(115);
    expect(timesDown(10, 0.29)).toBe(2);
    expect(timesDown(3, 1e-7)).toBe(0);
    expect(timesDown(5, Number.NaN)).toBe(0);
    expect(timesDown(5, -1)).toBe(0);
  });

  test('is whole, never more than was written, and never smaller for a larger number', () => {
    const major = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(major, major, currency, (a, b, code) => {
        const [small, large] = a < b ? [a, b] : [b, a];
        expect(Number.isSafeInteger(capMinor(small, code))).toBe(true);
        expect(capMinor(small, code)).toBeLessThanOrEqual(capMinor(large, code));
        expect(capMinor(small, code)).toBeLessThanOrEqual(small * 10 ** decimalsOf(code) * (1 + Number.EPSILON));
      }),
    );
  });
});
