import type { Stripe } from 'stripe';
import { checkedCustomers, checkedOrder, checkedOrders } from '#lib/adapters/commerce/checked-answers.ts';
import { certainlyNotSent } from '#lib/adapters/commerce/not-sent.ts';
import {
  isInProgress,
  isKeyRefused,
  isMissing,
  isPassing,
  refusalOf,
  type Stage,
  type StripeServer,
  stripeClient,
  toCommerceError,
} from '#lib/adapters/commerce/stripe-client.ts';
import { markedResult, type Prepared, prepare } from '#lib/adapters/commerce/stripe-commands.ts';
import { findCustomers } from '#lib/adapters/commerce/stripe-customers.ts';
import { findPayment, listPayments, numbered, toOrder } from '#lib/adapters/commerce/stripe-orders.ts';
import type { CommerceCommand, CommerceResult } from '#lib/domain/commerce.ts';
import type { Clock } from '#lib/ports/clock.ts';
import { type Commerce, CommerceError } from '#lib/ports/commerce.ts';

export type StripeShopOptions = {
  /** The first serves, until Stripe refuses it: then the next one does, where a rotation brought one. */
  apiKeys: readonly [string, ...string[]];
  clock: Clock;
  server?: StripeServer | undefined;
  /** Milliseconds of each of a read's two tries. */
  readTimeoutMs?: number;
  /** Milliseconds of the request that carries a command out. */
  commandTimeoutMs?: number;
  /** Stripe refused our key. */
  onKeyRefused?(): void;
};

/** Milliseconds between asking again about a key that Stripe is still at work on. */
const pausesMs = [250, 500, 1_000, 2_000, 4_000];
const betweenTriesMs = 150;

/**
 * A company's Stripe account as Commerce. Orders are charges (stripe-orders.ts), credits are the customer's balance, our keys
 * are Stripe's idempotency keys and stand in the metadata of what they made.
 */
export function stripeShop(options: StripeShopOptions): Commerce {
  const { clock, readTimeoutMs = 3_000, commandTimeoutMs = 8_000 } = options;
  const waiting = options.apiKeys.map((apiKey) => stripeClient({ apiKey, server: options.server, readTimeoutMs }));
  let client = waiting.shift();

  /** A key that was refused did nothing: the next one may ask again at once. */
  const at = async <T>(stage: Stage, ask: (stripe: Stripe) => Promise<T>): Promise<T> => {
    const asking = client;
    if (asking === undefined) throw new CommerceError('not-done', 'There is no Stripe key.');
    try {
      return await ask(await asking());
    } catch (cause) {
      if (isKeyRefused(cause)) {
        if (client === asking && waiting.length > 0) client = waiting.shift();
        if (client !== asking) return at(stage, ask);
        options.onKeyRefused?.();
      }
      throw toCommerceError(cause, stage);
    }
  };

  /** Asked once more where the first try came to nothing. */
  const reading = <T>(stage: 'read' | 'result', ask: (stripe: Stripe) => Promise<T>): Promise<T> =>
    at(stage, (stripe) =>
      ask(stripe).catch(async (cause: unknown) => {
        if (!isPassing(cause)) throw cause;
        await clock.sleep(betweenTriesMs);
        return ask(stripe);
      }),
    );

  /** Carried out, or undefined while another request with this key is under way. */
  const once = async (command: CommerceCommand): Promise<CommerceResult | undefined> => {
    const prepared = await reading('read', (stripe) => prepare(stripe, command, clock.now()).catch(toMissing));
    if ('result' in prepared) return prepared.result;
    const post = () => prepared.post({ idempotencyKey: command.key, timeout: commandTimeoutMs });
    return at('command', async () => {
      try {
        return await post().catch(async (cause: unknown) => {
          if (!certainlyNotSent(cause)) throw cause;
          await clock.sleep(betweenTriesMs);
          return post();
        });
      } catch (cause) {
        if (isInProgress(cause)) return undefined;
        const reason = refusalOf(cause);
        if (reason === undefined) throw cause;
        return { kind: 'refused', reason };
      }
    });
  };

  return {
    findCustomers: (query) =>
      reading('read', async (stripe) => checkedCustomers({ customers: await findCustomers(stripe, query) }, query)),

    listOrders: (customerId) =>
      reading('read', async (stripe) => {
        const orders = numbered(await listPayments(stripe, customerId));
        return checkedOrders({ orders }, customerId, clock.now());
      }),

    getOrder: (orderId) =>
      reading('read', async (stripe) => {
        const payment = await findPayment(stripe, orderId);
        // A payment that was made as a guest is nobody's order.
        if (payment === undefined || payment.charge.customer === null) return undefined;
        return checkedOrder({ order: toOrder(payment, orderId) }, orderId, clock.now());
      }),

    findResult: (command) => reading('result', (stripe) => markedResult(stripe, command)),

    async execute(command) {
      let result = await once(command);
      for (const pauseMs of pausesMs) {
        if (result !== undefined) return result;
        await clock.sleep(pauseMs);
        // Whoever was at work on this key may have done it, whatever is said of a later try.
        result = await once(command).catch((cause: unknown) => {
          throw cause instanceof CommerceError ? new CommerceError('unknown', cause.message, { cause }) : cause;
        });
      }
      return result ?? at('command', () => Promise.reject(new Error('The key is still in use.')));
    },
  };
}

/** What a command speaks of is not in this account. */
function toMissing(cause: unknown): Prepared {
  if (!isMissing(cause)) throw cause;
  return { result: { kind: 'refused', reason: 'Stripe has no such customer or subscription.' } };
}
