import { describe, expect, test } from 'vitest';
import { decideRefund, type RefundWish, type Standing } from '#lib/domain/authority.ts';
import type { Order } from '#lib/domain/commerce.ts';
import { allowed, configOf, line, noon, orderOf, standingOf } from '#test/domain/authority-samples.ts';

const dayMs = 86_400_000;

const wish: RefundWish = { kind: 'refund', orderId: 'A-1001' };
const decide = (order: Order | undefined, own: Partial<Standing> = {}, wished: Partial<RefundWish> = {}) =>
  decideRefund(standingOf(own), { ...wish, ...wished }, order);
const denialOf = (...args: Parameters<typeof decide>) => {
  const decision = decide(...args);
  return decision.kind === 'denied' ? [decision.denial.code, decision.denial.couldDo] : 'allowed';
};

describe('a refund', () => {
  test('is what is left of the order, line by line', () => {
    const order = orderOf([line('a', 1250), line('b', 2000, 500), line('c', 900, 900), line('gift', 0)]);
    expect(allowed(decide(order))).toMatchObject({
      amount: { amountMinor: 2750, currency: 'USD' },
      command: {
        kind: 'refund',
        customerId: 'cus_dana',
        orderId: 'A-1001',
        lines: [
          { lineId: 'a', amountMinor: 1250 },
          { lineId: 'b', amountMinor: 1500 },
        ],
        amountMinor: 2750,
        currency: 'USD',
      },
      rule: 'within the cap: 27.50 USD against the 50.00 USD of aiRep for one refund',
      beforeMinor: 2750,
      afterMinor: 0,
    });
  });

  test('is of the wished lines only, each of them once', () => {
    const order = orderOf([line('a', 1250), line('b', 2000)]);
    expect(allowed(decide(order, {}, { lineIds: ['b', 'b'] }))).toMatchObject({
      amount: { amountMinor: 2000 },
      command: { lines: [{ lineId: 'b', amountMinor: 2000 }] },
      beforeMinor: 3250,
      afterMinor: 1250,
    });
  });

  test('of no line in particular is of the whole order', () => {
    expect(allowed(decide(orderOf([line('a', 1250)]), {}, { lineIds: [] })).amount.amountMinor).toBe(1250);
  });

  test('counts in a window for each line and in those of session, customer and company', () => {
    const { windows } = allowed(decide(orderOf([line('a', 1250), line('b', 2000, 500)])));
    expect(windows).toEqual([
      {
        window: 'line#A-1001#a',
        limitMinor: 1250,
        amountMinor: 1250,
        denial: 'already-refunded',
        couldDo: 'humanAgent',
      },
      {
        window: 'line#A-1001#b',
        limitMinor: 2000,
        amountMinor: 1500,
        denial: 'already-refunded',
        couldDo: 'humanAgent',
      },
      {
        window: 'session#sess_1#refund',
        limitMinor: 5000,
        amountMinor: 2750,
        keptMs: (365 + 30) * dayMs,
        denial: 'over-session-cap',
        couldDo: 'aiManager',
      },
      {
        window: 'customer#cus_dana#refund',
        limitMinor: 10_000,
        amountMinor: 2750,
        rollingMs: 30 * dayMs,
        keptMs: 60 * dayMs,
        denial: 'over-customer-cap',
        couldDo: 'aiManager',
      },
      {
        window: 'company#refund#2026-11-22',
        limitMinor: 500_000,
        amountMinor: 2750,
        keptMs: 30 * dayMs,
        denial: 'over-company-cap',
        couldDo: 'aiManager',
      },
    ]);
  });

  test('counts on the day that it is where the company is', () => {
    const dayOf = (timeZone: string, now: string) =>
      allowed(decide(orderOf([line('a', 1)]), { config: configOf({ timeZone }), now })).windows.at(-1)?.window;
    expect(dayOf('America/Los_Angeles', '2026-11-22T07:59:00Z')).toBe('company#refund#2026-11-21');
    expect(dayOf('Asia/Tokyo', '2026-11-22T15:00:00Z')).toBe('company#refund#2026-11-23');
    expect(dayOf('Mars/Olympus', '2026-11-22T23:59:00Z')).toBe('company#refund#2026-11-22');
  });

  test('takes limits with fractions exactly, and rounds them down', () => {
    const config = configOf({
      aiRep: { maxRefundAmount: 0.299 },
      limits: { perSession: 1.15, perCustomer30Days: 1.1, perCompanyDay: 1_000_000 },
    });
    const { windows } = allowed(decide(orderOf([line('a', 29)]), { config }));
    expect(windows.map(({ limitMinor }) => limitMinor)).toEqual([29, 33, 31, 29_000_000]);
    expect(denialOf(orderOf([line('a', 30)]), { config })).toEqual(['over-cap', 'aiManager']);
  });

  test('up to the cap is allowed, a cent above it is the manager’s', () => {
    expect(decide(orderOf([line('a', 5000)])).kind).toBe('allowed');
    expect(decide(orderOf([line('a', 5001)]))).toEqual({
      kind: 'denied',
      denial: { code: 'over-cap', couldDo: 'aiManager' },
      amount: { amountMinor: 5001, currency: 'USD' },
      rule: 'over the cap: 50.01 USD against the 50.00 USD of aiRep for one refund',
    });
  });
});

