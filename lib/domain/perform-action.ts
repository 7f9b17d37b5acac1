import { type Action, type ActionKind, actionIdPrefix, type Denial, isSettled, moved } from '#lib/domain/action.ts';
import type { Allowed, Decision } from '#lib/domain/authority.ts';
import type { CommerceCommand } from '#lib/domain/commerce.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { Session } from '#lib/domain/session.ts';
import { type Commerce, CommerceError } from '#lib/ports/commerce.ts';
import type { Ports } from '#lib/ports/ports.ts';

export type ActionPorts = Pick<Ports, 'ledger' | 'allowances' | 'clock' | 'log' | 'metrics'>;

/** What the model wants done, and for whom. */
export type Wish = {
  session: Session;
  turn: number;
  kind: ActionKind;
  /** What makes this wish this wish: the normalised arguments, without the words of the reason. */
  identity: readonly string[];
  reason: string;
};

/**
 * How long after its last move a worker may still act on an action, in milliseconds. Who wakes up later leaves it to the
 * reconciler, which may have asked the shop meanwhile and given back what was reserved.
 */
export const actWithinMs = 60_000;

/**
 * Carries a wish through the ledger: requested, reserved, executing, executed. Each step is a conditional write before
 * the deed it allows, so that a crash anywhere leaves a state from which the reconciler reaches the truth. The same wish
 * of the same turn is the same action: it is told what became of the first one. Throws AppError `timeout` where it slept for
 * too long to go on.
 */
export async function performAction(
  ports: ActionPorts,
  shop: Commerce,
  wish: Wish,
  decide: () => Promise<Decision>,
): Promise<Action> {
  const { companyId, tier } = wish.session;
  let ids = await idsOf(wish);
  let standing = await ports.ledger.find(companyId, ids.actionId);
  if (standing?.state === 'denied' && standing.tier !== tier) {
    // What the rep was denied the manager may ask for anew, in the same turn.
    ids = await idsOf({ ...wish, identity: [...wish.identity, tier] });
    standing = await ports.ledger.find(companyId, ids.actionId);
  }
  if (standing !== undefined) return standing;
  const { actionId, key } = ids;
  const decision = await decide();
  if (decision.kind === 'denied') {
    const denied = { ...actionOf(ports, wish, actionId, decision), state: 'denied' as const, denial: decision.denial };
    return record(ports, denied);
  }
  const command = { ...decision.command, key, reason: wish.reason } as CommerceCommand;
  const action: Action = {
    ...actionOf(ports, wish, actionId, decision),
    command,
    windows: decision.windows,
    beforeMinor: decision.beforeMinor,
  };
  const { action: stands, created } = await ports.ledger.createOnce(action);
  return created ? carryOut(ports, shop, stands, decision) : stands;
}

async function carryOut(ports: ActionPorts, shop: Commerce, action: Action, decision: Allowed): Promise<Action> {
  const full = await reserveAll(ports, action);
  if (full !== undefined) {
    // Released first: a crash in between leaves nothing reserved for an action that never ran.
    await releaseAll(ports, action);
    return moveOn(ports, action, 'requested', 'denied', { denial: full });
  }
  const reserved = await moveOn(ports, action, 'requested', 'reserved');
  const executing = reserved.state === 'reserved' ? await moveOn(ports, reserved, 'reserved', 'executing') : reserved;
  if (executing.state !== 'executing') {
    // The reconciler took us for dead and has settled it: what we reserved meanwhile must not stay.
    await releaseAll(ports, action);
    return executing;
  }
  return execute(ports, shop, executing, decision.afterMinor);
}

async function execute(ports: ActionPorts, shop: Commerce, action: Action, afterMinor: number): Promise<Action> {
  if (action.command === undefined) throw new Error(`Action ${action.actionId} has no command to execute.`);
  requireInTime(ports, action);
  try {
    const result = await shop.execute(action.command);
    if (result.kind === 'done') {
      return moveOn(ports, action, 'executing', 'executed', { reference: result.reference, afterMinor });
    }
    await releaseAll(ports, action);
    return moveOn(ports, action, 'executing', 'failed', { failure: result.reason });
  } catch (cause) {
    ports.log.error('action not carried out', cause, { actionId: action.actionId, kind: action.kind });
    if (cause instanceof CommerceError && cause.certainty === 'not-done') {
      await releaseAll(ports, action);
      return moveOn(ports, action, 'executing', 'failed', { failure: cause.message });
    }
    // It may have happened. The reservation stays until the shop has been asked by the key.
    return moveOn(ports, action, 'executing', 'unknown', { failure: 'The shop did not say what became of it.' });
  }
}

