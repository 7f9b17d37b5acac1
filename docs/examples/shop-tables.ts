/** The shop behind commerce-receiver.ts: customers and orders as rows of JSON. Your own tables will be others. */
import { DatabaseSync } from 'node:sqlite';

export type Answer = { status: number; body: unknown };
type Subscription = { subscriptionId: string; status: string; plan: string; otherPlans: string[] };
type Customer = { customerId: string; phones: string[]; emails: string[]; subscriptions: Subscription[] };
type Order = { orderId: string; customerId: string; currency: string; placedAt: string; lines: Line[] };
type Line = { lineId: string; paidMinor: number; refundedMinor: number };

/** What may stand in `data`; which of it does depends on the type. */
export type Data = Partial<
  Record<'key' | 'customerId' | 'orderId' | 'subscriptionId' | 'phone' | 'email' | 'currency' | 'reason', string>
> & { amountMinor: number; lines: { lineId: string; amountMinor: number }[]; change: { kind: string; plan: string } };

const ok = (data: object): Answer => ({ status: 200, body: { data } });
export const refused = (reason: string): Answer => ({ status: 422, body: { refused: { reason } } });

export function openShop(path: string): DatabaseSync {
  const db = new DatabaseSync(path);
  db.exec('CREATE TABLE IF NOT EXISTS customers (id TEXT PRIMARY KEY, json TEXT)');
  db.exec('CREATE TABLE IF NOT EXISTS orders (id TEXT PRIMARY KEY, json TEXT)');
  return db;
}

export function save(db: DatabaseSync, table: 'customers' | 'orders', id: string, row: object): void {
  db.prepare(`INSERT OR REPLACE INTO ${table} VALUES (?, ?)`).run(id, JSON.stringify(row));
}

export function answerRead(db: DatabaseSync, type: string, data: Data): Answer {
  const { customerId, orderId, phone, email } = data;
  const orders = rows<Order>(db, 'orders');
  if (type === 'ping') return ok({});
  if (type === 'orders.get') return ok({ order: orders.find((order) => order.orderId === orderId) ?? null });
  if (type === 'orders.list') {
    const theirs = orders.filter((order) => order.customerId === customerId);
    return ok({ orders: theirs.toSorted((a, b) => b.placedAt.localeCompare(a.placedAt)).slice(0, 200) });
  }
  if (type !== 'customers.find') return { status: 400, body: { error: 'No such type.' } };
  const buyer = orders.find((order) => order.orderId === orderId)?.customerId;
  // Every field given must match, and who gives none gets nobody.
  const found = rows<Customer>(db, 'customers').filter(
    (one) =>
      (customerId ?? orderId ?? phone ?? email) !== undefined &&
      (customerId === undefined || one.customerId === customerId) &&
      (orderId === undefined || one.customerId === buyer) &&
      (phone === undefined || one.phones.includes(phone)) &&
      (email === undefined || one.emails.some((known) => known.toLowerCase() === email.toLowerCase())),
  );
  return ok({ customers: found.slice(0, 20) });
}

/** Everything is checked here again, whoever asks: whose it is, and what is left of each line. */
export function carryOut(db: DatabaseSync, type: string, data: Data): Answer {
  const { key, currency, amountMinor } = data;
  const customer = rows<Customer>(db, 'customers').find((one) => one.customerId === data.customerId);
  if (customer === undefined) return refused('There is no such customer.');
  if (type === 'subscription.change') return changeSubscription(db, customer, data);
  if (!(amountMinor > 0)) return refused('There is nothing to give.');
  const fault = type === 'refund.create' ? refund(db, customer, data) : undefined;
  return fault === undefined ? ok({ reference: key, amountMinor, currency }) : refused(fault);
}

function refund(
  db: DatabaseSync,
  customer: Customer,
  { orderId, currency, amountMinor, lines }: Data,
): string | undefined {
  const order = rows<Order>(db, 'orders').find((one) => one.orderId === orderId);
  if (order?.customerId !== customer.customerId || order.currency !== currency) return 'There is no such order.';
  if (lines.reduce((sum, line) => sum + line.amountMinor, 0) !== amountMinor) return 'The lines do not add up.';
  for (const { lineId, amountMinor: wanted } of lines) {
    const line = order.lines.find((one) => one.lineId === lineId);
    if (line === undefined || !(wanted > 0)) return 'There is no such line.';
    line.refundedMinor += wanted;
    if (line.refundedMinor > line.paidMinor) return 'More than was paid cannot be given back.';
  }
  save(db, 'orders', order.orderId, order);
  return undefined;
}

function changeSubscription(db: DatabaseSync, customer: Customer, { key, subscriptionId, change }: Data): Answer {
  const one = customer.subscriptions.find((each) => each.subscriptionId === subscriptionId);
  if (one === undefined || one.status === 'cancelled') return refused('There is no such subscription any more.');
  if (change.kind === 'plan' && !one.otherPlans.includes(change.plan)) return refused('There is no such plan.');
  if (change.kind === 'plan') one.plan = change.plan;
  else one.status = { pause: 'paused', resume: 'active' }[change.kind] ?? 'cancelled';
  save(db, 'customers', customer.customerId, customer);
  return ok({ reference: key });
}

const rows = <Row>(db: DatabaseSync, table: 'customers' | 'orders'): Row[] =>
  db
    .prepare(`SELECT json FROM ${table}`)
    .all()
    .map(({ json }) => JSON.parse(String(json)));
