import type { Stripe } from 'stripe';
import { certainlyNotSent } from '#lib/adapters/commerce/not-sent.ts';
import { CommerceError } from '#lib/ports/commerce.ts';

/** Another API than Stripe's. */
export type StripeServer = { host: string; port: number; protocol: 'http' | 'https' };

export type StripeClientOptions = {
  apiKey: string;
  server?: StripeServer | undefined;
  /** Milliseconds of each of a read's two tries. */
  readTimeoutMs: number;
};

/** The client, whose library costs 100 ms and more to import, is made at the first question. */
export function stripeClient({ apiKey, server, readTimeoutMs }: StripeClientOptions): () => Promise<Stripe> {
  let client: Promise<Stripe> | undefined;
  return () => {
    client ??= import('stripe').then(
      ({ Stripe }) =>
        // The library waits half a second and more before it tries again: a caller is on the line, so stripe-shop.ts does it.
        new Stripe(apiKey, { timeout: readTimeoutMs, maxNetworkRetries: 0, telemetry: false, ...server }),
    );
    return client;
  };
}

/** What we read of a Stripe error. Its message is left alone: it may quote what a customer said or is. */
type Failure = { type?: string; code?: string; statusCode?: number };

const failureOf = (cause: unknown): Failure => (typeof cause === 'object' && cause !== null ? cause : {}) as Failure;

/** Another request with the same idempotency key is still under way. */
export const isInProgress = (cause: unknown): boolean => failureOf(cause).statusCode === 409;

export const isMissing = (cause: unknown): boolean => failureOf(cause).code === 'resource_missing';

/** What may be otherwise at the next try. */
export const isPassing = (cause: unknown): boolean => {
  const { type, statusCode = 0 } = failureOf(cause);
  return type === 'StripeConnectionError' || statusCode === 409 || statusCode === 429 || statusCode >= 500;
};

/** Stripe does not take our key, or it may not do this. */
export const isKeyRefused = (cause: unknown): boolean => [401, 403].includes(failureOf(cause).statusCode ?? 0);

/** Stripe read a command, and will not do it. Undefined where that is not what the error says. */
export function refusalOf(cause: unknown): string | undefined {
  const { type = '', code } = failureOf(cause);
  if (type === 'StripeIdempotencyError') return 'This key was used for another command.';
  if (type !== 'StripeInvalidRequestError' && type !== 'StripeCardError') return undefined;
  if (code === 'charge_already_refunded') return 'It has been given back already.';
  if (code === 'charge_disputed') return 'The payment is disputed at the bank.';
  return `Stripe refused it${code === undefined ? '' : `: ${code}`}.`;
}

/** What we were about when it failed: reading, asking after a result, or carrying a command out. */
export type Stage = 'read' | 'result' | 'command';

/** An error of Stripe's library, or of reading what it brought, as ours. */
export function toCommerceError(cause: unknown, stage: Stage): CommerceError {
  const certainty = certaintyOf(cause, stage);
  if (cause instanceof CommerceError) return new CommerceError(certainty, cause.message, { cause });
  const { type = 'its answer cannot be read', code, statusCode } = failureOf(cause);
  const what = [type, statusCode, code].filter((part) => part !== undefined).join(' ');
  return new CommerceError(certainty, `Stripe failed: ${what}.`, { cause });
}

function certaintyOf(cause: unknown, stage: Stage): CommerceError['certainty'] {
  if (stage === 'read') return 'not-done';
  if (stage === 'result') return 'unknown';
  // A rate limit stands before everything else: https://docs.stripe.com/error-low-level
  const atTheDoor = isKeyRefused(cause) || failureOf(cause).statusCode === 429;
  return atTheDoor || certainlyNotSent(cause) ? 'not-done' : 'unknown';
}
