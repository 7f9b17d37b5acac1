import { isDeepStrictEqual } from 'node:util';
import { isPayable, refundFault } from '#lib/adapters/commerce/refund-fault.ts';
import { copy } from '#lib/adapters/memory/copy.ts';
import type {
  CommerceCommand,
  CommerceResult,
  CreditCommand,
  Customer,
  Order,
  RefundCommand,
  SubscriptionCommand,
} from '#lib/domain/commerce.ts';
import type { CustomerQuery } from '#lib/ports/commerce.ts';

/** What a shop begins with. */
export type Opening = { customers: readonly Customer[]; orders: readonly Order[] };

/** What became of one key. */
export type Effect = { key: string; command: CommerceCommand; result: CommerceResult };

/** The books of a shop: who bought what, what was given back, and what became of every key. Exact to the cent, and sceptical. */
export class ShopBooks {
  readonly customers: Customer[];
  readonly orders: Order[];
  /** Every key that came, once, refusals included, oldest first. */
  readonly effects: Effect[] = [];
  readonly #references = { refund: 0, credit: 0, subscription: 0 };

  constructor(opening: Opening) {
    this.customers = copy([...opening.customers]);
    this.orders = copy([...opening.orders]);
  }

  find({ phone, email, orderId, customerId }: CustomerQuery): Customer[] {
    const ofOrder = orderId === undefined ? undefined : this.order(orderId)?.customerId;
    // Whoever asks for nothing gets nobody, not everybody.
    if ([phone, email, orderId, customerId].every((asked) => asked === undefined)) return [];
    return this.customers.filter(
      (customer) =>
        (phone === undefined || customer.phones.includes(phone)) &&
        (email === undefined || customer.emails.some((one) => one.toLowerCase() === email.toLowerCase())) &&
        (customerId === undefined || customer.customerId === customerId) &&
        (orderId === undefined || customer.customerId === ofOrder),
    );
  }

  order(orderId: string): Order | undefined {
    return this.orders.find((order) => order.orderId === orderId);
  }

  /** Carries a command out once per key. A key that comes again with another command is refused. */
  execute(command: CommerceCommand): CommerceResult {
    const before = this.effects.find(({ key }) => key === command.key);
    if (before !== undefined) {
      return isDeepStrictEqual(before.command, copy(command))
        ? before.result
        : refused('This key was used for another command.');
    }
    const result = this.#carryOut(command);
    this.effects.push({ key: command.key, command: copy(command), result });
    return result;
  }

  resultOf(key: string): CommerceResult | undefined {
    return this.effects.find((effect) => effect.key === key)?.result;
  }

  /** What was given back, of one order or of all, whoever gave it. */
  refundedMinor(orderId?: string): number {
    const orders = this.orders.filter((order) => orderId === undefined || order.orderId === orderId);
    return orders.flatMap(({ lines }) => lines).reduce((sum, line) => sum + line.refundedMinor, 0);
  }

  /** What a customer, or all of them, were credited. */
  creditedMinor(customerId?: string): number {
    return this.effects
      .filter(
        ({ command, result }) =>
          command.kind === 'credit' &&
          result.kind === 'done' &&
          (customerId ?? command.customerId) === command.customerId,
      )
      .reduce((sum, { result }) => sum + (result.kind === 'done' ? (result.amountMinor ?? 0) : 0), 0);
  }

  #carryOut(command: CommerceCommand): CommerceResult {
    switch (command.kind) {
      case 'refund':
        return this.#refund(command);
      case 'credit':
        return this.#credit(command);
      case 'subscription':
        return this.#change(command);
      default:
        return command satisfies never;
    }
  }

  #refund(command: RefundCommand): CommerceResult {
    const order = this.order(command.orderId);
    if (order === undefined || order.customerId !== command.customerId)
      return refused('This customer has no such order.');
    if (order.currency !== command.currency) return refused(`This order is in ${order.currency}.`);
    const why = refundFault(order, command);
    if (why !== undefined) return refused(why);
    const given = new Map(command.lines.map(({ lineId, amountMinor }) => [lineId, amountMinor]));
    const lines = order.lines.map((line) => ({
      ...line,
      refundedMinor: line.refundedMinor + (given.get(line.lineId) ?? 0),
    }));
    this.orders.splice(this.orders.indexOf(order), 1, { ...order, lines });
    return this.#done(command);
  }

  #credit(command: CreditCommand): CommerceResult {
    if (!this.customers.some(({ customerId }) => customerId === command.customerId))
      return refused('There is no such customer.');
    if (!isPayable(command.amountMinor)) return refused('This is no amount to credit.');
    return this.#done(command);
  }

  #change(command: SubscriptionCommand): CommerceResult {
    const customer = this.customers.find(({ customerId }) => customerId === command.customerId);
    const before = customer?.subscriptions.find(({ subscriptionId }) => subscriptionId === command.subscriptionId);
    if (customer === undefined || before === undefined) return refused('This customer has no such subscription.');
    if (before.status === 'cancelled') return refused('This subscription has ended.');
    const { change } = command;
    if (change.kind === 'plan' && !before.otherPlans.includes(change.plan))
      return refused('There is no such plan to change to.');
    const status = { pause: 'paused', resume: 'active', cancel: 'cancelled', plan: before.status } as const;
    const otherPlans =
      change.kind === 'plan'
        ? [...before.otherPlans.filter((plan) => plan !== change.plan), before.plan]
        : before.otherPlans;
    const after = {
      ...before,
      status: status[change.kind],
      otherPlans,
      plan: change.kind === 'plan' ? change.plan : before.plan,
    };
    const subscriptions = customer.subscriptions.map((one) => (one === before ? after : one));
    this.customers.splice(this.customers.indexOf(customer), 1, { ...customer, subscriptions });
    return this.#done(command);
  }

  #done(command: CommerceCommand): CommerceResult {
    this.#references[command.kind] += 1;
    const reference = `${command.kind}-${this.#references[command.kind]}`;
    if (command.kind === 'subscription') return { kind: 'done', reference };
    return { kind: 'done', reference, amountMinor: command.amountMinor, currency: command.currency };
  }
}

const refused = (reason: string): CommerceResult => ({ kind: 'refused', reason });
