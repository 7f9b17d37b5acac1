import type { Standing, SubscriptionWish } from '#lib/domain/authority.ts';
import type { Customer, Subscription, SubscriptionChange } from '#lib/domain/commerce.ts';
import { type Ruling, refuse, requireStanding } from '#lib/domain/ruling.ts';

/** A change that is one, of the verified customer's own subscription, to what the shop offers. It moves no money here. */
export function ruleOnSubscription(standing: Standing, wish: SubscriptionWish, customer: Customer | undefined): Ruling {
  const standingOf = requireStanding(standing, 'canModifySubscription');
  if ('kind' in standingOf) return standingOf;
  const { customerId } = standingOf;
  if (customer?.customerId !== customerId) {
    return refuse(standing, 'unknown-subscription', 'the shop does not know the verified customer');
  }
  const subscription = chosen(customer.subscriptions, wish.subscriptionId);
  if (subscription === undefined) {
    return refuse(
      standing,
      'unknown-subscription',
      'the customer has no such subscription, or several and none was named',
    );
  }
  const { subscriptionId } = subscription;
  const obstacle = obstacleTo(wish.change, subscription);
  if (obstacle !== undefined) return refuse(standing, obstacle.code, obstacle.rule);
  return {
    kind: 'allowed',
    amount: { amountMinor: 0, currency: standing.config.currency },
    command: { kind: 'subscription', customerId, subscriptionId, change: wish.change },
    windows: [],
    rule: `${standing.tier} may modify subscriptions: ${wish.change.kind}, from ${subscription.status}`,
    beforeMinor: 0,
    afterMinor: 0,
  };
}

/** The named one; without a name the only one, or the only one that has not ended. */
function chosen(all: readonly Subscription[], id: string | undefined): Subscription | undefined {
  if (id !== undefined) return all.find(({ subscriptionId }) => subscriptionId === id);
  const running = all.filter(({ status }) => status !== 'cancelled');
  const candidates = running.length > 0 ? running : all;
  return candidates.length === 1 ? candidates[0] : undefined;
}

type Obstacle = { code: 'no-change' | 'not-allowed'; rule: string };

function obstacleTo(change: SubscriptionChange, { status, plan, otherPlans }: Subscription): Obstacle | undefined {
  const already: Obstacle = { code: 'no-change', rule: `the subscription is ${status} on its plan already` };
  if (change.kind !== 'cancel' && status === 'cancelled') {
    return { code: 'not-allowed', rule: 'a cancelled subscription is begun anew by a person only' };
  }
  switch (change.kind) {
    case 'pause':
      return status === 'paused' ? already : undefined;
    case 'resume':
      return status === 'active' ? already : undefined;
    case 'cancel':
      return status === 'cancelled' ? already : undefined;
    case 'plan':
      if (change.plan === plan) return already;
      return otherPlans.includes(change.plan) ? undefined : { code: 'no-change', rule: 'that plan is not offered' };
    default:
      change satisfies never;
      return { code: 'not-allowed', rule: 'there is no such change' };
  }
}
