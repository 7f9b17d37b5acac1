import type { Erased, Erasure } from '#lib/domain/erasure/erasure.ts';
import type { CompanyId } from '#lib/domain/ids.ts';

/** CSErasure: that a customer's conversations were deleted, by whose order and when. Never expires. */
export interface Erasures {
  /** Consistent read. */
  find(companyId: CompanyId, erasureId: string): Promise<Erasure | undefined>;
  /**
   * Writes the order down; one that is under way stands, and keeps that it was ordered again; one that is done, or was
   * ordered before `staleBefore` (ISO time), begins its next round. Returns what stands.
   */
  begin(erasure: Erasure, staleBefore: string): Promise<Erasure>;
  /** Adds to what was deleted. */
  add(companyId: CompanyId, erasureId: string, erased: Erased): Promise<void>;
  /**
   * Ends a round, once, where all orders of it were given at or before `orderedBy` (ISO time). False where there is a later
   * one, which has not been looked into yet: the round goes on.
   */
  finish(
    companyId: CompanyId,
    erasureId: string,
    round: number,
    end: { at: string; orderedBy: string },
  ): Promise<boolean>;
}
