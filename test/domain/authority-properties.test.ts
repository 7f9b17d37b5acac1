import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CompanyConfig, type Tier } from '#lib/contracts/company-config.ts';
import {
  type CreditWish,
  type Decision,
  decideCredit,
  decideRefund,
  decideSubscription,
  type RefundWish,
  type Standing,
} from '#lib/domain/authority.ts';
import { capMinor, timesDown } from '#lib/domain/caps.ts';
import type { Order, OrderLine } from '#lib/domain/commerce.ts';
import { denialText } from '#lib/domain/denial-text.ts';
import {
  customerOf,
  line,
  noon,
  SimpleAllowances,
  standingOf,
  subscriptionOf,
} from '#test/domain/authority-samples.ts';

const tier = fc.constantFrom<Tier>('aiRep', 'aiManager');

/** Numbers as models, shops and operators with a bad day write them. */
const anyNumber = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 1e21, 5e-324, 0.1 + 0.2, 2 ** 53),
);
const anyId = fc.oneof(
  fc.constantFrom('a', 'b', 'A-1001', 'cus_dana', '', '#', '%23', 'a#b', '\ud800', 'x'.repeat(10_000)),
  fc.string({ unit: 'binary' }),
);
/** As far as a configuration takes them. */
const major = fc.oneof(fc.nat({ max: 500 }), fc.double({ min: 0.000_001, max: 1_000_000_000, noNaN: true }));
const multiple = fc.oneof(fc.integer({ min: 1, max: 5 }), fc.double({ min: 1, max: 1_000_000, noNaN: true }));

const capabilities = fc.record({
  canProcessRefunds: fc.boolean(),
  maxRefundAmount: major,
  canModifySubscription: fc.boolean(),
  canApplyCredits: fc.boolean(),
  maxCreditAmount: major,
});
const aiTier = fc.record({ enabled: fc.boolean(), capabilities });
const anyConfig = fc
  .record({
    companyId: fc.constant('acme'),
    currency: fc.constantFrom('USD', 'JPY', 'KWD', 'XYZ'),
    timeZone: fc.oneof(fc.constantFrom('UTC', 'America/New_York', 'Pacific/Kiritimati'), fc.string()),
    tiers: fc.record({
      aiRep: aiTier,
      aiManager: aiTier,
      humanAgent: fc.record({ enabled: fc.boolean(), escalationPhone: fc.constantFrom('+12025550199', undefined) }),
    }),
    limits: fc.record({ perSession: multiple, perCustomer30Days: multiple, perCompanyDay: multiple }),
    refundWindowDays: fc.integer({ min: 1, max: 3650 }),
  })
  .map((written) => CompanyConfig.parse(written));

const anyVerified = fc.option(
  anyId.map((customerId) => ({ customerId, evidence: 'orderId + email', at: noon })),
  { nil: undefined },
);
const anyStanding: fc.Arbitrary<Standing> = fc
  .record({ tier, config: anyConfig, verified: anyVerified, sessionId: anyId })
  .map((own) => standingOf(own));

const anyLine: fc.Arbitrary<OrderLine> = fc
  .record({ lineId: anyId, paidMinor: anyNumber, refundedMinor: anyNumber })
  .map((own) => ({ ...line('', 0), ...own }));
const anyOrder: fc.Arbitrary<Order | undefined> = fc.option(
  fc.record({
    orderId: anyId,
    customerId: anyId,
    placedAt: fc.oneof(fc.constant('2026-11-01T00:00:00Z'), fc.string()),
    status: fc.string(),
    currency: fc.oneof(fc.constantFrom('USD', 'JPY', 'KWD', 'XYZ'), fc.string()),
    lines: fc.array(anyLine),
  }),
  { nil: undefined },
);
const lineIds = fc.option(fc.array(anyId), { nil: undefined });

/** Worlds in which most things are right, so that much is allowed. */
const soundLines = fc.uniqueArray(
  fc.record({ lineId: fc.constantFrom('a', 'b', 'c', 'd'), paidMinor: fc.nat(9000), refundedMinor: fc.nat(3000) }),
  { selector: ({ lineId }) => lineId, minLength: 1 },
);
const soundStanding: fc.Arbitrary<Standing> = fc.record({ tier, config: anyConfig }).map(({ config, tier: acting }) => {
  for (const one of [config.tiers.aiRep, config.tiers.aiManager]) {
    one.enabled = true;
    one.capabilities = { ...one.capabilities, canProcessRefunds: true, canApplyCredits: true };
  }
  return standingOf({ config, tier: acting });
});
const soundOrder = fc.record({ lines: soundLines, orderId: fc.constantFrom('A-1', 'B-2') }).map(
  ({ lines, orderId }): Order => ({
    orderId,
    customerId: 'cus_dana',
    placedAt: noon,
    status: 'delivered',
    currency: 'USD',
    lines: lines.map((own) => ({ ...line('', 0), ...own })),
  }),
);
const soundCase = fc.record({
  standing: soundStanding,
  order: soundOrder,
  wished: fc.option(fc.array(fc.constantFrom('a', 'b', 'c', 'd')), { nil: undefined }),
  amountMajor: fc.oneof(
    fc.nat({ max: 300 }),
    fc.nat({ max: 30_000 }).map((minor) => minor / 100),
  ),
});

