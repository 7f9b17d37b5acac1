import { copy } from '#lib/adapters/memory/copy.ts';
import { placesOf } from '#lib/adapters/memory/places.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { SessionId } from '#lib/domain/ids.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Sessions } from '#lib/ports/sessions.ts';

export function memorySessions(): Sessions {
  const sessions = new Map<SessionId, Session>();

  function sessionOf(sessionId: SessionId): Session {
    const session = sessions.get(sessionId);
    if (!session) throw new AppError('notFound', `No session ${sessionId}.`);
    return session;
  }

  /** Changes a session that has not ended; false when it has, or was never there. */
  async function changeOpen(sessionId: SessionId, change: Partial<Session>): Promise<boolean> {
    const session = sessions.get(sessionId);
    if (!session || session.endedAt !== undefined) return false;
    sessions.set(sessionId, { ...session, ...copy(change) });
    return true;
  }

  return {
    find: async (sessionId) => copy(sessions.get(sessionId)),

    async createOnce(session) {
      const standing = sessions.get(session.sessionId);
      if (!standing) sessions.set(session.sessionId, copy(session));
      return { session: copy(standing ?? session), created: !standing };
    },

    setStatus: (sessionId, status) => changeOpen(sessionId, { status }),

    async countVerificationTry(sessionId) {
      const session = sessionOf(sessionId);
      session.verificationTries += 1;
      return session.verificationTries;
    },

    async verify(sessionId, verification) {
      const session = sessionOf(sessionId);
      if (session.verified === undefined) {
        session.verified = copy(verification);
        session.customerId = verification.customerId;
      }
      return copy(session.verified);
    },

    async promote(sessionId, caseFile) {
      if (sessions.get(sessionId)?.tier !== 'aiRep') return false;
      return changeOpen(sessionId, { tier: 'aiManager', caseFile });
    },

    async recordAfterCall(sessionId, afterCall) {
      const session = sessions.get(sessionId);
      if (!session || session.afterCall !== undefined) return false;
      session.afterCall = copy(afterCall);
      return true;
    },

    ofCustomer: async (companyId, customerId, limit) =>
      [...sessions.values()]
        .filter((session) => session.companyId === companyId && session.customerId === customerId)
        .sort((a, b) => (a.startedAt > b.startedAt ? -1 : 1))
        .slice(0, limit)
        .map(copy),

    places: async (companyId, { customerId, status, ...begun }, page) => {
      const found = [...sessions.values()].filter(
        (session) =>
          session.companyId === companyId &&
          (customerId === undefined
            ? status === undefined || session.status === status
            : session.customerId === customerId),
      );
      return placesOf(
        found.map(({ startedAt, sessionId }) => [startedAt, sessionId]),
        begun,
        page,
      );
    },

    hinted: async (companyId, customerHint, page) =>
      placesOf(
        [...sessions.values()]
          .filter((session) => session.companyId === companyId && session.customerHint === customerHint)
          .map(({ startedAt, sessionId }) => [startedAt, sessionId]),
        {},
        page,
      ),

    async forgetHint(sessionId, customerHint) {
      const session = sessions.get(sessionId);
      if (session?.customerHint !== customerHint) return false;
      delete session.customerHint;
      return true;
    },

    erase: async (sessionId) => sessions.delete(sessionId),

    end: (sessionId, status, endedAt) => changeOpen(sessionId, { status, endedAt }),
  };
}
