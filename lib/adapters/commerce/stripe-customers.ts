import type { Stripe } from 'stripe';
import { isSameEmail } from '#lib/adapters/commerce/checked-answers.ts';
import { isMissing } from '#lib/adapters/commerce/stripe-client.ts';
import { customerOf, findPayment } from '#lib/adapters/commerce/stripe-orders.ts';
import { subscriptionsOf } from '#lib/adapters/commerce/stripe-subscriptions.ts';
import { shopLimits } from '#lib/contracts/commerce-answers.ts';
import type { Customer } from '#lib/domain/commerce.ts';
import type { CustomerQuery } from '#lib/ports/commerce.ts';

/** Stripe's customers who fit all that was asked. Search may be a minute behind a customer who is new or has changed. */
export async function findCustomers(stripe: Stripe, query: CustomerQuery): Promise<Customer[]> {
  const found = (await candidates(stripe, query)).filter((customer) => fits(customer, query));
  return Promise.all(found.map(async (customer) => toCustomer(customer, await subscriptionsOf(stripe, customer.id))));
}

/** By the surest of what was asked: an id, an order, or the words that Stripe searches by. */
async function candidates(stripe: Stripe, query: CustomerQuery): Promise<Stripe.Customer[]> {
  const { phone, email, orderId, customerId } = query;
  if (orderId !== undefined) {
    const payment = await findPayment(stripe, orderId);
    const buyer = payment === undefined ? undefined : customerOf(payment.charge);
    return buyer === undefined || (customerId ?? buyer) !== buyer ? [] : retrieve(stripe, buyer);
  }
  if (customerId !== undefined) return retrieve(stripe, customerId);
  // Nothing may stand in a query that ends its quotes.
  if (phone !== undefined && !/^\+\d{7,15}$/.test(phone)) return [];
  if (email !== undefined && !/^[^\s"'\\]+@[^\s"'\\]+$/.test(email.trim())) return [];
  const clauses = [
    ...(phone === undefined ? [] : [`phone:"${phone}"`]),
    ...(email === undefined ? [] : [`email:"${email.trim()}"`]),
  ];
  if (clauses.length === 0) return [];
  return (await stripe.customers.search({ query: clauses.join(' AND '), limit: shopLimits.customers })).data;
}

async function retrieve(stripe: Stripe, customerId: string): Promise<Stripe.Customer[]> {
  if (!/^cus_\w{1,60}$/.test(customerId)) return [];
  try {
    const customer = await stripe.customers.retrieve(customerId);
    return customer.deleted ? [] : [customer];
  } catch (cause) {
    if (isMissing(cause)) return [];
    throw cause;
  }
}

const fits = (customer: Stripe.Customer, { phone, email }: CustomerQuery): boolean =>
  (phone === undefined || phonesOf(customer).includes(phone)) &&
  (email === undefined || isSameEmail(customer.email ?? '', email));

const toCustomer = (customer: Stripe.Customer, subscriptions: Customer['subscriptions']): Customer => ({
  customerId: customer.id,
  name: customer.name ?? '',
  phones: phonesOf(customer),
  emails: customer.email === null ? [] : [customer.email],
  postcode: customer.address?.postal_code ?? customer.shipping?.address?.postal_code ?? undefined,
  subscriptions,
});

/** Stripe takes numbers as they are typed. One without its country could be anybody's. */
const phonesOf = ({ phone, shipping }: Stripe.Customer): string[] =>
  [phone, shipping?.phone].flatMap((typed) => {
    const digits = (typed ?? '').replace(/[ ().-]/g, '');
    return /^\+[1-9]\d{6,14}$/.test(digits) ? [digits] : [];
  });