const refundWish = (orderId: string, ids: readonly string[] | undefined): RefundWish => ({
  kind: 'refund',
  orderId,
  ...(ids === undefined ? {} : { lineIds: ids }),
});
const inCurrencyOf = (standing: Standing, order: Order): Order => ({ ...order, currency: standing.config.currency });

const isWhole = (minor: number): boolean => Number.isSafeInteger(minor) && minor >= 0;

function expectSound(decision: Decision): void {
  expect(isWhole(decision.amount.amountMinor)).toBe(true);
  expect(decision.rule).not.toBe('');
  if (decision.kind === 'denied') {
    expect(denialText(decision.denial)).toMatch(/^Nothing was done/);
    return;
  }
  expect([decision.beforeMinor, decision.afterMinor].every(isWhole)).toBe(true);
  for (const { window, limitMinor, amountMinor } of decision.windows) {
    expect([limitMinor, amountMinor].every(isWhole)).toBe(true);
    expect(amountMinor).toBeLessThanOrEqual(limitMinor);
    expect(new TextEncoder().encode(window).length).toBeLessThanOrEqual(1024);
  }
}

describe('whatever the config, the wish and the shop', () => {
  const keyed = anyStanding.map((standing) => ({ ...standing, sessionId: 'sess_1' }));

  test('a refund is decided, and soundly', () => {
    fc.assert(
      fc.property(keyed, anyId, lineIds, anyOrder, (standing, orderId, ids, order) => {
        expectSound(decideRefund(standing, refundWish(orderId, ids), order));
      }),
      { numRuns: 500 },
    );
  });

  test('a credit is decided, and soundly', () => {
    fc.assert(
      fc.property(keyed, anyNumber, (standing, amountMajor) => {
        expectSound(decideCredit(standing, { kind: 'credit', amountMajor }));
      }),
      { numRuns: 500 },
    );
  });

  test('a change of subscription is decided, and soundly', () => {
    const subscription = fc
      .record({ subscriptionId: anyId, status: fc.constantFrom('active', 'paused', 'cancelled'), plan: anyId })
      .map((own) => subscriptionOf(own));
    const customer = fc.option(
      fc.record({ customerId: anyId, subscriptions: fc.array(subscription) }).map((own) => customerOf(own)),
      { nil: undefined },
    );
    const change = fc.oneof(
      fc.constantFrom<{ kind: 'pause' | 'resume' | 'cancel' }>(
        { kind: 'pause' },
        { kind: 'resume' },
        { kind: 'cancel' },
      ),
      anyId.map((plan) => ({ kind: 'plan' as const, plan })),
    );
    const named = fc.option(anyId, { nil: undefined });
    fc.assert(
      fc.property(keyed, change, named, customer, (standing, wished, subscriptionId, known) => {
        const id = subscriptionId === undefined ? {} : { subscriptionId };
        expectSound(decideSubscription(standing, { kind: 'subscription', change: wished, ...id }, known));
      }),
    );
  });
});

