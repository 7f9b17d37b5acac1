import type { Action, ActionState, Window } from '#lib/domain/action.ts';
import type { CompanyId, SessionId } from '#lib/domain/ids.ts';

/** CSAction. Rows never expire, and a state only ever moves on. */
export interface Ledger {
  find(companyId: CompanyId, actionId: string): Promise<Action | undefined>;
  /** Writes the action once; returns the one that stands and whether it is ours. */
  createOnce(action: Action): Promise<{ action: Action; created: boolean }>;
  /**
   * Moves an action on if it is still in `from`; false when somebody else has moved it. On the way to `executed` the failure
   * of an earlier state is dropped.
   */
  move(
    action: Pick<Action, 'companyId' | 'actionId'>,
    from: ActionState,
    to: ActionState,
    change: Partial<Pick<Action, 'denial' | 'reference' | 'failure' | 'afterMinor' | 'rule'>> & { updatedAt: string },
  ): Promise<boolean>;
  /**
   * Takes the words out of a settled action that somebody said or wrote: its reasons. What was decided, by which rule, how much
   * and for whom stays. False where it is not settled.
   */
  redact(action: Action): Promise<boolean>;
  /** All actions of a session, oldest first. Consistent: receipts stand on it. */
  ofSession(companyId: CompanyId, sessionId: SessionId): Promise<Action[]>;
  /** Actions not settled (requested, reserved, executing, unknown) whose last change is before `updatedBefore`. */
  unsettled(updatedBefore: string, limit: number): Promise<Action[]>;
  /** Settled actions that Tallies.count has not finished with, longest settled first. The index may lag. */
  uncounted(limit: number): Promise<Action[]>;
}

/** CSAllowance: what has been spent or is reserved in a window, by action. */
export interface Allowances {
  /**
   * Counts an action into a window if it fits under the limit, and the window can hold one more. True also when this action is counted already.
   * One conditional write; concurrent reservations never exceed the limit together.
   */
  reserve(
    companyId: CompanyId,
    window: Window,
    entry: { actionId: string; amountMinor: number; at: string },
  ): Promise<boolean>;
  /** Takes an action out of a window; nothing happens when it is not in it. */
  release(companyId: CompanyId, window: Pick<Window, 'window'>, actionId: string): Promise<void>;
  /** What a window holds at a time, in minor units. */
  spent(companyId: CompanyId, window: Pick<Window, 'window' | 'rollingMs'>, at: string): Promise<number>;
}
