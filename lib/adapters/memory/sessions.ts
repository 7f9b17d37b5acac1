import { copy } from '#lib/adapters/memory/copy.ts';
import type { SessionId } from '#lib/domain/ids.ts';
import type { Session, SessionStatus } from '#lib/domain/session.ts';
import type { Sessions } from '#lib/ports/sessions.ts';

export function memorySessions(): Sessions {
  const sessions = new Map<SessionId, Session>();

  async function move(sessionId: SessionId, to: { status: SessionStatus; endedAt?: string }): Promise<boolean> {
    const session = sessions.get(sessionId);
    if (!session || session.endedAt !== undefined) return false;
    sessions.set(sessionId, { ...session, ...to });
    return true;
  }

  return {
    find: async (sessionId) => copy(sessions.get(sessionId)),

    async createOnce(session) {
      const standing = sessions.get(session.sessionId);
      if (!standing) sessions.set(session.sessionId, copy(session));
      return { session: copy(standing ?? session), created: !standing };
    },

    setStatus: (sessionId, status) => move(sessionId, { status }),

    end: (sessionId, status, endedAt) => move(sessionId, { status, endedAt }),
  };
}
