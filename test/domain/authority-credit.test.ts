import { describe, expect, test } from 'vitest';
import { decideCredit, type Standing } from '#lib/domain/authority.ts';
import { allowed, configOf, everything, standingOf } from '#test/domain/authority-samples.ts';

const decide = (amountMajor: number, own: Partial<Standing> = {}) =>
  decideCredit(standingOf(own), { kind: 'credit', amountMajor });
const denialOf = (...args: Parameters<typeof decide>) => {
  const decision = decide(...args);
  return decision.kind === 'denied' ? [decision.denial.code, decision.denial.couldDo] : 'allowed';
};

describe('a credit', () => {
  test('is allowed up to the cap', () => {
    expect(allowed(decide(7.5))).toMatchObject({
      amount: { amountMinor: 750, currency: 'USD' },
      command: { kind: 'credit', customerId: 'cus_dana', amountMinor: 750, currency: 'USD' },
      windows: [
        { window: 'session#sess_1#credit', limitMinor: 5000, amountMinor: 750 },
        { window: 'customer#cus_dana#credit', limitMinor: 10_000, amountMinor: 750 },
        { window: 'company#credit#2026-11-22', limitMinor: 500_000, amountMinor: 750 },
      ],
      beforeMinor: 0,
      afterMinor: 750,
    });
    expect(decide(50).kind).toBe('allowed');
    expect(denialOf(50.01)).toEqual(['over-cap', 'aiManager']);
    expect(denialOf(200.01)).toEqual(['over-cap', 'humanAgent']);
  });

  test.each([0, -0, -1, 0.001, 1e-13, 0.1 + 0.2, 1e21, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'of %d is none',
    (amountMajor) => {
      expect(denialOf(amountMajor)).toEqual(['bad-amount', undefined]);
    },
  );

  test('is in the coins of the company’s currency', () => {
    const yen = { config: configOf({ currency: 'JPY', aiRep: everything(5000) }) };
    expect(allowed(decide(5000, yen)).amount).toEqual({ amountMinor: 5000, currency: 'JPY' });
    expect(denialOf(0.5, yen)).toEqual(['bad-amount', undefined]);
    const dinar = { config: configOf({ currency: 'KWD', aiRep: everything(5) }) };
    expect(allowed(decide(1.234, dinar)).amount).toEqual({ amountMinor: 1234, currency: 'KWD' });
  });

  test('is denied before verification, and to a tier that may not', () => {
    expect(denialOf(1, { verified: undefined })).toEqual(['not-verified', undefined]);
    expect(denialOf(1, { config: configOf({ aiRep: { canApplyCredits: false } }) })).toEqual([
      'not-allowed',
      'aiManager',
    ]);
  });

  test('is denied by a config that says nothing', () => {
    expect(denialOf(1, { config: configOf({ tiers: undefined }) })).toEqual(['not-allowed', undefined]);
  });
});
