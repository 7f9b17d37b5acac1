import { putOnce, updateIf } from '#lib/adapters/dynamodb/conditional-write.ts';
import { type Database, getRow, pick, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import { readStored } from '#lib/adapters/dynamodb/stored.ts';
import { CompanyConfig } from '#lib/contracts/company-config.ts';
import type { SessionId } from '#lib/domain/ids.ts';
import type { Session, SessionStatus } from '#lib/domain/session.ts';
import type { Sessions } from '#lib/ports/sessions.ts';

const open = 'attribute_exists(sessionId) AND attribute_not_exists(endedAt)';

export function dynamodbSessions(db: Database): Sessions {
  const table = 'session';

  // The pinned config was whole when it was written, but perhaps by an older version: what came since has its default.
  const fromRow = (row: Row): Session => ({
    ...pick<Session>(row, fields),
    config: readStored(CompanyConfig, row.config as Row, db.tables.session, { sessionId: row.sessionId }),
  });

  // Read first, for companyId, which never changes: the index key is made of it.
  async function move(sessionId: SessionId, to: { status: SessionStatus; endedAt?: string }): Promise<boolean> {
    const row = await getRow(db, table, { sessionId });
    if (!row || row.endedAt !== undefined) return false;
    const { won } = await updateIf(db, {
      table,
      key: { sessionId },
      set: { ...to, companyStatus: `${row.companyId}#${to.status}` },
      condition: open,
      stamp: to.endedAt === undefined ? 'statusBy' : 'endedBy',
    });
    return won;
  }

  return {
    async find(sessionId) {
      const row = await getRow(db, table, { sessionId });
      return row && fromRow(row);
    },

    async createOnce(session, expiresAt) {
      const { won, standing } = await putOnce(db, table, toRow(session, expiresAt));
      return { session: won || !standing ? session : fromRow(standing), created: won };
    },

    setStatus: (sessionId, status) => move(sessionId, { status }),

    end: (sessionId, status, endedAt) => move(sessionId, { status, endedAt }),
  };
}

const fields: Record<keyof Session, true> = {
  sessionId: true,
  companyId: true,
  channel: true,
  callSid: true,
  customerId: true,
  tier: true,
  status: true,
  language: true,
  config: true,
  startedAt: true,
  endedAt: true,
};

const toRow = (session: Session, expiresAt: number): Row => ({
  ...session,
  companyStatus: `${session.companyId}#${session.status}`,
  companyCustomer: session.customerId === undefined ? undefined : `${session.companyId}#${session.customerId}`,
  expiresAt,
});
