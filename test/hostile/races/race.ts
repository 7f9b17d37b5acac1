import fc from 'fast-check';
import { memoryLog } from '#lib/adapters/memory/log.ts';
import { memoryMetrics } from '#lib/adapters/memory/metrics.ts';
import { memoryShops } from '#lib/adapters/memory/shops.ts';
import { memoryStores } from '#lib/adapters/memory/stores.ts';
import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import type { Order } from '#lib/domain/commerce.ts';
import type { Session } from '#lib/domain/session.ts';
import { runTool } from '#lib/domain/tools/registry.ts';
import type { ToolPorts } from '#lib/domain/tools/tool.ts';
import type { Commerce } from '#lib/ports/commerce.ts';
import { configOf, customerOf, everything, line, noon, orderOf } from '#test/domain/authority-samples.ts';
import { believingShop } from '#test/hostile/believing-shop.ts';
import type { Caller, Prey, Raid } from '#test/hostile/prey.ts';
import { handClock } from '#test/ledger/hand-clock.ts';
import { type Around, watched } from '#test/ledger/port-calls.ts';
import { sampleExpiry, sampleSession } from '#test/support/samples.ts';

/** One call of a tool that a session asks for while others ask too. */
export type Ask = { tool: string; input: object; turn: number };
/** A session of one of two customers, and all that it asks for at the same time. */
export type Racer = { customer: number; tier: Session['tier']; asks: readonly Ask[] };
export type Course = { rep: number; manager: number; limits: CompanyConfig['limits']; refundedMinor: number };

const customers = ['cus_dana', 'cus_bob'];
const phones = ['+12025550123', '+12025550124'];

const amount = fc.constantFrom(0.01, 1, 2.5, 3, 5, 7.5, 10, 12, 20, 33, 40, 90, 1e308, -5);
const ask: fc.Arbitrary<Ask> = fc
  .record({
    turn: fc.integer({ min: 1, max: 2 }),
    what: fc.oneof(
      { weight: 5, arbitrary: fc.tuple(fc.constant('apply_credit'), fc.record({ amount })) },
      {
        weight: 5,
        arbitrary: fc.tuple(
          fc.constant('issue_refund'),
          fc.record({
            orderId: fc.constantFrom('A-0', 'a 0', '#A-0', 'A-1', 'order A-1', '4711', '4712', '4720'),
            lineIds: fc.constantFrom(undefined, [], ['a'], ['b'], ['b', 'a', 'a'], ['1'], ['2']),
          }),
        ),
      },
      { weight: 1, arbitrary: fc.constant(['verify_customer', {}] as const) },
      {
        weight: 1,
        arbitrary: fc.constant([
          'escalate_to_manager',
          { caseFile: { facts: '', wishes: '', offersMade: '', amountsTried: '' } },
        ] as const),
      },
    ),
  })
  .map(({ turn, what: [tool, input] }) => ({ turn, tool, input: { ...input, reason: 'x' } }));

export const anyAsks = fc.array(ask, { minLength: 2, maxLength: 3 });

export const anyRacers: fc.Arbitrary<Racer[]> = fc.array(
  fc.record({
    customer: fc.nat({ max: 1 }),
    tier: fc.constantFrom('aiRep' as const, 'aiRep' as const, 'aiManager' as const),
    asks: anyAsks,
  }),
  { minLength: 2, maxLength: 3 },
);

const multiple = fc.constantFrom(1, 1.15, 1.5, 2, 3);
export const anyCourse: fc.Arbitrary<Course> = fc.record({
  rep: fc.integer({ min: 5, max: 30 }),
  manager: fc.integer({ min: 10, max: 90 }),
  limits: fc.record({ perSession: multiple, perCustomer30Days: multiple, perCompanyDay: multiple }),
  refundedMinor: fc.constantFrom(0, 300),
});

/** Lets all racers ask for everything at once. Each call of a port takes as long as `around` lets it. */
export async function race(course: Course, racers: readonly Racer[], around: Around) {
  const { rep, manager, limits, refundedMinor } = course;
  const config = configOf({ aiRep: everything(rep), aiManager: everything(manager), limits });
  const orders = customers.map(
    (customerId, at): Order =>
      orderOf([line('a', 1_000, refundedMinor), line('b', 2_700)], { orderId: `A-${at}`, customerId }),
  );
  const opening = {
    customers: customers.map((customerId, at) => customerOf({ customerId, phones: [phones[at] ?? ''] })),
    orders,
  };
  const believing = believingShop(opening);
  const stores = memoryStores();
  const { companyId } = config;
  const ports: ToolPorts = {
    ...stores,
    sessions: watched('sessions', stores.sessions, around),
    ledger: watched('ledger', stores.ledger, around),
    allowances: watched('allowances', stores.allowances, around),
    shops: memoryShops({ [companyId]: believing }),
    clock: handClock(noon),
    log: memoryLog(),
    metrics: memoryMetrics(),
  };
  const shop: Commerce = watched<Commerce>('shop', believing, around);
  const prey: Prey = { companyId, config, opening, books: believing.books, requests: [] };
  const raids = await Promise.all(
    racers.map(async ({ customer, tier, asks }, at): Promise<Raid> => {
      const caller: Caller = { from: phones[customer] ?? '', params: {}, customerId: customers[customer] };
      const sessionId = `sess_${at}`;
      const callerId = { number: caller.from, attested: true };
      await stores.sessions.createOnce(sampleSession({ config, sessionId, tier, callerId }), sampleExpiry);
      await Promise.all(asks.map((one, nth) => play(ports, shop, sessionId, one, nth)));
      return { prey, caller, sessionId, said: [], told: () => [] };
    }),
  );
  return { stores, prey, raids };
}

/** One ask of a session as it stands when it is asked, after its caller was looked at, as each turn's worker would. */
async function play(ports: ToolPorts, shop: Commerce, sessionId: string, { tool, input, turn }: Ask, nth: number) {
  const call = (name: string, given: object) =>
    ({ kind: 'toolCall', id: `call_${nth}`, tool: name, input: given }) as const;
  const session = await ports.sessions.find(sessionId);
  if (session === undefined) throw new Error('A racer without a session.');
  const verified = await runTool(
    ports,
    { session, turn, shop, personMissed: false },
    call('verify_customer', {}),
    new Map(),
  );
  const context = { session: verified.session ?? session, turn, shop, personMissed: false };
  await runTool(ports, context, call(tool, input), new Map());
}
