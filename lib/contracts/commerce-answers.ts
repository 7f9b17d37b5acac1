import * as z from 'zod/mini';
import { toE164 } from '#lib/domain/phone-number.ts';

/**
 * What a shop may answer, whoever it is. Strict about ids and money, because the ledger stands on them; forgiving about what
 * only describes: texts are cut and cleaned, contact details of no use are left out, unknown fields pass.
 */

export const shopLimits = { customers: 20, orders: 200, lines: 100, subscriptions: 50 } as const;

const Id = z
  .string()
  .check(z.regex(/^[!-~]+(?: [!-~]+)*$/, 'is no id: printable ASCII, at most 200'), z.maxLength(200));

/** Ten thousand million of the smallest coin: more is a fault, not an order. */
const Amount = z.int().check(z.minimum(0), z.maximum(10_000_000_000));
const Currency = z.string().check(z.regex(/^[A-Z]{3}$/, 'is no ISO 4217 code in capitals'));
const Price = z.object({ amountMinor: Amount, currency: Currency });

const text = (max: number) =>
  z.pipe(
    z.string(),
    z.transform((raw) => oneLine(raw, max)),
  );

const few = <Item extends z.ZodMiniType>(item: Item, max: number) => z.array(item).check(z.maxLength(max));

const isUnique = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

const Phones = z.pipe(
  few(z.string(), 50),
  z.transform((raw) => raw.flatMap((phone) => toE164(phone) ?? [])),
);
const Emails = z.pipe(
  few(z.string(), 50),
  z.transform((raw) => raw.map((email) => email.trim()).filter((email) => /^\S{1,200}@\S{1,200}$/.test(email))),
);

const ShopSubscription = z.object({
  subscriptionId: Id,
  plan: text(100),
  status: z.enum(['active', 'paused', 'cancelled']),
  price: Price,
  otherPlans: z._default(few(text(100), 50), []),
});

const ShopCustomer = z.object({
  customerId: Id,
  name: text(200),
  phones: z._default(Phones, []),
  emails: z._default(Emails, []),
  postcode: z.pipe(
    z.nullish(text(20)),
    z.transform((postcode) => postcode ?? undefined),
  ),
  subscriptions: z._default(
    few(ShopSubscription, shopLimits.subscriptions).check(
      z.refine((all) => isUnique(all.map((one) => one.subscriptionId)), 'hold a subscriptionId twice'),
    ),
    [],
  ),
});

const ShopLine = z
  .object({
    lineId: Id,
    description: text(200),
    quantity: z.number().check(z.positive(), z.maximum(1_000_000)),
    paidMinor: Amount,
    refundedMinor: Amount,
  })
  .check(z.refine((line) => line.refundedMinor <= line.paidMinor, 'has more refunded than was paid'));

const ShopOrder = z.object({
  orderId: Id,
  customerId: Id,
  placedAt: z.iso.datetime({ offset: true }),
  status: text(60),
  currency: Currency,
  lines: few(ShopLine, shopLimits.lines).check(
    z.refine((all) => isUnique(all.map((line) => line.lineId)), 'hold a lineId twice'),
  ),
});

export const ShopCustomers = z.object({
  customers: few(ShopCustomer, shopLimits.customers).check(
    z.refine((all) => isUnique(all.map((customer) => customer.customerId)), 'hold a customerId twice'),
  ),
});
export const ShopOrders = z.object({
  orders: few(ShopOrder, shopLimits.orders).check(
    z.refine((all) => isUnique(all.map((order) => order.orderId)), 'hold an orderId twice'),
  ),
});
export const ShopOrderFound = z.object({ order: z.nullable(ShopOrder) });

const done = { reference: Id, amountMinor: z.optional(Amount), currency: z.optional(Currency) };
export const ShopDone = z.object(done);

/** What became of a key. Only `unseen` says that it never came: a missing page or an empty answer says nothing. */
export const ShopResult = z.discriminatedUnion('state', [
  z.object({ state: z.literal('done'), ...done }),
  z.object({ state: z.literal('refused'), reason: text(500) }),
  z.object({ state: z.literal('pending') }),
  z.object({ state: z.literal('unseen') }),
]);
export type ShopResult = z.infer<typeof ShopResult>;

export const ShopRefusal = z.object({ refused: z.object({ reason: text(500) }) });

/** Control characters, and those that turn the direction of writing, are nothing that anybody ordered. */
const oneLine = (raw: string, max: number): string =>
  raw
    .replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, max)
    .toWellFormed();