describe('a refund is denied', () => {
  const order = orderOf([line('a', 1250)]);

  test('before verification, whatever the order', () => {
    expect(denialOf(order, { verified: undefined })).toEqual(['not-verified', undefined]);
    expect(denialOf(undefined, { verified: undefined })).toEqual(['not-verified', undefined]);
  });

  test('of somebody else’s order as of one that does not exist', () => {
    const theirs = orderOf([line('a', 1250)], { customerId: 'cus_bob' });
    expect(denialOf(theirs)).toEqual(denialOf(undefined));
    expect(denialOf(theirs)).toEqual(['unknown-order', undefined]);
    expect(decide(theirs)).toMatchObject({ amount: { amountMinor: 0 }, rule: "the order is another customer's" });
    expect(decide(undefined)).toMatchObject({ amount: { amountMinor: 0 }, rule: 'there is no such order' });
  });

  test('when the shop answers with an order that was not asked for', () => {
    expect(denialOf(order, {}, { orderId: 'A-1002' })).toEqual(['unknown-order', undefined]);
    expect(decide(order, {}, { orderId: ' order a 1001' }).kind).toBe('allowed');
  });

  test('of a line that the order does not have, even beside one that it has', () => {
    expect(denialOf(order, {}, { lineIds: ['a', 'z'] })).toEqual(['unknown-line', undefined]);
  });

  test('when nothing is left', () => {
    expect(denialOf(orderOf([line('a', 1250, 1250), line('b', 100, 120)]))).toEqual(['already-refunded', 'humanAgent']);
    expect(denialOf(orderOf([]))).toEqual(['already-refunded', 'humanAgent']);
  });

  test('in another currency than the company’s', () => {
    expect(denialOf({ ...order, currency: 'EUR' })).toEqual(['wrong-currency', 'humanAgent']);
    expect(denialOf({ ...order, currency: 'no currency' })).toEqual(['wrong-currency', 'humanAgent']);
  });

  test('when the order is too old, or its date says nothing', () => {
    const daysAgo = (days: number) => new Date(Date.parse(noon) - days * 86_400_000).toISOString();
    expect(decide({ ...order, placedAt: daysAgo(90) }).kind).toBe('allowed');
    expect(denialOf({ ...order, placedAt: daysAgo(90.001) })).toEqual(['too-old', 'humanAgent']);
    expect(denialOf({ ...order, placedAt: 'last spring' })).toEqual(['too-old', 'humanAgent']);
  });

  test('when the shop’s numbers are none: fractions, less than nothing, or two lines of one id', () => {
    for (const lines of [[line('a', 12.5)], [line('a', 100, -1)], [line('a', Number.NaN)], [line('a', 2 ** 60)]]) {
      expect(denialOf(orderOf(lines))).toEqual(['not-allowed', 'humanAgent']);
    }
    expect(denialOf(orderOf([line('a', 1), line('a', 1)]))).toEqual(['not-allowed', 'humanAgent']);
    expect(denialOf(orderOf([line('\ud800', 1)]))).toEqual(['not-allowed', 'humanAgent']);
  });

  test('when the verified customer has no id to count by', () => {
    const verified = { customerId: '', evidence: 'caller-id', at: noon };
    expect(denialOf({ ...order, customerId: '' }, { verified })).toEqual(['not-verified', undefined]);
  });

  test('to a tier that may not, or is switched off', () => {
    expect(denialOf(order, { config: configOf({ aiRep: { canProcessRefunds: false } }) })).toEqual([
      'not-allowed',
      'aiManager',
    ]);
    const config = configOf();
    config.tiers.aiRep.enabled = false;
    expect(denialOf(order, { config })).toEqual(['not-allowed', 'aiManager']);
    config.tiers.aiManager.enabled = false;
    expect(denialOf(order, { config })).toEqual(['not-allowed', 'humanAgent']);
  });
});

describe('who could do it instead', () => {
  const dear = orderOf([line('a', 20_001)]);

  test('is the person where it is too much for the manager too', () => {
    expect(denialOf(dear)).toEqual(['over-cap', 'humanAgent']);
    expect(denialOf(dear, { tier: 'aiManager' })).toEqual(['over-cap', 'humanAgent']);
  });

  test('is nobody without a person to call', () => {
    expect(denialOf(dear, { config: configOf({ humanAgent: { enabled: false } }) })).toEqual(['over-cap', undefined]);
    expect(denialOf(dear, { config: configOf({ humanAgent: { escalationPhone: undefined } }) })).toEqual([
      'over-cap',
      undefined,
    ]);
  });

  test('is the person once a window is full that the manager has no more room in', () => {
    const config = configOf({ aiManager: { maxRefundAmount: 50 } });
    const { windows } = allowed(decide(orderOf([line('a', 100)]), { config }));
    expect(new Set(windows.map(({ couldDo }) => couldDo))).toEqual(new Set(['humanAgent']));
  });
});
