import { memoryLog } from '#lib/adapters/memory/log.ts';
import { memoryMetrics } from '#lib/adapters/memory/metrics.ts';
import { type MemoryShop, memoryShop } from '#lib/adapters/memory/shop.ts';
import { memoryShops } from '#lib/adapters/memory/shops.ts';
import { memoryStores } from '#lib/adapters/memory/stores.ts';
import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import type { Action } from '#lib/domain/action.ts';
import { decimalsOf } from '#lib/domain/money.ts';
import type { ToolPorts } from '#lib/domain/tools/tool.ts';
import type { Allowances } from '#lib/ports/ledger.ts';
import { configOf, customerOf, everything, noon, orderOf, subscriptionOf } from '#test/domain/authority-samples.ts';
import { type HandClock, handClock } from '#test/ledger/hand-clock.ts';

/** What differs from world to world. Caps in major units, prices in hundredths of one. */
export type Plan = {
  rep: number;
  manager: number;
  limits: CompanyConfig['limits'];
  prices: readonly number[];
};

export type Company = { config: CompanyConfig; shop: MemoryShop };

export type SimWorld = {
  companies: readonly Company[];
  ports: ToolPorts;
  clock: HandClock;
  /** Every reservation that was made, in order: `company, window, action`. */
  reservations: string[];
};

export const customers = ['cus_dana', 'cus_bob'] as const;
export const sessions = ['sess_1', 'sess_2', 'sess_3', 'sess_4'] as const;
export const linesPerOrder = 2;
export const ordersPerCustomer = 6;
export const orderIdOf = (customer: number, order: number): string => `A-${customer}${order}`;

const places = [
  ['acme', 'USD', 'America/New_York'],
  ['bento', 'JPY', 'Asia/Tokyo'],
  ['falcon', 'KWD', 'Pacific/Kiritimati'],
] as const;

/** Three companies whose customers, orders and sessions have the same ids, in other currencies and time zones. */
export function simWorld(plan: Plan): SimWorld {
  const companies = places.map(([companyId, currency, timeZone]): Company => {
    const tiers = { aiRep: everything(plan.rep), aiManager: everything(plan.manager) };
    const config = configOf({ companyId, currency, timeZone, limits: plan.limits, refundWindowDays: 3650, ...tiers });
    return { config, shop: shopOf(plan, currency) };
  });
  const stores = memoryStores();
  const clock = handClock(noon);
  const reservations: string[] = [];
  const allowances: Allowances = {
    ...stores.allowances,
    async reserve(companyId, window, entry) {
      const reserved = await stores.allowances.reserve(companyId, window, entry);
      if (reserved) reservations.push([companyId, window.window, entry.actionId].join());
      return reserved;
    },
  };
  const shops = memoryShops(Object.fromEntries(companies.map(({ config, shop }) => [config.companyId, shop])));
  const ports = { ...stores, allowances, shops, clock, log: memoryLog(), metrics: memoryMetrics() };
  return { companies, ports, clock, reservations };
}

function shopOf({ prices }: Plan, currency: string): MemoryShop {
  let next = 0;
  const lineOf = (lineId: string) => {
    next += 1;
    const hundredths = prices[next % prices.length] ?? 0;
    const paidMinor = Math.ceil((hundredths * 10 ** decimalsOf(currency)) / 100);
    return { lineId, description: 'Oolong', quantity: 1, paidMinor, refundedMinor: 0 };
  };
  return memoryShop({
    customers: customers.map((customerId) =>
      customerOf({
        customerId,
        subscriptions: [
          subscriptionOf({ subscriptionId: `sub_of_${customerId}`, price: { amountMinor: 1, currency } }),
        ],
      }),
    ),
    orders: customers.flatMap((customerId, customer) =>
      Array.from({ length: ordersPerCustomer }, (_, order) =>
        orderOf([lineOf('0'), lineOf('1')], { orderId: orderIdOf(customer, order), customerId, currency }),
      ),
    ),
  });
}

/** All that the ledger holds of a company. */
export async function ledgerOf({ ports }: SimWorld, { config }: Company): Promise<Action[]> {
  const bySession = sessions.flatMap((session) =>
    customers.map((customer) => ports.ledger.ofSession(config.companyId, sessionIdOf(session, customer))),
  );
  return (await Promise.all(bySession)).flat();
}

export const sessionIdOf = (session: string, customerId: string): string => `${session}_${customerId}`;
