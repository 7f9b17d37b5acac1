import { randomUUID } from 'node:crypto';
import { agingCache } from '#lib/adapters/aws/aging-cache.ts';
import type { StripeServer } from '#lib/adapters/commerce/stripe-client.ts';
import { stripeShop } from '#lib/adapters/commerce/stripe-shop.ts';
import { webhookShop } from '#lib/adapters/commerce/webhook-shop.ts';
import type { Integration } from '#lib/contracts/integration.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { Clock } from '#lib/ports/clock.ts';
import type { Commerce, Shops } from '#lib/ports/commerce.ts';
import type { Credentials } from '#lib/ports/credentials.ts';
import type { Integrations } from '#lib/ports/integrations.ts';

export type CommerceShopsOptions = {
  integrations: Pick<Integrations, 'find'>;
  credentials: Pick<Credentials, 'commerce' | 'forget'>;
  clock: Clock;
  /** Milliseconds that a company's shop is believed to be the same. Default: one minute. */
  maxAgeMs?: number;
  /** Plain http to this machine is served. Only for the desk. */
  loopback?: boolean;
  /** Another API than Stripe's. Only for tests and the desk. */
  stripe?: StripeServer;
};

type Standing = { setting: string; commerce: Commerce };

/**
 * The shop of each company: its WEBHOOK where that is active, else its STRIPE. A shop whose settings have not changed stays
 * the same, with its connections. Throws AppError `misconfigured` for an active integration without a key or an endpoint.
 */
export function commerceShops(options: CommerceShopsOptions): Shops {
  const { integrations, credentials, clock, maxAgeMs = 60_000 } = options;
  const standing = new Map<CompanyId, Standing>();

  const shops = agingCache<Commerce | undefined>({
    fetch: async (companyId) => {
      const integration = await activeOf(integrations, companyId);
      const provider = integration?.provider;
      if (integration === undefined || (provider !== 'WEBHOOK' && provider !== 'STRIPE')) return undefined;
      const keys = await credentials.commerce(companyId, provider);
      if (keys === undefined) throw misconfigured(companyId, provider, 'has no key in its secret');
      const setting = JSON.stringify([provider, integration.endpoint, keys]);
      const known = standing.get(companyId);
      if (known?.setting === setting) return known.commerce;
      const commerce = open(integration, keys);
      standing.set(companyId, { setting, commerce });
      return commerce;
    },
    maxAgeMs: () => maxAgeMs,
    retryAfterMs: Math.min(10_000, maxAgeMs),
    clock,
    // The older shop serves on: whoever asks it next hears of a key that no longer fits.
    onStale: () => undefined,
  });

  function open(integration: Integration, keys: readonly [string, ...string[]]): Commerce {
    const { companyId, endpoint } = integration;
    const onKeyRefused = () => {
      credentials.forget(companyId);
      shops.expire(companyId);
    };
    if (integration.provider === 'STRIPE')
      return stripeShop({ apiKeys: keys, clock, onKeyRefused, server: options.stripe });
    if (endpoint === undefined) throw misconfigured(companyId, 'WEBHOOK', 'has no endpoint');
    const newId = (kind: string) => `${kind}_${randomUUID()}`;
    const loopback = options.loopback ?? false;
    return webhookShop({ companyId, endpoint, signingKeys: keys, clock, newId, loopback, onKeyRefused });
  }

  return { of: (companyId) => shops.get(companyId) };
}

async function activeOf(
  integrations: Pick<Integrations, 'find'>,
  companyId: CompanyId,
): Promise<Integration | undefined> {
  const found = await Promise.all([integrations.find(companyId, 'WEBHOOK'), integrations.find(companyId, 'STRIPE')]);
  return found.find((integration) => integration?.status === 'ACTIVE');
}

const misconfigured = (companyId: CompanyId, provider: string, what: string): AppError =>
  new AppError('misconfigured', `The ${provider} integration of company ${companyId} is ACTIVE and ${what}.`);
