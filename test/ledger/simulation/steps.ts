import fc from 'fast-check';
import type { ShopFault } from '#lib/adapters/memory/shop.ts';
import { runTool } from '#lib/domain/tools/registry.ts';
import { watched, watchedPorts } from '#test/ledger/port-calls.ts';
import { reconciler } from '#test/ledger/scene.ts';
import {
  customers,
  linesPerOrder,
  orderIdOf,
  ordersPerCustomer,
  type Plan,
  type SimWorld,
  sessionIdOf,
  sessions,
} from '#test/ledger/simulation/world.ts';
import type { Stage } from '#test/ledger/stage.ts';
import { sampleSession } from '#test/support/samples.ts';

/** Something that happens in a world, while whoever is at work stands still. */
export type Step = (world: SimWorld, stage: Stage) => Promise<void> | void;

/** Mostly the same company, so that something comes together in it. */
const anyCompany = fc.constantFrom(0, 0, 0, 0, 1, 2);
const index = (length: number) => fc.nat({ max: length - 1 });
const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;

const what = fc.oneof(
  fc.record({
    tool: fc.constant('issue_refund'),
    order: index(ordersPerCustomer),
    lines: fc.constantFrom(undefined, ['0'], ['1'], ['1', '0']),
  }),
  fc.record({ tool: fc.constant('apply_credit'), amount: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ tool: fc.constant('change_subscription'), change: fc.constantFrom('pause', 'resume', 'cancel') }),
);

const wish: fc.Arbitrary<Step> = fc
  .record({
    company: anyCompany,
    customer: index(customers.length),
    session: fc.constantFrom(...sessions),
    tier: fc.constantFrom('aiRep' as const, 'aiManager' as const),
    turn: index(3),
    what,
  })
  .map(({ company: nth, customer, session, tier, turn, what: wished }) => (world, stage) => {
    const company = world.companies[nth];
    const customerId = customers[customer];
    if (company === undefined || customerId === undefined) return;
    const { config, shop } = company;
    const { tool, ...named } = wished;
    const input = 'order' in named ? { orderId: orderIdOf(customer, named.order), lineIds: named.lines } : { ...named };
    const at = new Date(world.clock.now()).toISOString();
    const standing = sampleSession({
      config,
      tier,
      sessionId: sessionIdOf(session, customerId),
      verified: { customerId, evidence: 'caller-id', at },
    });
    const call = { kind: 'toolCall', id: 'call_1', tool, input: { ...input, reason: 'broken' } } as const;
    stage.enter(`${config.companyId} ${session} ${customerId} ${turn} ${tier} ${JSON.stringify(input)}`, (around) => {
      const context = { session: standing, turn, shop: watched('shop', shop, around), personMissed: false };
      return runTool(watchedPorts(world.ports, around), context, call, new Map());
    });
  });

const goOn: fc.Arbitrary<Step> = fc
  .array(fc.nat({ max: 99 }), { minLength: 4, maxLength: 24 })
  .map((choices) => async (_, stage) => {
    for (const choice of choices) await stage.step((width) => choice % width);
  });

const allGoOn: fc.Arbitrary<Step> = fc
  .nat({ max: 99 })
  .map((choice) => (_, stage) => stage.playOut((width) => choice % width));

const death: fc.Arbitrary<Step> = fc
  .nat({ max: 99 })
  .map((choice) => (_, stage) => stage.kill((width) => choice % width));

const wait: fc.Arbitrary<Step> = fc
  .constantFrom(1, 1_000, 30_000, 2 * minuteMs, 11 * minuteMs, dayMs / 3, 9 * dayMs, 29.5 * dayMs)
  .map((ms) => ({ clock }, stage) => {
    stage.story.push(`${ms} ms passed`);
    clock.pass(ms);
  });

const reconciles: fc.Arbitrary<Step> = fc.constant((world, stage) => stage.enter('reconciler', reconciler(world)));

const faults: ShopFault[] = [
  { fail: 'before' },
  { fail: 'before', certainty: 'unknown' },
  { fail: 'after' },
  { refuse: 'Ask our staff.' },
];
const fault: fc.Arbitrary<Step> = fc
  .record({
    company: anyCompany,
    fault: fc.constantFrom(...faults),
    of: fc.constantFrom('commands', 'results', 'reads'),
  })
  .map(
    ({ company, fault: next, of }) =>
      ({ companies }) =>
        companies[company]?.shop.failNext(next, { of }),
  );

/** The shop's own people give money back too, and nobody tells us. */
const staff: fc.Arbitrary<Step> = fc
  .record({
    company: anyCompany,
    customer: index(customers.length),
    order: index(ordersPerCustomer),
    line: index(linesPerOrder),
    part: fc.double({ min: 0.1, max: 1, noNaN: true }),
  })
  .map(({ company, customer, order: nth, line: lineNth, part }) => ({ companies }) => {
    const books = companies[company]?.shop.books;
    const order = books?.order(orderIdOf(customer, nth));
    const line = order?.lines[lineNth];
    if (books === undefined || order === undefined || line === undefined) return;
    const amountMinor = Math.ceil((line.paidMinor - line.refundedMinor) * part);
    const { orderId, currency, customerId } = order;
    const lines = [{ lineId: line.lineId, amountMinor }];
    books.execute({
      kind: 'refund',
      key: `staff_${books.effects.length}`,
      customerId,
      orderId,
      lines,
      amountMinor,
      currency,
      reason: 'staff',
    });
  });

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 18, arbitrary: wish },
  { weight: 8, arbitrary: goOn },
  { weight: 3, arbitrary: allGoOn },
  { weight: 2, arbitrary: death },
  { weight: 4, arbitrary: wait },
  { weight: 2, arbitrary: reconciles },
  { weight: 2, arbitrary: fault },
  { weight: 1, arbitrary: staff },
);

const multiple = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constantFrom(1.15, 1.5, 2.29));
export const anyPlan: fc.Arbitrary<Plan> = fc.record({
  rep: fc.integer({ min: 10, max: 50 }),
  manager: fc.integer({ min: 20, max: 80 }),
  limits: fc.record({ perSession: multiple, perCustomer30Days: multiple, perCompanyDay: multiple }),
  prices: fc.array(fc.integer({ min: 1, max: 2_500 }), { minLength: 5, maxLength: 12 }),
});
