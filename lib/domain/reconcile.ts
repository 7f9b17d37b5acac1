import { type Action, afterMinorOf } from '#lib/domain/action.ts';
import { type ActionPorts, moveOn, releaseAll } from '#lib/domain/perform-action.ts';
import { CommerceError } from '#lib/ports/commerce.ts';
import type { Ports } from '#lib/ports/ports.ts';

export type ReconcilePorts = ActionPorts & Pick<Ports, 'shops'>;

/**
 * How long an action may stand still before it counts as left behind, in milliseconds. Longer than a worker acts on it and a
 * shop takes a signed request for (five minutes) together, so that "the shop never saw it" is final.
 */
export const leftBehindMs = 10 * 60_000;
/** Actions looked at in one run; the next run takes the rest. */
const perRun = 200;
/** Companies whose shops are asked at the same time, and questions to one shop: one that hangs delays no other. */
const companiesAtOnce = 25;
const perCompanyAtOnce = 4;

export type ReconcileOptions = {
  leftBehindMs?: number;
  /** Milliseconds after which nothing more is begun. Default: no limit. */
  workWithinMs?: number;
};

/** How many came to which end; `leftForLater` were not begun, because the time was over. */
export type Reconciled = { executed: number; failed: number; stillUnknown: number; leftForLater: number };

/** Brings every action that was left behind to its end, by asking the shop what it knows. Never executes anything. */
export async function reconcile(ports: ReconcilePorts, options: ReconcileOptions = {}): Promise<Reconciled> {
  const startedAt = ports.clock.now();
  const before = new Date(startedAt - (options.leftBehindMs ?? leftBehindMs)).toISOString();
  const tally: Reconciled = { executed: 0, failed: 0, stillUnknown: 0, leftForLater: 0 };
  const bring = async (action: Action): Promise<void> => {
    if (ports.clock.now() - startedAt >= (options.workWithinMs ?? Number.POSITIVE_INFINITY)) {
      tally.leftForLater += 1;
      return;
    }
    const settled = await settle(ports, action).catch((cause: unknown) => later(ports, action, cause));
    if (settled.state === 'executed') tally.executed += 1;
    else if (settled.state === 'failed' || settled.state === 'denied') tally.failed += 1;
    else tally.stillUnknown += 1;
  };
  const found = await ports.ledger.unsettled(before, perRun);
  const byCompany = Map.groupBy(found, ({ companyId }) => companyId);
  await atMost(companiesAtOnce, [...byCompany.values()], (theirs) => atMost(perCompanyAtOnce, theirs, bring));
  ports.metrics.emit('actionsUnsettled', tally.stillUnknown + tally.leftForLater);
  return tally;
}

/** Does the work for each, in order, for at most so many at the same time. */
async function atMost<Item>(count: number, items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const worker = async () => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: count }, worker));
}

/** It goes to the end of the line: those that cannot be settled must not stand in the way of those that can. */
async function later(ports: ReconcilePorts, action: Action, cause: unknown): Promise<Action> {
  ports.log.error('action not reconciled', cause, { actionId: action.actionId });
  const updatedAt = new Date(ports.clock.now()).toISOString();
  await ports.ledger.move(action, 'unknown', 'unknown', { updatedAt });
  return action;
}

/**
 * First `unknown`, a state from which nobody executes: a slow worker can no longer act. Then the shop is asked. What is
 * reserved is given back before the last move, so that a crash in between is mended by the next run.
 */
async function settle(ports: ReconcilePorts, action: Action): Promise<Action> {
  const parked = action.state === 'unknown' ? action : await moveOn(ports, action, action.state, 'unknown');
  if (parked.state !== 'unknown') return parked;
  const shop = await ports.shops.of(parked.companyId);
  if (shop === undefined || parked.command === undefined) {
    throw new CommerceError('unknown', `Company ${parked.companyId} has no shop to ask about ${parked.actionId}.`);
  }
  const result = await shop.findResult(parked.command);
  if (result?.kind === 'done') {
    return moveOn(ports, parked, 'unknown', 'executed', {
      reference: result.reference,
      afterMinor: afterMinorOf(parked),
    });
  }
  await releaseAll(ports, parked);
  return moveOn(ports, parked, 'unknown', 'failed', { failure: result?.reason ?? 'The shop never saw it.' });
}
