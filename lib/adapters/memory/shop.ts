import { copy } from '#lib/adapters/memory/copy.ts';
import { type Opening, ShopBooks } from '#lib/adapters/memory/shop-books.ts';
import { type Commerce, CommerceError } from '#lib/ports/commerce.ts';

/** What goes wrong with a question on its way: before it reaches the shop, or after, so that only the answer is lost. */
export type ShopFault =
  /** `certainty` is what the asker is told; after the shop it can only be `unknown`. */
  | { fail: 'before'; certainty?: CommerceError['certainty'] }
  | { fail: 'after' }
  | { refuse: string }
  /** Waits for the gate, `before` the shop by default, and then goes on as ever. A gate that rejects fails it there. */
  | { hang: Promise<void>; when?: 'before' | 'after' };

export type MemoryShop = Commerce & {
  readonly books: ShopBooks;
  /** Lets the next commands, or the next questions after a result, or the next reads, meet a fault, one each. */
  failNext(fault: ShopFault, options?: { times?: number; of?: 'commands' | 'results' | 'reads' }): void;
};

/** A shop in memory, for the simulation of the ledger: everything that can happen to a command can be made to happen here. */
export function memoryShop(opening: Opening): MemoryShop {
  const books = new ShopBooks(opening);
  const faults = { commands: [] as ShopFault[], results: [] as ShopFault[], reads: [] as ShopFault[] };

  const meet = async <T>(of: keyof typeof faults, answer: () => T, refused?: (reason: string) => T): Promise<T> => {
    const fault = faults[of].shift();
    await undefined;
    if (fault === undefined) return copy(answer());
    if ('refuse' in fault) return refused === undefined ? copy(answer()) : refused(fault.refuse);
    if ('hang' in fault) {
      if (fault.when !== 'after') await passed(fault.hang, of === 'results' ? 'unknown' : 'not-done');
      const answered = copy(answer());
      if (fault.when === 'after') await passed(fault.hang, 'unknown');
      return answered;
    }
    if (fault.fail === 'before') {
      throw new CommerceError(
        fault.certainty ?? (of === 'results' ? 'unknown' : 'not-done'),
        'The shop was not reached.',
      );
    }
    answer();
    throw new CommerceError(of === 'reads' ? 'not-done' : 'unknown', "The shop's answer was lost.");
  };

  return {
    books,
    failNext(fault, { times = 1, of = 'commands' } = {}) {
      for (let count = 0; count < times; count++) faults[of].push(fault);
    },
    findCustomers: (query) => meet('reads', () => books.find(query)),
    listOrders: (customerId) => meet('reads', () => books.orders.filter((order) => order.customerId === customerId)),
    getOrder: (orderId) => meet('reads', () => books.order(orderId)),
    execute: (command) =>
      meet(
        'commands',
        () => books.execute(command),
        (reason) => ({ kind: 'refused', reason }),
      ),
    findResult: (command) => meet('results', () => books.resultOf(command.key)),
  };
}

async function passed(gate: Promise<void>, certainty: CommerceError['certainty']): Promise<void> {
  try {
    await gate;
  } catch (cause) {
    throw new CommerceError(certainty, 'The shop was asked for too long.', { cause });
  }
}
