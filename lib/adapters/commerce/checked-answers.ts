import * as z from 'zod/mini';
import { ShopCustomers, ShopDone, ShopOrderFound, ShopOrders, ShopResult } from '#lib/contracts/commerce-answers.ts';
import type { CommerceCommand, CommerceResult, Customer, Order } from '#lib/domain/commerce.ts';
import { CommerceError, type CustomerQuery } from '#lib/ports/commerce.ts';

/**
 * A shop's answers, held against what was asked. What fails here never reaches the domain: it is a CommerceError that names the
 * field and never a value, since values are customers'.
 */

export function checkedCustomers(answer: unknown, query: CustomerQuery): Customer[] {
  const { customers } = read(ShopCustomers, answer, 'customers.find', 'not-done');
  for (const customer of customers) {
    const asked =
      (query.customerId === undefined || customer.customerId === query.customerId) &&
      (query.phone === undefined || customer.phones.includes(query.phone)) &&
      (query.email === undefined || customer.emails.some((email) => isSameEmail(email, query.email)));
    if (!asked) throw garbage('customers.find', 'holds a customer who was not asked for', 'not-done');
  }
  return customers;
}

export function checkedOrders(answer: unknown, customerId: string, nowMs: number): Order[] {
  const { orders } = read(ShopOrders, answer, 'orders.list', 'not-done');
  for (const order of orders) {
    if (order.customerId !== customerId) throw garbage('orders.list', "holds another customer's order", 'not-done');
    refuseFuture(order, 'orders.list', nowMs);
  }
  return orders;
}

export function checkedOrder(answer: unknown, orderId: string, nowMs: number): Order | undefined {
  const { order } = read(ShopOrderFound, answer, 'orders.get', 'not-done');
  if (order === null) return undefined;
  if (order.orderId !== orderId) throw garbage('orders.get', 'is another order than was asked for', 'not-done');
  refuseFuture(order, 'orders.get', nowMs);
  return order;
}

/** The result of a command. Whatever is wrong with it, the command may have been carried out: unknown. */
export function checkedDone(answer: unknown, command: CommerceCommand): CommerceResult {
  const { reference, amountMinor, currency } = read(ShopDone, answer, command.kind, 'unknown');
  const asked = command.kind === 'subscription' ? undefined : command;
  if (asked !== undefined && (amountMinor ?? asked.amountMinor) !== asked.amountMinor) {
    throw garbage(command.kind, 'is of another amount than was asked for', 'unknown');
  }
  if (asked !== undefined && (currency ?? asked.currency) !== asked.currency) {
    throw garbage(command.kind, 'is in another currency than was asked for', 'unknown');
  }
  return {
    kind: 'done',
    reference,
    ...(amountMinor === undefined ? {} : { amountMinor }),
    ...(currency === undefined ? {} : { currency }),
  };
}

export function checkedResult(answer: unknown, command: CommerceCommand): CommerceResult | undefined {
  const result = read(ShopResult, answer, 'result.get', 'unknown');
  switch (result.state) {
    case 'unseen':
      return undefined;
    case 'pending':
      throw new CommerceError('unknown', 'The shop is still at work on this key. Ask again later.');
    case 'refused':
      return { kind: 'refused', reason: result.reason };
    case 'done':
      return checkedDone(result, command);
    default:
      return result satisfies never;
  }
}

export const isSameEmail = (a: string, b: string | undefined): boolean => a.toLowerCase() === b?.trim().toLowerCase();

function read<Schema extends z.ZodMiniType>(
  schema: Schema,
  answer: unknown,
  what: string,
  certainty: CommerceError['certainty'],
): z.output<Schema> {
  const found = z.safeParse(schema, answer);
  if (found.success) return found.data;
  const [issue] = found.error.issues;
  throw garbage(what, `${issue?.path.join('.') || 'its data'}: ${issue?.message ?? 'cannot be read'}`, certainty);
}

/** An order of tomorrow would never be too old to refund. */
function refuseFuture(order: Order, what: string, nowMs: number): void {
  if (Date.parse(order.placedAt) > nowMs + 86_400_000) throw garbage(what, 'holds an order of the future', 'not-done');
}

const garbage = (what: string, why: string, certainty: CommerceError['certainty']): CommerceError =>
  new CommerceError(certainty, `The shop's answer to ${what} cannot be used: ${why}.`);
