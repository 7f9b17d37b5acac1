import type { Tier } from '#lib/contracts/company-config.ts';
import type { CommerceCommand } from '#lib/domain/commerce.ts';
import type { CompanyId, SessionId } from '#lib/domain/ids.ts';
import type { Money } from '#lib/domain/money.ts';

export type ActionKind = 'refund' | 'credit' | 'subscription';

export const denialCodes = [
  'no-shop',
  'not-verified',
  'not-theirs',
  'unknown-order',
  'unknown-line',
  'unknown-subscription',
  'not-allowed',
  'over-cap',
  'over-session-cap',
  'over-customer-cap',
  'over-company-cap',
  'already-refunded',
  'too-old',
  'wrong-currency',
  'bad-amount',
  'no-change',
] as const;
export type DenialCode = (typeof denialCodes)[number];

/** Why an action is not done, and who could do it. */
export type Denial = { code: DenialCode; couldDo: 'aiManager' | 'humanAgent' | undefined };

/** A cumulative cap that an action counts against. */
export type Window = {
  /** The key of the CSAllowance row: what is counted together. */
  window: string;
  limitMinor: number;
  /** What this action counts for in it. */
  amountMinor: number;
  /** A rolling window forgets what is older; absent on windows that end by their name. */
  rollingMs?: number;
  /**
   * How long after an action was counted nothing can be counted against it any more, and its row may go; absent on windows
   * that are for good.
   */
  keptMs?: number;
  /** The denial when it is full, and who could still do it then. */
  denial: DenialCode;
  couldDo: Denial['couldDo'];
};

export type ActionState = 'requested' | 'reserved' | 'executing' | 'executed' | 'failed' | 'unknown' | 'denied';

/** Nothing more can happen to it. */
export const isSettled = (state: ActionState): boolean =>
  state === 'executed' || state === 'failed' || state === 'denied';

/** What the ids of a session's actions begin with, and of no other's. */
export const actionIdPrefix = (sessionId: SessionId): string => `act_${sessionId}#`;

/** One row of the ledger: who wanted what, by which rule it was decided, and what became of it. Never expires. */
export type Action = {
  companyId: CompanyId;
  /**
   * `act_<sessionId>#<digest>`: a session's actions stand together in the ledger. The digest is of the idempotency key,
   * so the same wish of the same turn is the same action.
   */
  actionId: string;
  sessionId: SessionId;
  turn: number;
  tier: Tier;
  kind: ActionKind;
  state: ActionState;
  customerId: string | undefined;
  /** Zero for what moves no money. */
  amount: Money;
  reason: string;
  /** How the customer was verified. */
  evidence: string | undefined;
  /** The rule that allowed it, in words, or the denial. */
  rule: string;
  denial?: Denial;
  /** What the shop is asked; absent on denied actions that never became a command. */
  command?: CommerceCommand;
  windows: readonly Window[];
  /** What the order line or balance stood at, before and after, in minor units, where it is known. */
  beforeMinor?: number;
  afterMinor?: number;
  /** The shop's reference. */
  reference?: string;
  failure?: string;
  requestedAt: string;
  updatedAt: string;
};

/** In the place of words that were taken away. */
const wordsGone = '[erased]';

/** An action without the words that somebody said or wrote. */
export const withoutWords = (action: Action): Action => ({
  ...action,
  reason: wordsGone,
  ...(action.command === undefined ? {} : { command: { ...action.command, reason: wordsGone } }),
});

/** What the row of a carried-out action says it moved to; undefined where it is not known what it moved from. */
export const afterMinorOf = ({ kind, amount, beforeMinor }: Action): number | undefined =>
  beforeMinor === undefined
    ? undefined
    : kind === 'refund'
      ? beforeMinor - amount.amountMinor
      : beforeMinor + amount.amountMinor;

/** An action as a move leaves it. What went wrong on the way is no part of one that was carried out. */
export function moved<Change extends Partial<Action>>(action: Action, to: ActionState, change: Change): Action {
  const { failure, ...rest } = action;
  const kept = failure === undefined || to === 'executed' ? {} : { failure };
  return { ...rest, ...kept, ...change, state: to };
}
