import type { CompanyConfig, Tier } from '#lib/contracts/company-config.ts';
import type { Denial, DenialCode, Window } from '#lib/domain/action.ts';
import { personOf } from '#lib/domain/call.ts';
import type { CommerceCommand, Customer, Order, SubscriptionChange } from '#lib/domain/commerce.ts';
import { ruleOnCredit } from '#lib/domain/credit-ruling.ts';
import type { CompanyId, SessionId } from '#lib/domain/ids.ts';
import type { Money } from '#lib/domain/money.ts';
import { ruleOnRefund } from '#lib/domain/refund-ruling.ts';
import type { Ruling } from '#lib/domain/ruling.ts';
import type { Verification } from '#lib/domain/session.ts';
import { ruleOnSubscription } from '#lib/domain/subscription-ruling.ts';

export type RefundWish = { kind: 'refund'; orderId: string; lineIds?: readonly string[] };
export type CreditWish = { kind: 'credit'; amountMajor: number };
export type SubscriptionWish = { kind: 'subscription'; subscriptionId?: string; change: SubscriptionChange };

/** Who asks: the tier that acts, under the config pinned to the session, for the customer who was verified. */
export type Standing = {
  companyId: CompanyId;
  sessionId: SessionId;
  tier: Tier;
  config: CompanyConfig;
  verified: Verification | undefined;
  /** ISO time. */
  now: string;
};

type Unsigned<Command> = Command extends CommerceCommand ? Omit<Command, 'key' | 'reason'> : never;

export type Allowed = {
  kind: 'allowed';
  amount: Money;
  /** What the shop is asked, but for the key and the reason. */
  command: Unsigned<CommerceCommand>;
  /** Each must have room before the shop is asked. */
  windows: readonly Window[];
  /** The rule that decided, in words, for the ledger; never for the model. */
  rule: string;
  /**
   * In minor units: what is left of the order to refund, before and after; for a credit nothing and its amount, because
   * the balance is the shop's; zero for what moves no money.
   */
  beforeMinor: number;
  afterMinor: number;
};
/** `amount` is zero where it came to none. */
export type Decision = Allowed | { kind: 'denied'; denial: Denial; amount: Money; rule: string };

/** Whether the lines of an order may be refunded. The amount comes from the order as the shop has it, never from a wish. */
export const decideRefund = (standing: Standing, wish: RefundWish, order: Order | undefined): Decision =>
  decide(standing, (acting) => ruleOnRefund(acting, wish, order));

/** Whether a credit may be given. Its amount is the only one that the model names. */
export const decideCredit = (standing: Standing, wish: CreditWish): Decision =>
  decide(standing, (acting) => ruleOnCredit(acting, wish));

/** Whether a subscription may be changed. `customer` is the verified one, as the shop knows them now. */
export const decideSubscription = (
  standing: Standing,
  wish: SubscriptionWish,
  customer: Customer | undefined,
): Decision => decide(standing, (acting) => ruleOnSubscription(acting, wish, customer));

/** What the caller or the model can put right, so that nobody above needs to be asked. */
const curable: ReadonlySet<DenialCode> = new Set([
  'not-verified',
  'unknown-order',
  'unknown-line',
  'unknown-subscription',
  'bad-amount',
  'no-change',
]);

/** The rule of the acting tier, and of the manager above it by the same rule: so `couldDo` is never a guess. */
function decide(standing: Standing, ruleOn: (acting: Standing) => Ruling): Decision {
  const ruling = ruleOn(standing);
  const manager = standing.tier === 'aiRep' ? ruleOn({ ...standing, tier: 'aiManager' }) : undefined;
  const person = personOf(standing.config.tiers.humanAgent) === undefined ? undefined : 'humanAgent';
  if (ruling.kind === 'refused') {
    const { code, amount, rule } = ruling;
    const above = manager?.kind === 'allowed' ? 'aiManager' : person;
    return { kind: 'denied', denial: { code, couldDo: curable.has(code) ? undefined : above }, amount, rule };
  }
  return {
    ...ruling,
    windows: ruling.windows.map((window) => ({
      ...window,
      couldDo: hasMoreRoom(manager, window) ? 'aiManager' : person,
    })),
  };
}

/** Whether the manager's own limit on the same window is larger, so that a window full for the rep may not be for them. */
const hasMoreRoom = (manager: Ruling | undefined, { window, limitMinor }: Pick<Window, 'window' | 'limitMinor'>) =>
  manager?.kind === 'allowed' &&
  manager.windows.some((theirs) => theirs.window === window && theirs.limitMinor > limitMinor);
