import type { Erased, Erasure } from '#lib/domain/erasure/erasure.ts';
import type { CompanyId } from '#lib/domain/ids.ts';

/** CSErasure: that a customer's conversations were deleted, by whose order and when. Never expires. */
export interface Erasures {
  /** Consistent read. */
  find(companyId: CompanyId, erasureId: string): Promise<Erasure | undefined>;
  /**
   * Writes the order down; one that is under way stands as it is, one that is done, or was ordered before `staleBefore`
   * (ISO time), begins its next round. Returns what stands.
   */
  begin(erasure: Erasure, staleBefore: string): Promise<Erasure>;
  /** Adds to what was deleted. */
  add(companyId: CompanyId, erasureId: string, erased: Erased): Promise<void>;
  /** Ends a round, once. */
  finish(companyId: CompanyId, erasureId: string, round: number, at: string): Promise<void>;
}
