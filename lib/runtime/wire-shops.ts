import { commerceShops } from '#lib/adapters/commerce/shops.ts';
import type { StripeServer } from '#lib/adapters/commerce/stripe-client.ts';
import type { Shops } from '#lib/ports/commerce.ts';
import type { Settings } from '#lib/runtime/env.ts';
import type { World } from '#lib/runtime/wire.ts';

const standing = new WeakMap<object, Shops>();

/** The companies' shops, for the functions that act: one for each wired world, so that its connections are kept. */
export function shopsOf({ ports, settings }: World): Shops {
  const known = standing.get(ports);
  if (known !== undefined) return known;
  const { integrations, credentials, clock } = ports;
  const shops = commerceShops({
    integrations,
    credentials,
    clock,
    loopback: settings.desk,
    stripe: stripeServerOf(settings),
  });
  standing.set(ports, shops);
  return shops;
}

/** Another Stripe than Stripe itself, where one is set. */
export function stripeServerOf({ stripeBaseUrl }: Pick<Settings, 'stripeBaseUrl'>): StripeServer | undefined {
  if (stripeBaseUrl === undefined) return undefined;
  const { protocol, hostname: host, port } = new URL(stripeBaseUrl);
  const isHttp = protocol === 'http:';
  return { host, port: Number(port || (isHttp ? 80 : 443)), protocol: isHttp ? 'http' : 'https' };
}
