import { type Form, listAt, textAt, textsAt } from '#local/stripe/form.ts';
import { expansionsOf, pageOf, search } from '#local/stripe/lists.ts';
import type { StripeBooks, StripeCharge } from '#local/stripe/objects.ts';
import { missing, problem } from '#local/stripe/problem.ts';

/** A request at a resource. `indexed` is what search knows, which is the account as it once was. */
export type Ask = { books: StripeBooks; indexed: StripeBooks; url: string; ids: readonly string[]; form: Form };

/** By method and path, with `*` for an id. */
export const resources: Record<string, (ask: Ask) => object> = {
  'GET /v1/balance': () => ({
    object: 'balance',
    available: [{ amount: 0, currency: 'usd', source_types: { card: 0 } }],
    pending: [],
    livemode: false,
  }),
  'GET /v1/customers/search': ({ indexed, url, form }) => search(indexed.customers, url, form),
  'GET /v1/customers/*': ({ books, ids }) => found(books.customers, ids[0], 'customer'),
  'GET /v1/customers/*/balance_transactions': ({ books, url, ids, form }) => {
    const { id } = found(books.customers, ids[0], 'customer');
    return pageOf(books.credits.filter(({ customer }) => customer === id).toReversed(), url, form);
  },
  'POST /v1/customers/*/balance_transactions': credit,
  'GET /v1/charges/search': ({ indexed, url, form }) =>
    search(
      indexed.charges.map((charge) => expanded(indexed, charge, form)),
      url,
      form,
    ),
  'GET /v1/charges/*': ({ books, ids, form }) => expanded(books, found(books.charges, ids[0], 'charge'), form),
  'GET /v1/charges': ({ books, url, form }) => {
    const customer = found(books.customers, textAt(form, 'customer'), 'customer');
    const charges = books.charges.filter((charge) => charge.customer === customer.id);
    const newest = charges.toSorted((a, b) => b.created - a.created);
    return pageOf(
      newest.map((charge) => expanded(books, charge, form)),
      url,
      form,
    );
  },
  'GET /v1/payment_intents/search': ({ indexed, url, form }) => search(indexed.intents, url, form),
  'GET /v1/refunds': ({ books, url, form }) =>
    pageOf(books.refunds.filter(({ charge }) => charge === textAt(form, 'charge')).toReversed(), url, form),
  'POST /v1/refunds': refund,
  'GET /v1/prices': ({ books, url, form }) =>
    pageOf(
      books.prices.filter(({ product }) => product === textAt(form, 'product')),
      url,
      form,
    ),
  'GET /v1/subscriptions': ({ books, url, form }) =>
    pageOf(
      books.subscriptions.filter(({ customer }) => customer === textAt(form, 'customer')),
      url,
      form,
    ),
  'GET /v1/subscriptions/*': ({ books, ids }) => found(books.subscriptions, ids[0], 'subscription'),
  'POST /v1/subscriptions/*': change,
};

function refund({ books, form }: Ask): object {
  const charge = found(books.charges, textAt(form, 'charge'), 'charge');
  const left = charge.amount_captured - charge.amount_refunded;
  const amount = Number(textAt(form, 'amount') ?? left);
  if (charge.disputed) throw problem(400, 'The charge is disputed.', { code: 'charge_disputed' });
  if (left === 0) throw problem(400, 'Charge has already been refunded.', { code: 'charge_already_refunded' });
  if (!Number.isSafeInteger(amount) || amount <= 0) throw problem(400, 'Invalid integer.', { param: 'amount' });
  if (amount > left) throw problem(400, 'Refund amount is greater than the unrefunded amount.', { param: 'amount' });
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount_captured;
  const made = {
    id: `re_${books.refunds.length + 1}`,
    object: 'refund',
    amount,
    currency: charge.currency,
    charge: charge.id,
    status: 'succeeded',
    metadata: textsAt(form, 'metadata'),
  } as const;
  books.refunds.push(made);
  return made;
}

function credit({ books, ids, form }: Ask): object {
  const customer = found(books.customers, ids[0], 'customer');
  const amount = Number(textAt(form, 'amount'));
  if (!Number.isSafeInteger(amount)) throw problem(400, 'Invalid integer.', { param: 'amount' });
  const made = {
    id: `cbtxn_${books.credits.length + 1}`,
    object: 'customer_balance_transaction',
    amount,
    currency: textAt(form, 'currency') ?? '',
    customer: customer.id,
    metadata: textsAt(form, 'metadata'),
  } as const;
  books.credits.push(made);
  return made;
}

function change({ books, ids, form }: Ask): object {
  const subscription = found(books.subscriptions, ids[0], 'subscription');
  if (subscription.status === 'canceled') throw missing('subscription');
  for (const wanted of listAt(form, 'items')) {
    const item = found(subscription.items.data, textAt(wanted, 'id'), 'subscription item');
    item.price = found(books.prices, textAt(wanted, 'price'), 'price');
  }
  const behavior = textAt(form.pause_collection, 'behavior');
  if (behavior !== undefined) subscription.pause_collection = { behavior };
  if (form.pause_collection === '') subscription.pause_collection = null;
  if (textAt(form, 'cancel_at_period_end') === 'true') subscription.cancel_at_period_end = true;
  for (const [name, value] of Object.entries(textsAt(form, 'metadata'))) {
    // An empty value takes a name away, as at Stripe.
    if (value === '') delete subscription.metadata[name];
    else subscription.metadata[name] = value;
  }
  if (Object.keys(subscription.metadata).length > 50)
    throw problem(400, 'Too many metadata keys.', { param: 'metadata' });
  return subscription;
}

/** Refunds are only told where they are asked for, and then the ten newest. */
function expanded(books: StripeBooks, charge: StripeCharge, form: Form): StripeCharge {
  const expansions = expansionsOf(form);
  const refunds = books.refunds.filter((one) => one.charge === charge.id).toReversed();
  const intent = books.intents.find(({ id }) => id === charge.payment_intent);
  return {
    ...charge,
    ...(expansions.has('refunds') ? { refunds: pageOf(refunds, `/v1/charges/${charge.id}/refunds`, {}) } : {}),
    ...(expansions.has('payment_intent') && intent !== undefined ? { payment_intent: intent as never } : {}),
  };
}

function found<Thing extends { id: string }>(things: readonly Thing[], id: string | undefined, what: string): Thing {
  const thing = things.find((one) => one.id === id);
  if (thing === undefined) throw missing(what);
  return thing;
}
