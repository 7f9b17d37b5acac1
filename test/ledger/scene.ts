import { memoryLog } from '#lib/adapters/memory/log.ts';
import { type MemoryMetrics, memoryMetrics } from '#lib/adapters/memory/metrics.ts';
import { type MemoryShop, memoryShop } from '#lib/adapters/memory/shop.ts';
import type { Opening, ShopBooks } from '#lib/adapters/memory/shop-books.ts';
import { memoryShops } from '#lib/adapters/memory/shops.ts';
import { memoryStores } from '#lib/adapters/memory/stores.ts';
import { type Reconciled, reconcile } from '#lib/domain/reconcile.ts';
import type { Session } from '#lib/domain/session.ts';
import { runTool } from '#lib/domain/tools/registry.ts';
import type { ToolPorts } from '#lib/domain/tools/tool.ts';
import type { Commerce } from '#lib/ports/commerce.ts';
import type { Stores } from '#lib/ports/ports.ts';
import { configOf, customerOf, line, noon, orderOf } from '#test/domain/authority-samples.ts';
import { type HandClock, handClock } from '#test/ledger/hand-clock.ts';
import { type Around, watched, watchedPorts } from '#test/ledger/port-calls.ts';
import { sampleSession } from '#test/support/samples.ts';

/** What a caller may want here. Each is allowed, once. */
export const wishes = {
  'a refund of two lines': { tool: 'issue_refund', input: { orderId: 'A-1001', reason: 'broken' } },
  'a refund of one line': { tool: 'issue_refund', input: { orderId: 'A-1001', lineIds: ['a'], reason: 'broken' } },
  'a credit': { tool: 'apply_credit', input: { amount: 7.5, reason: 'late' } },
  'a change of subscription': { tool: 'change_subscription', input: { change: 'pause', reason: 'travels' } },
} as const;
export type Wish = keyof typeof wishes;
export const everyWish = Object.keys(wishes) as Wish[];

export const opening: Opening = {
  customers: [customerOf()],
  orders: [orderOf([line('a', 1_200), line('b', 2_500)])],
};

/** One verified caller of one company, and all that their wishes touch. */
export type Scene = {
  session: Session;
  ports: ToolPorts;
  shop: Commerce;
  books: ShopBooks;
  clock: HandClock;
  metrics: MemoryMetrics;
  /** The keys of all commands that the shop was ever asked to carry out, in order. */
  asked: string[];
};

export type MemoryScene = Scene & { shop: MemoryShop };

export function memoryScene(): MemoryScene {
  const shop = memoryShop(opening);
  return { ...sceneOf({ stores: memoryStores(), shop, books: shop.books, clock: handClock(noon) }), shop };
}

type Props = { stores: Stores; shop: Commerce; books: ShopBooks; clock: HandClock; companyId?: string };

export function sceneOf({ stores, shop, books, clock, companyId = 'acme' }: Props): Scene {
  const asked: string[] = [];
  const execute = shop.execute;
  shop.execute = (command) => {
    asked.push(command.key);
    return execute(command);
  };
  const metrics = memoryMetrics();
  return {
    session: sampleSession({
      config: { ...configOf(), companyId },
      verified: { customerId: 'cus_dana', evidence: 'caller-id', at: noon },
    }),
    ports: { ...stores, shops: memoryShops({ [companyId]: shop }), clock, log: memoryLog(), metrics },
    shop,
    books,
    clock,
    metrics,
    asked,
  };
}

/** A worker that carries out a wish, as the model asked for it in a turn; `own` changes what is asked for. */
export const worker =
  ({ session, ports, shop }: Scene, wish: Wish, turn = 1, own: object = {}) =>
  (around: Around): Promise<unknown> => {
    const { tool, input: usual } = wishes[wish];
    const input = { ...usual, ...own };
    const context = { session, turn, shop: watched('shop', shop, around), personMissed: false };
    return runTool(watchedPorts(ports, around), context, { kind: 'toolCall', id: 'call_1', tool, input }, new Map());
  };

/** A run of the scheduled reconciler. */
export const reconciler =
  ({ ports }: Pick<Scene, 'ports'>) =>
  (around: Around): Promise<Reconciled> =>
    reconcile(watchedPorts(ports, around));
