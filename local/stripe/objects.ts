/** Stripe's objects, as much of them as the shop's adapter reads. */

type Metadata = Record<string, string>;
export type StripeCustomer = {
  id: string;
  object: 'customer';
  name: string;
  phone: string | null;
  email: string | null;
  address: { postal_code: string } | null;
  shipping: null;
  metadata: Metadata;
};
export type StripeCharge = {
  id: string;
  object: 'charge';
  amount: number;
  amount_captured: number;
  amount_refunded: number;
  refunded: boolean;
  captured: true;
  disputed: boolean;
  status: 'succeeded' | 'failed';
  currency: string;
  customer: string | null;
  created: number;
  description: string | null;
  metadata: Metadata;
  payment_intent: string;
};
export type StripeIntent = {
  id: string;
  object: 'payment_intent';
  status: 'succeeded';
  latest_charge: string;
  metadata: Metadata;
};
export type StripeRefund = {
  id: string;
  object: 'refund';
  amount: number;
  currency: string;
  charge: string;
  status: 'succeeded' | 'failed';
  metadata: Metadata;
};
export type StripeCredit = {
  id: string;
  object: 'customer_balance_transaction';
  amount: number;
  currency: string;
  customer: string;
  metadata: Metadata;
};
export type StripePrice = {
  id: string;
  object: 'price';
  active: true;
  nickname: string;
  lookup_key: null;
  product: string;
  currency: string;
  unit_amount: number;
  recurring: { interval: 'month' };
};
export type StripeSubscription = {
  id: string;
  object: 'subscription';
  customer: string;
  status: 'active' | 'canceled';
  currency: string;
  cancel_at_period_end: boolean;
  pause_collection: { behavior: string } | null;
  items: { object: 'list'; data: { id: string; price: StripePrice; quantity: number }[] };
  metadata: Metadata;
};

/** All that one Stripe account holds here. Change what you like in a test: the next request sees it. */
export type StripeBooks = {
  customers: StripeCustomer[];
  charges: StripeCharge[];
  intents: StripeIntent[];
  refunds: StripeRefund[];
  credits: StripeCredit[];
  prices: StripePrice[];
  subscriptions: StripeSubscription[];
};
