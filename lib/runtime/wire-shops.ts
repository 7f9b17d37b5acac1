import { commerceShops } from '#lib/adapters/commerce/shops.ts';
import type { Shops } from '#lib/ports/commerce.ts';
import type { World } from '#lib/runtime/wire.ts';

const standing = new WeakMap<object, Shops>();

/** The companies' shops, for the functions that act: one for each wired world, so that its connections are kept. */
export function shopsOf({ ports, settings }: World): Shops {
  const known = standing.get(ports);
  if (known !== undefined) return known;
  const { integrations, credentials, clock } = ports;
  const shops = commerceShops({ integrations, credentials, clock, loopback: settings.desk });
  standing.set(ports, shops);
  return shops;
}
