import type { Money } from '#lib/domain/money.ts';

/** A customer as the company's shop knows them. */
export type Customer = {
  customerId: string;
  name: string;
  /** E.164. */
  phones: readonly string[];
  emails: readonly string[];
  postcode?: string;
  subscriptions: readonly Subscription[];
};

export type Subscription = {
  subscriptionId: string;
  plan: string;
  status: 'active' | 'paused' | 'cancelled';
  price: Money;
  /** What it may be changed to; empty where only pausing and cancelling are offered. */
  otherPlans: readonly string[];
};

export type OrderLine = {
  lineId: string;
  description: string;
  quantity: number;
  /** What the customer paid for the whole line, tax included. */
  paidMinor: number;
  /** What has been given back of it already, by whomever. */
  refundedMinor: number;
};

export type Order = {
  orderId: string;
  customerId: string;
  /** ISO time. */
  placedAt: string;
  status: string;
  currency: string;
  lines: readonly OrderLine[];
};

/** What a company's shop is asked to do. The key makes it happen once, however often it is asked. */
export type RefundCommand = {
  kind: 'refund';
  key: string;
  customerId: string;
  orderId: string;
  lines: readonly { lineId: string; amountMinor: number }[];
  amountMinor: number;
  currency: string;
  reason: string;
};
export type CreditCommand = {
  kind: 'credit';
  key: string;
  customerId: string;
  amountMinor: number;
  currency: string;
  reason: string;
};
export type SubscriptionChange =
  | { kind: 'pause' }
  | { kind: 'resume' }
  | { kind: 'cancel' }
  | { kind: 'plan'; plan: string };
export type SubscriptionCommand = {
  kind: 'subscription';
  key: string;
  customerId: string;
  subscriptionId: string;
  change: SubscriptionChange;
  reason: string;
};
export type CommerceCommand = RefundCommand | CreditCommand | SubscriptionCommand;

/** The shop's word on a command: done, with its own reference, or refused for a reason of its own. */
export type CommerceResult =
  | { kind: 'done'; reference: string; amountMinor?: number; currency?: string }
  | { kind: 'refused'; reason: string };