/** Reserves every window; the denial of the first that is full. */
async function reserveAll(ports: ActionPorts, action: Action): Promise<Denial | undefined> {
  const at = action.requestedAt;
  for (const window of action.windows) {
    const entry = { actionId: action.actionId, amountMinor: window.amountMinor, at };
    requireInTime(ports, action);
    if (!(await ports.allowances.reserve(action.companyId, window, entry))) {
      return { code: window.denial, couldDo: window.couldDo };
    }
  }
  return undefined;
}

/** Before each effect that the reconciler cannot see coming. The moves need no such guard: they are conditional. */
function requireInTime(ports: Pick<ActionPorts, 'clock'>, { actionId, updatedAt }: Action): void {
  const ageMs = ports.clock.now() - Date.parse(updatedAt);
  if (ageMs <= actWithinMs) return;
  throw new AppError('timeout', `Action ${actionId} stood still for ${ageMs} ms and is left to the reconciler.`);
}

/** Gives every window back. Idempotent: releasing what was never reserved does nothing. */
export async function releaseAll(ports: Pick<ActionPorts, 'allowances'>, action: Action): Promise<void> {
  for (const window of action.windows) await ports.allowances.release(action.companyId, window, action.actionId);
}

type Change = Parameters<ActionPorts['ledger']['move']>[3];

/** Moves the action on, and returns it as it then stands, whoever moved it. */
export async function moveOn(
  ports: ActionPorts,
  action: Action,
  from: Action['state'],
  to: Action['state'],
  change: Omit<Change, 'updatedAt'> = {},
): Promise<Action> {
  const updatedAt = new Date(ports.clock.now()).toISOString();
  if (await ports.ledger.move(action, from, to, { ...change, updatedAt })) {
    const stands = moved(action, to, { ...change, updatedAt });
    if (isSettled(to) || to === 'unknown') count(ports, stands);
    return stands;
  }
  return (await ports.ledger.find(action.companyId, action.actionId)) ?? action;
}

async function record(ports: ActionPorts, action: Action): Promise<Action> {
  const { action: stands, created } = await ports.ledger.createOnce(action);
  if (created) count(ports, stands);
  return stands;
}

function count(ports: ActionPorts, action: Action): void {
  const tags = { tier: action.tier, company: action.companyId };
  if (action.state === 'executed') ports.metrics.emit('actionsExecuted', 1, tags);
  if (action.state === 'denied') ports.metrics.emit('actionsDenied', 1, tags);
  if (action.state === 'failed') ports.metrics.emit('actionsFailed', 1, tags);
  if (action.state === 'unknown') ports.metrics.emit('actionsUnknown', 1, tags);
}

function actionOf(ports: ActionPorts, wish: Wish, actionId: string, { amount, rule }: Decision): Action {
  const now = new Date(ports.clock.now()).toISOString();
  const { session } = wish;
  return {
    companyId: session.companyId,
    actionId,
    sessionId: session.sessionId,
    turn: wish.turn,
    tier: session.tier,
    kind: wish.kind,
    state: 'requested',
    customerId: session.verified?.customerId,
    amount,
    reason: wish.reason,
    evidence: session.verified?.evidence,
    rule,
    windows: [],
    requestedAt: now,
    updatedAt: now,
  };
}

/** The idempotency key: company, session, turn, tool and normalised arguments. The shop sees only its digest. */
async function idsOf({ session, turn, kind, identity }: Wish): Promise<{ actionId: string; key: string }> {
  const text = JSON.stringify([session.companyId, session.sessionId, turn, kind, ...identity]);
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  const digest = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { actionId: actionIdPrefix(session.sessionId) + digest.slice(0, 24), key: `csai_${digest}` };
}
