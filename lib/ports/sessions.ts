import type { CompanyId, SessionId } from '#lib/domain/ids.ts';
import type { Place } from '#lib/domain/records/paging.ts';
import type { AfterCall, CaseFile, Session, SessionStatus, Verification } from '#lib/domain/session.ts';

/** Begun in [from, to): ISO times. */
export type Begun = { from?: string | undefined; to?: string | undefined };

/** CSSession. */
export interface Sessions {
  /** Consistent read. */
  find(sessionId: SessionId): Promise<Session | undefined>;
  /** Returns the session that stands and whether it is new. */
  createOnce(session: Session, expiresAt: number): Promise<{ session: Session; created: boolean }>;
  /** Moves a session that has not ended between active and escalated; false when it has ended. */
  setStatus(sessionId: SessionId, status: 'active' | 'escalated'): Promise<boolean>;
  /** Counts one more try at verification, and returns how many there have been, this one with it. */
  countVerificationTry(sessionId: SessionId): Promise<number>;
  /** Verifies the session's customer once; returns the verification that stands, ours or an earlier one. Sets byCustomer. */
  verify(sessionId: SessionId, verification: Verification): Promise<Verification>;
  /** Hands the session from aiRep to aiManager, once; false when it is the manager's already, or over. */
  promote(sessionId: SessionId, caseFile: CaseFile): Promise<boolean>;
  /** Writes what the conversation came to, once; false when it stands already. */
  recordAfterCall(sessionId: SessionId, afterCall: AfterCall): Promise<boolean>;
  /** A customer's conversations, newest first. */
  ofCustomer(companyId: CompanyId, customerId: string, limit: number): Promise<Session[]>;
  /** Where a company's conversations stand, newest first: of a customer, else of a status, else of all. The index may lag. */
  places(
    companyId: CompanyId,
    those: { customerId?: string | undefined; status?: SessionStatus | undefined } & Begun,
    page: { after: Place | undefined; count: number },
  ): Promise<Place[]>;
  /** Where conversations stand whose customer the company named so, proved or not, newest first. The index may lag. */
  hinted(
    companyId: CompanyId,
    customerHint: string,
    page: { after: Place | undefined; count: number },
  ): Promise<Place[]>;
  /** Takes a hint out of a session, where it is this one; true where it was. */
  forgetHint(sessionId: SessionId, customerHint: string): Promise<boolean>;
  /** Takes a session away for good; true where there was one. */
  erase(sessionId: SessionId): Promise<boolean>;
  /** Ends a session; true for exactly one caller. */
  end(sessionId: SessionId, status: Exclude<SessionStatus, 'active'>, endedAt: string): Promise<boolean>;
}
