import type { SessionId } from '#lib/domain/ids.ts';
import type { Session, SessionStatus } from '#lib/domain/session.ts';

/** CSSession. */
export interface Sessions {
  /** Consistent read. */
  find(sessionId: SessionId): Promise<Session | undefined>;
  /** Returns the session that stands and whether it is new. */
  createOnce(session: Session, expiresAt: number): Promise<{ session: Session; created: boolean }>;
  /** Moves a session that has not ended between active and escalated; false when it has ended. */
  setStatus(sessionId: SessionId, status: 'active' | 'escalated'): Promise<boolean>;
  /** Ends a session; true for exactly one caller. */
  end(sessionId: SessionId, status: Exclude<SessionStatus, 'active'>, endedAt: string): Promise<boolean>;
}
