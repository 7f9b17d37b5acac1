import type { CallSid, CompanyId } from '#lib/domain/ids.ts';
import type { OutboundCall } from '#lib/domain/outbound/outbound-call.ts';
import type { Place } from '#lib/domain/records/paging.ts';

/** CSOutboundCall: the calls that companies have asked us to place. */
export interface OutboundCalls {
  /** Consistent read. */
  find(companyId: CompanyId, outboundId: string): Promise<OutboundCall | undefined>;
  /** Returns the request that stands, and whether it is ours. */
  createOnce(call: OutboundCall): Promise<{ call: OutboundCall; created: boolean }>;
  /** Begins another try of a call that is in the state and at the number of tries that were read; true for exactly one. */
  retry(read: OutboundCall, triedAt: string): Promise<boolean>;
  /** What became of the newest try; a call that is placed stays so. */
  settle(read: OutboundCall, state: 'unknown' | 'refused'): Promise<void>;
  /**
   * Keeps the number for this call until then (epoch milliseconds), or until `release`; false where another call of the
   * company has it. Holding it again is no error.
   */
  hold(call: Pick<OutboundCall, 'companyId' | 'outboundId' | 'to'>, now: number, until: number): Promise<boolean>;
  /** Lets the number go, where this call has it. */
  release(call: Pick<OutboundCall, 'companyId' | 'outboundId' | 'to'>): Promise<void>;
  /** The carrier has it under this CallSid; returns the CallSid that stands, ours or an earlier one. */
  placed(companyId: CompanyId, outboundId: string, callSid: CallSid): Promise<CallSid>;
  /** Where requests stand that name a customer, newest first. The index may lag. */
  ofCustomer(
    companyId: CompanyId,
    customerId: string,
    page: { after: Place | undefined; count: number },
  ): Promise<Place[]>;
  /**
   * Takes a request away for good, and what says that its number is held for it; false where it does not stand as it was
   * read: it is gone, or is being tried again.
   */
  erase(read: OutboundCall): Promise<boolean>;
}
