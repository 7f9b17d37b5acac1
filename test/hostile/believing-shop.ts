import { type Opening, ShopBooks } from '#lib/adapters/memory/shop-books.ts';
import type { CommerceCommand, CommerceResult } from '#lib/domain/commerce.ts';
import type { Commerce } from '#lib/ports/commerce.ts';

/**
 * The worst shop there is: it does whatever it is asked, once per key, never looks at what was given back before, and its
 * orders never show it. What holds with it holds by our own rules alone.
 */
class BelievingBooks extends ShopBooks {
  override execute(command: CommerceCommand): CommerceResult {
    const before = this.effects.find(({ key }) => key === command.key);
    if (before !== undefined) return before.result;
    const result = { kind: 'done', reference: `done-${this.effects.length + 1}` } as const;
    this.effects.push({ key: command.key, command, result });
    return result;
  }
}

export function believingShop(opening: Opening): Commerce & { books: ShopBooks } {
  const books = new BelievingBooks(opening);
  return {
    books,
    findCustomers: async (query) => books.find(query),
    listOrders: async (customerId) => books.orders.filter((order) => order.customerId === customerId),
    getOrder: async (orderId) => books.order(orderId),
    execute: async (command) => books.execute(command),
    findResult: async (command) => books.resultOf(command.key),
  };
}
