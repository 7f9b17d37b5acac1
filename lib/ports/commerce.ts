import type { CommerceCommand, CommerceResult, Customer, Order } from '#lib/domain/commerce.ts';
import type { CompanyId } from '#lib/domain/ids.ts';

/** What a customer may be looked up by. Every field given must match. */
export type CustomerQuery = { phone?: string; email?: string; orderId?: string; customerId?: string };

/** Where one company's orders, refunds, credits and subscriptions live. Reads throw CommerceError; see `execute`. */
export interface Commerce {
  findCustomers(query: CustomerQuery): Promise<readonly Customer[]>;
  listOrders(customerId: string): Promise<readonly Order[]>;
  getOrder(orderId: string): Promise<Order | undefined>;
  /**
   * Carries a command out once per key: a repeat of the key gives the first result. Throws CommerceError, whose
   * `certainty` says whether it may have happened.
   */
  execute(command: CommerceCommand): Promise<CommerceResult>;
  /** What became of a key; undefined where the shop is sure that it never saw it. Throws where it cannot tell. */
  findResult(command: CommerceCommand): Promise<CommerceResult | undefined>;
}

/** The shop of each company. Undefined: the company has none connected, and no account action is possible. */
export interface Shops {
  of(companyId: CompanyId): Promise<Commerce | undefined>;
}

export class CommerceError extends Error {
  /** `not-done`: it certainly did not happen. `unknown`: it may have; ask by the key, never repeat blindly. */
  readonly certainty: 'not-done' | 'unknown';
  constructor(certainty: 'not-done' | 'unknown', message: string, options: { cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'CommerceError';
    this.certainty = certainty;
  }
}
