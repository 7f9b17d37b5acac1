import { expect } from 'vitest';
import type { Action } from '#lib/domain/action.ts';
import { capMinor, timesDown } from '#lib/domain/caps.ts';
import type { Company, SimWorld } from '#test/ledger/simulation/world.ts';

const thirtyDaysMs = 30 * 86_400_000;

/**
 * What was executed never exceeded a cap: by the config, the amounts and the calendar alone, and not by what the actions say of
 * their windows. An action is held to its own tier's cap together with all that was reserved before it.
 */
export function expectWithinCaps(world: SimWorld, { config, shop }: Company, actions: readonly Action[]): void {
  const executed = actions.filter(({ state, kind }) => state === 'executed' && kind !== 'subscription');
  for (const action of executed) {
    const { capabilities } = config.tiers[action.tier];
    const major = action.kind === 'refund' ? capabilities.maxRefundAmount : capabilities.maxCreditAmount;
    const cap = capMinor(major, config.currency);
    expect(action.amount.amountMinor, 'the cap of one action').toBeLessThanOrEqual(cap);
    const sum = (window: number, those: (one: Action) => boolean): number =>
      total(
        executed
          .filter((one) => one.kind === action.kind && those(one))
          .filter(reservedNoLaterThan(world, action, window)),
      );
    const { perSession, perCustomer30Days, perCompanyDay } = config.limits;
    expect(
      sum(-3, ({ sessionId }) => sessionId === action.sessionId),
      'the cap of a session',
    ).toBeLessThanOrEqual(timesDown(cap, perSession));
    expect(
      sum(
        -2,
        ({ customerId, requestedAt }) => customerId === action.customerId && ageMs(action, requestedAt) <= thirtyDaysMs,
      ),
      'the cap of a customer',
    ).toBeLessThanOrEqual(timesDown(cap, perCustomer30Days));
    expect(
      sum(-1, ({ requestedAt }) => dayOf(requestedAt, config.timeZone) === dayOf(action.requestedAt, config.timeZone)),
      'the cap of a company’s day',
    ).toBeLessThanOrEqual(timesDown(cap, perCompanyDay));
  }
  for (const { orderId, lines } of shop.books.orders) {
    for (const { lineId, paidMinor, refundedMinor } of lines) {
      const ours = executed.flatMap(({ command }) =>
        command?.kind === 'refund' && command.orderId === orderId
          ? command.lines.filter((line) => line.lineId === lineId)
          : [],
      );
      const oursMinor = ours.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
      expect(oursMinor, 'what we gave back of a line').toBeLessThanOrEqual(refundedMinor);
      expect(refundedMinor, 'what was given back of a line').toBeLessThanOrEqual(paidMinor);
    }
  }
}

/** By one of the last three windows of each: the session's, the customer's and the company's day. */
function reservedNoLaterThan({ reservations }: SimWorld, action: Action, nth: number): (one: Action) => boolean {
  const placeOf = ({ companyId, windows, actionId }: Action): number =>
    reservations.indexOf([companyId, windows.at(nth)?.window, actionId].join());
  const place = placeOf(action);
  return (one) => placeOf(one) <= place;
}

const ageMs = (action: Action, at: string): number => Date.parse(action.requestedAt) - Date.parse(at);
const total = (actions: readonly Action[]): number => actions.reduce((sum, { amount }) => sum + amount.amountMinor, 0);

/** `22/11/2026`, where the company is. */
const dayOf = (at: string, timeZone: string): string => new Date(at).toLocaleDateString('en-GB', { timeZone });
