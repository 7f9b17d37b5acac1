import type { Stripe } from 'stripe';
import { checkedDone } from '#lib/adapters/commerce/checked-answers.ts';
import { isPayable, refundFault } from '#lib/adapters/commerce/refund-fault.ts';
import { fromStripe, toStripe } from '#lib/adapters/commerce/stripe-money.ts';
import { findPayment, isGiven, refundMarks, toOrder } from '#lib/adapters/commerce/stripe-orders.ts';
import { hasEnded, marking, markOf, toUpdate } from '#lib/adapters/commerce/stripe-subscriptions.ts';
import type {
  CommerceCommand,
  CommerceResult,
  CreditCommand,
  RefundCommand,
  SubscriptionCommand,
} from '#lib/domain/commerce.ts';
import { CommerceError } from '#lib/ports/commerce.ts';

/**
 * What stands before a command is carried out: its result, where the key has one already, or the one request that would do it.
 * The result is looked for by what the request marks, in lists and single objects, which are never behind: Stripe itself
 * forgets an idempotency key after a day.
 */
export type Prepared = { result: CommerceResult } | { post(options: Stripe.RequestOptions): Promise<CommerceResult> };

export function prepare(stripe: Stripe, command: CommerceCommand, nowMs: number): Promise<Prepared> {
  switch (command.kind) {
    case 'refund':
      return prepareRefund(stripe, command);
    case 'credit':
      return prepareCredit(stripe, command);
    case 'subscription':
      return prepareChange(stripe, command, nowMs);
    default:
      return command satisfies never;
  }
}

/** What became of a key; undefined where it left no mark. Throws CommerceError where the marks cannot be seen. */
export async function markedResult(stripe: Stripe, command: CommerceCommand): Promise<CommerceResult | undefined> {
  switch (command.kind) {
    case 'refund': {
      const payment = await findPayment(stripe, command.orderId);
      if (payment === undefined)
        throw new CommerceError('unknown', 'Stripe does not find the order that was to be refunded.');
      const refund = payment.refunds.find(({ metadata }) => metadata?.[refundMarks.key] === command.key);
      return refund && refunded(refund, command);
    }
    case 'credit': {
      const credit = await creditOf(stripe, command);
      return credit && credited(credit, command);
    }
    case 'subscription': {
      const subscription = await stripe.subscriptions.retrieve(command.subscriptionId);
      return markOf(command.key) in subscription.metadata ? { kind: 'done', reference: subscription.id } : undefined;
    }
    default:
      return command satisfies never;
  }
}

async function prepareRefund(stripe: Stripe, command: RefundCommand): Promise<Prepared> {
  const payment = await findPayment(stripe, command.orderId);
  const before = payment?.refunds.find(({ metadata }) => metadata?.[refundMarks.key] === command.key);
  if (before !== undefined) {
    return before.amount === toStripe(command).amount ? { result: refunded(before, command) } : refuse(otherCommand);
  }
  const fault = refundFault(payment && toOrder(payment, command.orderId), command);
  if (payment === undefined || fault !== undefined) return refuse(fault ?? 'There is no such order.');
  const lines = command.lines.map(({ lineId, amountMinor }) => `${lineId}:${amountMinor}`).join(',');
  if (lines.length > 500) return refuse('These are more lines than one refund at Stripe can name.');
  const params: Stripe.RefundCreateParams = {
    charge: payment.charge.id,
    amount: toStripe(command).amount,
    reason: 'requested_by_customer',
    metadata: {
      [refundMarks.key]: command.key,
      [refundMarks.lines]: lines,
      cs_ai_reason: command.reason.slice(0, 500),
    },
  };
  return { post: async (options) => refunded(await stripe.refunds.create(params, options), command) };
}

async function prepareCredit(stripe: Stripe, command: CreditCommand): Promise<Prepared> {
  if (!isPayable(command.amountMinor)) return refuse('This is no amount to credit.');
  const { amount, currency } = toStripe(command);
  const before = await creditOf(stripe, command);
  if (before !== undefined) {
    return before.amount === -amount ? { result: credited(before, command) } : refuse(otherCommand);
  }
  const params: Stripe.CustomerCreateBalanceTransactionParams = {
    // A balance below zero is what the company owes the customer.
    amount: -amount,
    currency,
    description: 'Credit given by customer service',
    metadata: { [refundMarks.key]: command.key, cs_ai_reason: command.reason.slice(0, 500) },
  };
  return {
    post: async (options) =>
      credited(await stripe.customers.createBalanceTransaction(command.customerId, params, options), command),
  };
}

async function prepareChange(stripe: Stripe, command: SubscriptionCommand, nowMs: number): Promise<Prepared> {
  const { subscriptionId, customerId, key, change } = command;
  const subscription = await stripe.subscriptions.retrieve(subscriptionId);
  const { customer } = subscription;
  if ((typeof customer === 'string' ? customer : customer.id) !== customerId)
    return refuse('This customer has no such subscription.');
  if (markOf(key) in subscription.metadata) return { result: { kind: 'done', reference: subscription.id } };
  if (hasEnded(subscription)) return refuse('This subscription has ended.');
  const [update, metadata] = [await toUpdate(stripe, subscription, change), marking(subscription, key, nowMs)];
  if (update === undefined) return refuse('There is no such plan to change to.');
  if (metadata === undefined) return refuse('This subscription has been changed too often of late.');
  return {
    post: async (options) => {
      const { id } = await stripe.subscriptions.update(subscription.id, { ...update, metadata }, options);
      return checkedDone({ reference: id }, command);
    },
  };
}

/** A customer's credits are read back to this many: further back, nothing can be said about a key. */
const creditsRead = 1_000;

async function creditOf(
  stripe: Stripe,
  { customerId, key }: CreditCommand,
): Promise<Stripe.CustomerBalanceTransaction | undefined> {
  let read = 0;
  for await (const credit of stripe.customers.listBalanceTransactions(customerId, { limit: 100 })) {
    if (credit.metadata?.[refundMarks.key] === key) return credit;
    read += 1;
    if (read >= creditsRead) throw new CommerceError('unknown', 'This customer has more credits than can be read.');
  }
  return undefined;
}

function refunded(refund: Stripe.Refund, command: RefundCommand): CommerceResult {
  if (!isGiven(refund)) return { kind: 'refused', reason: 'The bank did not take the refund.' };
  return checkedDone({ reference: refund.id, ...fromStripe(refund) }, command);
}

const credited = (credit: Stripe.CustomerBalanceTransaction, command: CreditCommand): CommerceResult =>
  checkedDone({ reference: credit.id, ...fromStripe({ ...credit, amount: -credit.amount }) }, command);

const otherCommand = 'This key was used for another command.';

const refuse = (reason: string): Prepared => ({ result: { kind: 'refused', reason } });
