import { expect } from 'vitest';
import { type Action, isSettled, type Window } from '#lib/domain/action.ts';
import type { Scene } from '#test/ledger/scene.ts';

/** All actions of a scene, oldest first. */
export const actionsOf = ({ ports, session }: Scene): Promise<Action[]> =>
  ports.ledger.ofSession(session.companyId, session.sessionId);

/**
 * Holds the ledger, the allowances and the shop's own books against each other. `open`: actions may be unsettled yet, and may
 * hold what is reserved for them.
 */
export async function expectAgreement(scene: Scene, { open = false } = {}): Promise<Action[]> {
  const actions = await actionsOf(scene);
  const done = scene.books.effects.filter(({ result }) => result.kind === 'done');
  expect(new Set(scene.asked).size, 'no key is sent to the shop twice').toBe(scene.asked.length);
  for (const action of actions) {
    const effect = done.find(({ key }) => key === action.command?.key);
    if (!open) expect(isSettled(action.state), `the action is settled, not ${action.state}`).toBe(true);
    if (action.state === 'executed') {
      expect(effect?.result).toMatchObject({ reference: action.reference });
      expectWholeRow(action);
    } else if (isSettled(action.state))
      expect(effect, `what has ${action.state} is not in the shop's books`).toBeUndefined();
  }
  const keys = new Set(actions.map(({ command }) => command?.key));
  expect(
    done.filter(({ key }) => !keys.has(key)),
    'nothing was done without the ledger',
  ).toEqual([]);
  await expectWindows(scene, actions);
  expectSums(scene, actions);
  return actions;
}

/** Whoever saw an action to its end, its row says what it moved, and nothing of how it went wrong on the way. */
function expectWholeRow({ kind, amount, beforeMinor = Number.NaN, afterMinor, failure }: Action): void {
  expect(afterMinor, 'what was moved is between before and after').toBe(
    kind === 'refund' ? beforeMinor - amount.amountMinor : beforeMinor + amount.amountMinor,
  );
  expect(failure).toBeUndefined();
}

/** Every window holds what was executed in it, and beyond that at most what is open. */
async function expectWindows({ ports, session, clock }: Scene, actions: readonly Action[]): Promise<void> {
  const now = new Date(clock.now()).toISOString();
  const windows = new Map(actions.flatMap((action) => action.windows.map((window) => [window.window, window])));
  for (const window of windows.values()) {
    const spent = await ports.allowances.spent(session.companyId, window, now);
    const executed = countedIn(window, actions, ({ state }) => state === 'executed');
    const open = countedIn(window, actions, ({ state }) => !isSettled(state));
    expect(spent, `${window.window} holds what was executed`).toBeGreaterThanOrEqual(executed);
    expect(spent, `${window.window} holds no more than that`).toBeLessThanOrEqual(executed + open);
  }
}

const countedIn = ({ window }: Window, actions: readonly Action[], those: (action: Action) => boolean): number =>
  actions
    .filter(those)
    .flatMap(({ windows }) => windows)
    .filter((one) => one.window === window)
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** What was given away by the ledger, or may have been, is what was given away by the books. */
function expectSums({ books, metrics }: Scene, actions: readonly Action[]): void {
  const given = { refund: books.refundedMinor(), credit: books.creditedMinor() };
  for (const kind of ['refund', 'credit'] as const) {
    const sum = (those: (action: Action) => boolean) =>
      actions
        .filter((action) => action.kind === kind && those(action))
        .reduce((total, { amount }) => total + amount.amountMinor, 0);
    const executed = sum(({ state }) => state === 'executed');
    expect(given[kind], `${kind}s of the books`).toBeGreaterThanOrEqual(executed);
    expect(given[kind], `${kind}s of the books`).toBeLessThanOrEqual(executed + sum(({ state }) => !isSettled(state)));
  }
  expect(metrics.of('actionsExecuted').length).toBeLessThanOrEqual(
    actions.filter(({ state }) => state === 'executed').length,
  );
}
