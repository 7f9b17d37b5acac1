import type { Opening } from '#lib/adapters/memory/shop-books.ts';
import type { Customer, Order } from '#lib/domain/commerce.ts';
import type {
  StripeBooks,
  StripeCharge,
  StripeCustomer,
  StripePrice,
  StripeSubscription,
} from '#local/stripe/objects.ts';

/** A shop's opening as Stripe would hold it: every order is a payment intent and its charge. */
export function openStripeBooks({ customers, orders }: Opening): StripeBooks {
  return {
    customers: customers.map(toCustomer),
    charges: orders.map(toCharge),
    intents: orders.map(({ orderId }) => ({
      id: `pi_${orderId}`,
      object: 'payment_intent',
      status: 'succeeded',
      latest_charge: `ch_${orderId}`,
      metadata: { order_id: orderId },
    })),
    refunds: [],
    credits: [],
    prices: customers.flatMap(toPrices),
    subscriptions: customers.flatMap(toSubscriptions),
  };
}

const idOf = (kind: string, id: string): string => `${kind}_${id.replace(/^\w+-/, '').replace(/\W/g, '')}`;

const toCustomer = ({ customerId, name, phones, emails, postcode }: Customer): StripeCustomer => ({
  id: idOf('cus', customerId),
  object: 'customer',
  name,
  phone: phones[0] ?? null,
  email: emails[0] ?? null,
  address: postcode === undefined ? null : { postal_code: postcode },
  shipping: null,
  metadata: {},
});

function toCharge({ orderId, customerId, placedAt, status, currency, lines }: Order): StripeCharge {
  const amount = lines.reduce((sum, line) => sum + line.paidMinor, 0);
  const named = lines.map(({ lineId, description, quantity, paidMinor }) => [
    `line_${lineId}`,
    JSON.stringify({ description, quantity, amount: paidMinor }),
  ]);
  return {
    id: `ch_${orderId}`,
    object: 'charge',
    amount,
    amount_captured: amount,
    amount_refunded: 0,
    refunded: false,
    captured: true,
    disputed: false,
    status: 'succeeded',
    currency: currency.toLowerCase(),
    customer: idOf('cus', customerId),
    created: Math.floor(Date.parse(placedAt) / 1_000),
    description: null,
    metadata: { order_id: orderId, order_status: status, ...Object.fromEntries(named) },
    payment_intent: `pi_${orderId}`,
  };
}

const toPrices = ({ subscriptions }: Customer): StripePrice[] =>
  subscriptions.flatMap(({ subscriptionId, plan, price, otherPlans }) =>
    [plan, ...otherPlans].map((nickname, index) => ({
      id: `${idOf('price', subscriptionId)}_${index}`,
      object: 'price',
      active: true,
      nickname,
      lookup_key: null,
      product: idOf('prod', subscriptionId),
      currency: price.currency.toLowerCase(),
      unit_amount: price.amountMinor,
      recurring: { interval: 'month' },
    })),
  );

function toSubscriptions(customer: Customer): StripeSubscription[] {
  const prices = toPrices(customer);
  return customer.subscriptions.map(({ subscriptionId, plan, price }) => ({
    id: idOf('sub', subscriptionId),
    object: 'subscription',
    customer: idOf('cus', customer.customerId),
    status: 'active',
    currency: price.currency.toLowerCase(),
    cancel_at_period_end: false,
    pause_collection: null,
    items: {
      object: 'list',
      data: prices
        .filter(({ nickname }) => nickname === plan)
        .map((one) => ({ id: idOf('si', subscriptionId), price: one, quantity: 1 })),
    },
    metadata: {},
  }));
}