describe('what is allowed', () => {
  test('is a refund within the tier’s cap, and within what is left of each line', () => {
    fc.assert(
      fc.property(soundCase, ({ standing, order: any, wished }) => {
        const order = inCurrencyOf(standing, any);
        const decision = decideRefund(standing, refundWish(order.orderId, wished), order);
        if (decision.kind === 'denied') return;
        const { capabilities: own } = standing.config.tiers[standing.tier];
        expect(decision.amount.amountMinor).toBeLessThanOrEqual(capMinor(own.maxRefundAmount, order.currency));
        const { command } = decision;
        if (command.kind !== 'refund') throw new Error(`A refund became a ${command.kind}.`);
        expect(new Set(command.lines.map(({ lineId }) => lineId)).size).toBe(command.lines.length);
        expect(command.lines.reduce((sum, one) => sum + one.amountMinor, 0)).toBe(command.amountMinor);
        expect(command.amountMinor).toBe(decision.amount.amountMinor);
        for (const { lineId, amountMinor } of command.lines) {
          const stored = order.lines.find((one) => one.lineId === lineId);
          expect(amountMinor).toBeGreaterThan(0);
          expect(amountMinor).toBeLessThanOrEqual((stored?.paidMinor ?? 0) - (stored?.refundedMinor ?? 0));
          expect(wished === undefined || wished.length === 0 || wished.some((id) => id === lineId)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('is a credit within the tier’s cap', () => {
    fc.assert(
      fc.property(soundCase, ({ standing, amountMajor }) => {
        const decision = decideCredit(standing, { kind: 'credit', amountMajor });
        if (decision.kind === 'denied') return;
        const { config, tier: acting } = standing;
        const cap = capMinor(config.tiers[acting].capabilities.maxCreditAmount, config.currency);
        expect(decision.amount.amountMinor).toBeLessThanOrEqual(cap);
        expect(decision.amount.amountMinor).toBeGreaterThan(0);
      }),
    );
  });

  test('was no more allowed under a lower cap', () => {
    fc.assert(
      fc.property(soundCase, major, ({ standing, order: any, wished, amountMajor }, other) => {
        const order = inCurrencyOf(standing, any);
        const under = (cap: number): Standing => {
          const config = structuredClone(standing.config);
          const one = config.tiers[standing.tier];
          one.capabilities = { ...one.capabilities, maxRefundAmount: cap, maxCreditAmount: cap };
          return { ...standing, config };
        };
        const cap = standing.config.tiers[standing.tier].capabilities.maxRefundAmount;
        const [low, high] = [under(Math.min(cap, other)), under(Math.max(cap, other))];
        for (const decide of [
          (as: Standing) => decideRefund(as, refundWish(order.orderId, wished), order),
          (as: Standing) => decideCredit(as, { kind: 'credit', amountMajor }),
        ]) {
          const [lower, higher] = [decide(low), decide(high)];
          if (lower.kind === 'denied') continue;
          expect(higher.kind).toBe('allowed');
          if (higher.kind === 'denied') continue;
          for (const [i, { limitMinor }] of lower.windows.entries()) {
            expect(limitMinor).toBeLessThanOrEqual(higher.windows[i]?.limitMinor ?? 0);
          }
        }
      }),
    );
  });

  test('the manager could do is what the manager may do', () => {
    fc.assert(
      fc.property(soundCase, ({ standing, order: any, wished }) => {
        const order = inCurrencyOf(standing, any);
        const wish = refundWish(order.orderId, wished);
        const decision = decideRefund(standing, wish, order);
        if (decision.kind === 'allowed' || decision.denial.couldDo !== 'aiManager') return;
        expect(standing.tier).toBe('aiRep');
        expect(decideRefund({ ...standing, tier: 'aiManager' }, wish, order).kind).toBe('allowed');
      }),
      { numRuns: 500 },
    );
  });
});

describe('a long run of allowed actions', () => {
  const step = fc.record({
    tier,
    session: fc.constantFrom('sess_1', 'sess_2', 'sess_3', 'sess_4', 'sess_5'),
    customer: fc.constantFrom('cus_dana', 'cus_bob'),
    hours: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 24 * 12 })),
    orderId: fc.constantFrom('A-1', 'B-2', 'C-3', 'D-4', 'E-5', 'F-6'),
    wished: fc.option(fc.array(fc.constantFrom('a', 'b')), { nil: undefined }),
    credit: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
  });

  test('exceeds no cap: not of a session, a customer, a company’s day, nor what was paid for a line', () => {
    const limits = fc.record({ perSession: multiple, perCustomer30Days: multiple, perCompanyDay: multiple });
    const caps = fc.record({ aiRep: fc.integer({ min: 20, max: 60 }), aiManager: fc.nat({ max: 150 }) });
    fc.assert(
      fc.property(
        limits,
        caps,
        fc.array(step, { minLength: 20, maxLength: 60 }),
        (own, { aiRep, aiManager }, steps) => {
          const config = configWith(own, aiRep, aiManager);
          const allowances = new SimpleAllowances();
          let at = Date.parse(noon);
          const done: Done[] = [];
          for (const one of steps) {
            at += one.hours * 3_600_000;
            const now = new Date(at).toISOString();
            const verified = { customerId: one.customer, evidence: 'caller-id', at: now };
            const standing = standingOf({ config, tier: one.tier, sessionId: one.session, verified, now });
            // The shop is slow to learn: its order never shows what was refunded.
            const order: Order = {
              ...orderAt(now),
              orderId: `${one.orderId}-${one.customer}`,
              customerId: one.customer,
            };
            const wish: CreditWish | RefundWish =
              one.credit === undefined
                ? refundWish(order.orderId, one.wished)
                : { kind: 'credit', amountMajor: one.credit };
            const decision =
              wish.kind === 'credit' ? decideCredit(standing, wish) : decideRefund(standing, wish, order);
            if (decision.kind === 'denied' || !allowances.reserveAll(decision.windows, now)) continue;
            done.push({ ...one, at, kind: wish.kind, minor: decision.amount.amountMinor, command: decision.command });
          }
          const most = capMinor(Math.max(aiRep, aiManager), 'USD');
          for (const kind of ['refund', 'credit'] as const) {
            const these = done.filter((one) => one.kind === kind);
            for (const sum of sums(these, ({ session }) => session)) {
              expect(sum).toBeLessThanOrEqual(timesDown(most, own.perSession));
            }
            for (const sum of sums(these, (one) => new Date(one.at).toISOString().slice(0, 10))) {
              expect(sum).toBeLessThanOrEqual(timesDown(most, own.perCompanyDay));
            }
            for (const last of these) {
              const lately = these.filter(
                (one) => one.customer === last.customer && one.at <= last.at && one.at >= last.at - 30 * 86_400_000,
              );
              expect(total(lately)).toBeLessThanOrEqual(timesDown(most, own.perCustomer30Days));
            }
          }
          for (const { paidMinor, lineId } of orderAt(noon).lines) {
            const ofLine = done.flatMap(({ command }) =>
              command.kind === 'refund'
                ? command.lines
                    .filter((one) => one.lineId === lineId)
                    .map(({ amountMinor }) => ({ orderId: command.orderId, minor: amountMinor }))
                : [],
            );
            for (const sum of sums(ofLine, ({ orderId }) => orderId)) expect(sum).toBeLessThanOrEqual(paidMinor);
          }
        },
      ),
    );
  });

  type Done = { session: string; customer: string; at: number; kind: string; minor: number; command: Command };
  type Command = Extract<Decision, { kind: 'allowed' }>['command'];

  const total = (these: readonly { minor: number }[]): number => these.reduce((sum, { minor }) => sum + minor, 0);
  const sums = <One extends { minor: number }>(these: readonly One[], by: (one: One) => string): number[] =>
    Object.values(Object.groupBy(these, by)).map((group = []) => total(group));

  const orderAt = (placedAt: string): Order => ({
    orderId: '',
    customerId: '',
    placedAt,
    status: 'delivered',
    currency: 'USD',
    lines: [line('a', 1200), line('b', 4000, 1500)],
  });

  const configWith = (limits: CompanyConfig['limits'], aiRep: number, aiManager: number): CompanyConfig => {
    const may = (max: number) => ({
      capabilities: { canProcessRefunds: true, maxRefundAmount: max, canApplyCredits: true, maxCreditAmount: max },
    });
    return CompanyConfig.parse({
      companyId: 'acme',
      limits,
      tiers: { aiRep: may(aiRep), aiManager: may(aiManager) },
    });
  };
});

describe('the key of a window', () => {
  const id = fc.oneof(
    fc.constantFrom('#', '%23', '%2523', 'a#b', 'a%23b', 'a', 'b'),
    fc.string({ unit: fc.constantFrom('#', '%', '2', '3', '5', 'a'), minLength: 1, maxLength: 6 }),
    anyId,
  );
  const keysOf = (orderId: string, lineId: string, customerId = 'cus_dana'): string[] => {
    const verified = { customerId, evidence: 'caller-id', at: noon };
    const order: Order = {
      orderId,
      customerId,
      placedAt: noon,
      status: 'delivered',
      currency: 'USD',
      lines: [line(lineId, 100)],
    };
    const decision = decideRefund(standingOf({ verified }), refundWish(orderId, undefined), order);
    return decision.kind === 'denied' ? [] : decision.windows.map(({ window }) => window);
  };

  test('is one order line’s alone, whatever a shop calls its orders and lines', () => {
    fc.assert(
      fc.property(id, id, id, id, (orderA, lineA, orderB, lineB) => {
        const [a, ...sharedA] = keysOf(orderA, lineA);
        const [b] = keysOf(orderB, lineB);
        if (a === undefined || b === undefined) return;
        expect(a === b).toBe(orderA === orderB && lineA === lineB);
        expect(sharedA).not.toContain(b);
      }),
      { numRuns: 1000 },
    );
  });

  test('is one customer’s alone', () => {
    fc.assert(
      fc.property(id, id, (one, other) => {
        const [a, b] = [keysOf('A-1', 'a', one)[2], keysOf('A-1', 'a', other)[2]];
        if (a !== undefined && b !== undefined) expect(a === b).toBe(one === other);
      }),
    );
  });

  test('fits in 1,024 bytes; what would not is not done', () => {
    for (const unit of ['#', '€', 'x']) {
      const [longest] = keysOf(unit.repeat(160), unit.repeat(160));
      expect(new TextEncoder().encode(longest).length).toBeLessThanOrEqual(1024);
      expect(longest).toMatch(/^line#/);
      expect(keysOf(unit.repeat(161), 'a')).toEqual([]);
      expect(keysOf('A-1', unit.repeat(161))).toEqual([]);
      expect(keysOf('A-1', 'a', unit.repeat(161))).toEqual([]);
    }
  });
});
