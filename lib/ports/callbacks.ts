import type { Callback } from '#lib/domain/callback.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { Place } from '#lib/domain/records/paging.ts';

/** CSCallback: what was promised to callers. */
export interface Callbacks {
  /** Consistent read. */
  find(companyId: CompanyId, callbackId: string): Promise<Callback | undefined>;
  /** Writes the promise, over an earlier one of the same conversation. */
  put(callback: Callback): Promise<void>;
  /** Ends an open promise; true for exactly one caller. */
  close(companyId: CompanyId, callbackId: string, status: 'kept' | 'cancelled'): Promise<boolean>;
  /**
   * Promises of a company that begin at or after `from` and before `to` (ISO times), soonest first, from the position after
   * which a page begins. `next` is the position of the next one, and undefined on the last.
   */
  list(
    companyId: CompanyId,
    those: { status?: Callback['status'] | undefined; from?: string | undefined; to?: string | undefined },
    page: { limit: number; after: readonly string[] | undefined },
  ): Promise<{ items: Callback[]; next: readonly string[] | undefined }>;
  /** Open promises of a company that begin before `before` (ISO time), soonest first. */
  open(companyId: CompanyId, before: string): Promise<Callback[]>;
  /** Open promises to a customer or to a number, soonest first. */
  openFor(companyId: CompanyId, whom: { customerId: string } | { phone: string }): Promise<Callback[]>;
  /** Where promises stand that name a customer, proved or not, open or not, newest first. The index may lag. */
  naming(companyId: CompanyId, customer: string, page: { after: Place | undefined; count: number }): Promise<Place[]>;
  /** Takes a promise away for good; true where there was one. */
  erase(companyId: CompanyId, callbackId: string): Promise<boolean>;
}
