import { expect } from 'vitest';
import type { Tier } from '#lib/contracts/company-config.ts';
import type { Action } from '#lib/domain/action.ts';
import { capMinor, timesDown } from '#lib/domain/caps.ts';
import type { Stores } from '#lib/ports/ports.ts';
import type { Prey, Raid } from '#test/hostile/prey.ts';

export type Audited = { executed: Action[] };

/** Holds the shop's own books and the ledger of all the raids on a company against every limit there is. */
export async function audit(
  stores: Pick<Stores, 'ledger' | 'sessions'>,
  prey: Prey,
  raids: readonly Raid[],
): Promise<Audited> {
  const own = raids.filter((raid) => raid.prey === prey);
  const ofSession = ({ sessionId }: Raid) => stores.ledger.ofSession(prey.companyId, sessionId);
  const ledger = (await Promise.all(own.map(ofSession))).flat();
  const executed = ledger.filter(({ state }) => state === 'executed');
  expect(ledger.filter(({ state }) => !['executed', 'denied', 'failed'].includes(state))).toEqual([]);
  expectSameBooks(prey, executed);
  expectOwnRequests(prey, own);
  await expectOwnCustomers(stores, own, ledger);
  for (const kind of ['refund', 'credit'] as const) expectWithinCaps(prey, kind, executed);
  expectAllowedChanges(prey, executed);
  expectNothingTwice(prey);
  return { executed };
}

/** Every effect of the shop has its row, every row its effect, of the same amount for the same customer. */
function expectSameBooks({ books }: Prey, executed: readonly Action[]): void {
  const done = books.effects.filter(({ result }) => result.kind === 'done');
  expect(done.map(({ key }) => key).sort()).toEqual(executed.map(({ command }) => command?.key).sort());
  for (const { key, command } of done) {
    const row = executed.find((action) => action.command?.key === key);
    const amountMinor = command.kind === 'subscription' ? 0 : command.amountMinor;
    expect(row).toMatchObject({ kind: command.kind, customerId: command.customerId, amount: { amountMinor } });
    expect(row?.evidence).toBeDefined();
  }
}

/** No shop is asked in another company's name, nor for a customer who did not call. */
function expectOwnRequests({ companyId, requests }: Prey, raids: readonly Raid[]): void {
  const callers = new Set(raids.map(({ caller }) => caller.customerId));
  for (const { verdict, request } of requests) {
    expect(verdict).toBe('signed');
    expect(request?.companyId).toBe(companyId);
    const asked: object = request?.data ?? {};
    if ('customerId' in asked) expect(callers).toContain(asked.customerId);
  }
}

/** Each session acts for its own caller, and a stranger's for nobody. */
async function expectOwnCustomers(
  { sessions }: Pick<Stores, 'sessions'>,
  raids: readonly Raid[],
  ledger: readonly Action[],
): Promise<void> {
  for (const { prey, caller, sessionId } of raids) {
    const session = await sessions.find(sessionId);
    expect(session?.companyId).toBe(prey.companyId);
    if (session?.verified !== undefined) expect(session.verified.customerId).toBe(caller.customerId);
    const own = ledger.filter((action) => action.sessionId === sessionId);
    if (caller.customerId === undefined) expect(own).toEqual([]);
    for (const { customerId } of own) expect(customerId).toBe(caller.customerId);
  }
}

const thirtyDaysMs = 30 * 86_400_000;

/** By the config, the amounts and the calendar alone, and not by what the actions say of their windows. */
function expectWithinCaps({ config }: Prey, kind: 'refund' | 'credit', all: readonly Action[]): void {
  const executed = all.filter((action) => action.kind === kind);
  const { tiers, limits, currency, timeZone } = config;
  const field = kind === 'refund' ? 'maxRefundAmount' : 'maxCreditAmount';
  const capOf = (tier: Tier): number => capMinor(tiers[tier].capabilities[field], currency);
  const most = Math.max(capOf('aiRep'), capOf('aiManager'));
  const calendar = calendarOf(timeZone);
  const dayOf = ({ requestedAt }: Action): string => calendar.format(Date.parse(requestedAt));
  const ageMs = (last: Action, { requestedAt }: Action) => Date.parse(last.requestedAt) - Date.parse(requestedAt);

  for (const { amount, tier } of executed) {
    expect(amount.currency).toBe(currency);
    expect(amount.amountMinor).toBeGreaterThan(0);
    expect(amount.amountMinor, 'one action').toBeLessThanOrEqual(capOf(tier));
  }
  for (const session of groups(executed, ({ sessionId }) => sessionId)) {
    const asRep = session.filter(({ tier }) => tier === 'aiRep');
    const cap = asRep.length === session.length ? capOf('aiRep') : most;
    expect(sum(asRep), 'a session of the rep').toBeLessThanOrEqual(timesDown(capOf('aiRep'), limits.perSession));
    expect(sum(session), 'a session').toBeLessThanOrEqual(timesDown(cap, limits.perSession));
  }
  for (const last of executed) {
    const lately = executed.filter(
      (one) => one.customerId === last.customerId && ageMs(last, one) >= 0 && ageMs(last, one) <= thirtyDaysMs,
    );
    expect(sum(lately), 'a customer').toBeLessThanOrEqual(timesDown(most, limits.perCustomer30Days));
  }
  for (const day of groups(executed, dayOf)) {
    expect(sum(day), 'a day').toBeLessThanOrEqual(timesDown(most, limits.perCompanyDay));
  }
}

const calendars = new Map<string, Intl.DateTimeFormat>();

/** Kept: to make one takes longer than all else here. */
function calendarOf(timeZone: string): Intl.DateTimeFormat {
  const calendar = calendars.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone });
  calendars.set(timeZone, calendar);
  return calendar;
}

const groups = (actions: readonly Action[], by: (action: Action) => string): Action[][] => [
  ...Map.groupBy(actions, by).values(),
];
const sum = (actions: readonly Action[]): number =>
  actions.reduce((total, { amount }) => total + amount.amountMinor, 0);

/** Only a tier that may, only the customer's own subscription, only to a plan that the shop offers. */
function expectAllowedChanges({ config, opening }: Prey, executed: readonly Action[]): void {
  for (const { tier, customerId, command } of executed) {
    if (command?.kind !== 'subscription') continue;
    expect(config.tiers[tier].capabilities.canModifySubscription).toBe(true);
    const customer = opening.customers.find((one) => one.customerId === customerId);
    const own = customer?.subscriptions.find(({ subscriptionId }) => subscriptionId === command.subscriptionId);
    expect(own).toBeDefined();
    if (command.change.kind === 'plan') expect([own?.plan, ...(own?.otherPlans ?? [])]).toContain(command.change.plan);
  }
}

/** No line was given back more than it cost, by all that the shop carried out. */
function expectNothingTwice({ books, opening }: Prey): void {
  const given = books.effects.flatMap(({ command, result }) =>
    command.kind === 'refund' && result.kind === 'done'
      ? command.lines.map((line) => ({ ...line, orderId: command.orderId }))
      : [],
  );
  for (const { orderId, lines } of opening.orders) {
    for (const { lineId, paidMinor, refundedMinor } of lines) {
      const ours = given.filter((line) => line.orderId === orderId && line.lineId === lineId);
      const total = ours.reduce((minor, { amountMinor }) => minor + amountMinor, refundedMinor);
      expect(total, `line ${lineId} of order ${orderId}`).toBeLessThanOrEqual(paidMinor);
    }
  }
}
