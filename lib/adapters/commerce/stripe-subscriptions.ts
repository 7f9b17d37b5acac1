import { createHash } from 'node:crypto';
import type { Stripe } from 'stripe';
import { fromStripe } from '#lib/adapters/commerce/stripe-money.ts';
import { shopLimits } from '#lib/contracts/commerce-answers.ts';
import type { Subscription, SubscriptionChange } from '#lib/domain/commerce.ts';

/**
 * A plan is a price, by its nickname, else its lookup key, else its id. What a subscription of one price may be changed to are
 * the other active prices of the same product, currency and interval.
 */
export async function subscriptionsOf(stripe: Stripe, customerId: string): Promise<Subscription[]> {
  const { data } = await stripe.subscriptions.list({
    customer: customerId,
    status: 'all',
    limit: shopLimits.subscriptions,
  });
  const begun = data.filter(({ status }) => status !== 'incomplete' && status !== 'incomplete_expired');
  return Promise.all(
    begun.map(async (subscription) => ({
      subscriptionId: subscription.id,
      plan: subscription.items.data.map(({ price }) => planOf(price)).join(' and '),
      status: statusOf(subscription),
      price: priceOf(subscription),
      otherPlans: statusOf(subscription) === 'cancelled' ? [] : [...(await otherPrices(stripe, subscription)).keys()],
    })),
  );
}

/** What Stripe is told to change; undefined where there is no such plan. A change of plan costs nothing before the next bill. */
export async function toUpdate(
  stripe: Stripe,
  subscription: Stripe.Subscription,
  change: SubscriptionChange,
): Promise<Stripe.SubscriptionUpdateParams | undefined> {
  switch (change.kind) {
    case 'pause':
      return { pause_collection: { behavior: 'void' } };
    case 'resume':
      return { pause_collection: '' };
    // What is paid for stays until its end.
    case 'cancel':
      return { cancel_at_period_end: true };
    case 'plan': {
      const price = (await otherPrices(stripe, subscription)).get(change.plan);
      const [item] = subscription.items.data;
      if (price === undefined || item === undefined) return undefined;
      return { items: [{ id: item.id, price: price.id }], proration_behavior: 'none' };
    }
    default:
      return change satisfies never;
  }
}

export const hasEnded = ({ status }: Stripe.Subscription): boolean => status === 'canceled';

/**
 * A subscription is marked with every key that changed it, each under a name of its own, since changes of metadata leave other
 * names alone. Stripe holds fifty names: marks older than ninety days make room.
 */
export function markOf(key: string): string {
  return `${markPrefix}${createHash('sha256').update(key).digest('hex').slice(0, 32)}`;
}

/** The metadata that adds a mark; undefined where there is no room. */
export function marking(
  { metadata }: Stripe.Subscription,
  key: string,
  nowMs: number,
): Record<string, string> | undefined {
  const marks = Object.entries(metadata).filter(([name]) => name.startsWith(markPrefix));
  const old = marks.filter(([, at]) => !(Date.parse(at) > nowMs - 90 * 86_400_000));
  if (Object.keys(metadata).length - old.length >= 50) return undefined;
  return { ...Object.fromEntries(old.map(([name]) => [name, ''])), [markOf(key)]: new Date(nowMs).toISOString() };
}

const markPrefix = 'cs_ai_';

const planOf = ({ nickname, lookup_key, id }: Stripe.Price): string => nickname || lookup_key || id;

function statusOf(subscription: Stripe.Subscription): Subscription['status'] {
  if (hasEnded(subscription) || subscription.cancel_at_period_end) return 'cancelled';
  return subscription.pause_collection !== null || subscription.status === 'paused' ? 'paused' : 'active';
}

function priceOf({ items, currency }: Stripe.Subscription): Subscription['price'] {
  const amount = items.data.reduce((sum, { price, quantity }) => sum + (price.unit_amount ?? 0) * (quantity ?? 1), 0);
  return fromStripe({ amount, currency });
}

/** By plan. A name that two prices share is no plan to choose. */
async function otherPrices(stripe: Stripe, { items }: Stripe.Subscription): Promise<Map<string, Stripe.Price>> {
  const [item, second] = items.data;
  if (item === undefined || second !== undefined) return new Map();
  const { product, currency, recurring, id } = item.price;
  const { data } = await stripe.prices.list({
    product: typeof product === 'string' ? product : product.id,
    active: true,
    type: 'recurring',
    currency,
    limit: 100,
  });
  const others = data.filter(
    (price) => price.id !== id && price.unit_amount !== null && price.recurring?.interval === recurring?.interval,
  );
  const byPlan = Map.groupBy(others, planOf);
  byPlan.delete(planOf(item.price));
  return new Map([...byPlan].flatMap(([plan, [price, twin]]) => (price && !twin ? [[plan, price]] : [])));
}
