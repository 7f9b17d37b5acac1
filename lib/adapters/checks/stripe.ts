import { certainlyNotSent } from '#lib/adapters/commerce/not-sent.ts';
import { type StripeServer, stripeClient } from '#lib/adapters/commerce/stripe-client.ts';
import type { CheckFault, Finding, ProviderChecks } from '#lib/ports/provider-checks.ts';

/** Milliseconds. */
const limitMs = 5_000;

/** The account's balance, which a key reads that may do anything with money. */
export function stripeCheck(options: {
  server?: StripeServer | undefined;
  timeoutMs?: number;
}): ProviderChecks['stripe'] {
  return async ({ apiKey }) => {
    const client = stripeClient({ apiKey, server: options.server, readTimeoutMs: options.timeoutMs ?? limitMs });
    try {
      const balance = await (await client()).balance.retrieve();
      if (balance.object === 'balance') return [{ check: 'key', state: 'passed' }];
      return [{ check: 'key', state: 'unknown', fault: 'broken' }];
    } catch (cause) {
      return [{ check: 'key', ...faultOf(cause) }];
    }
  };
}

function faultOf(cause: unknown): Omit<Extract<Finding, { fault: CheckFault }>, 'check'> {
  const { type, statusCode } = cause as { type?: string; statusCode?: number };
  if (statusCode === 401) return { state: 'failed', fault: 'refused' };
  if (statusCode === 403) return { state: 'unknown', fault: 'forbidden' };
  if (statusCode === 429) return { state: 'unknown', fault: 'busy' };
  if (type === 'StripeConnectionError') {
    return { state: 'unknown', fault: certainlyNotSent(cause) ? 'unreachable' : 'noAnswer' };
  }
  return { state: 'unknown', fault: 'broken' };
}
