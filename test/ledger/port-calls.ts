import type { Commerce, Shops } from '#lib/ports/commerce.ts';
import type { Allowances, Ledger } from '#lib/ports/ledger.ts';

/** Stands around every call of a port: carries it out or not, at once or later, and hands on its answer or not. */
export type Around = <Answer>(name: string, call: () => Promise<Answer>) => Promise<Answer>;

/** A port whose every call goes through `around`. */
export function watched<Port extends object>(name: string, port: Port, around: Around): Port {
  return new Proxy(port, {
    get(target, verb) {
      const value: unknown = Reflect.get(target, verb);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => around(`${name}.${String(verb)}`, () => value.apply(target, given));
    },
  });
}

type Money = { ledger: Ledger; allowances: Allowances; shops: Shops };

/** The ports by which money moves, watched; all others are left as they are. */
export const watchedPorts = <Ports extends Money>(ports: Ports, around: Around): Ports => ({
  ...ports,
  ledger: watched('ledger', ports.ledger, around),
  allowances: watched('allowances', ports.allowances, around),
  shops: watchedShops(ports.shops, around),
});

const watchedShops = (shops: Shops, around: Around): Shops => ({
  async of(companyId) {
    const shop = await around('shops.of', () => shops.of(companyId));
    return shop && watched<Commerce>('shop', shop, around);
  },
});
