import { putOnce, updateIf } from '#lib/adapters/dynamodb/conditional-write.ts';
import { type Database, deleteRow, getRow, pick, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import { placesIn, type Shelf } from '#lib/adapters/dynamodb/places.ts';
import { readStored } from '#lib/adapters/dynamodb/stored.ts';
import { CompanyConfig } from '#lib/contracts/company-config.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { CompanyId, SessionId } from '#lib/domain/ids.ts';
import type { Session, SessionStatus, Verification } from '#lib/domain/session.ts';
import type { Sessions } from '#lib/ports/sessions.ts';

const exists = 'attribute_exists(sessionId)';
const open = `${exists} AND attribute_not_exists(endedAt)`;

export function dynamodbSessions(db: Database): Sessions {
  const table = 'session';

  // The pinned config was whole when it was written, but perhaps by an older version: what came since has its default.
  const fromRow = (row: Row): Session => ({
    ...pick<Session>(row, fields),
    verificationTries: (row.verificationTries as number | undefined) ?? 0,
    config: readStored(CompanyConfig, row.config as Row, db.tables.session, { sessionId: row.sessionId }),
  });

  // Read first, for companyId, which never changes: the index key is made of it.
  async function move(sessionId: SessionId, to: { status: SessionStatus; endedAt?: string }): Promise<boolean> {
    const row = await getRow(db, table, { sessionId });
    if (!row || row.endedAt !== undefined) return false;
    const { won } = await updateIf(db, {
      table,
      key: { sessionId },
      set: { ...to, companyStatus: inCompany(row.companyId, to.status) },
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

    // Stamped, so that the SDK's repeat of a lost answer is no second try. Only where somebody else's try comes between
    // the two does ours count twice: one too many is safe, the count is there to limit guessing.
    async countVerificationTry(sessionId) {
      const { standing } = await updateIf(db, {
        table,
        key: { sessionId },
        add: { verificationTries: 1 },
        condition: exists,
        stamp: 'triedBy',
        returnRow: true,
      });
      if (!standing) throw noSession(sessionId);
      return standing.verificationTries as number;
    },

    // Read first, for companyId. No stamp: what stands is the answer, whoever wrote it.
    async verify(sessionId, verification) {
      const row = await getRow(db, table, { sessionId });
      if (!row) throw noSession(sessionId);
      if (row.verified !== undefined) return row.verified as Verification;
      const { customerId } = verification;
      const { won, standing } = await updateIf(db, {
        table,
        key: { sessionId },
        set: { verified: verification, customerId, companyCustomer: inCompany(row.companyId, customerId) },
        condition: `${exists} AND attribute_not_exists(#verified)`,
      });
      if (won) return verification;
      if (!standing) throw noSession(sessionId);
      return standing.verified as Verification;
    },

    async promote(sessionId, caseFile) {
      const { won } = await updateIf(db, {
        table,
        key: { sessionId },
        set: { tier: 'aiManager', caseFile },
        condition: `${open} AND #tier = :rep`,
        values: { ':rep': 'aiRep' },
        stamp: 'promotedBy',
      });
      return won;
    },

    async recordAfterCall(sessionId, afterCall) {
      const { won } = await updateIf(db, {
        table,
        key: { sessionId },
        set: { afterCall },
        condition: `${exists} AND attribute_not_exists(#afterCall)`,
        stamp: 'afterCallBy',
      });
      return won;
    },

    async ofCustomer(companyId, customerId, limit) {
      const shelf = shelfOf(companyId, customerId, undefined);
      const places = await placesIn(db, shelf, {}, { after: undefined, count: limit });
      const rows = await Promise.all(places.map(([, sessionId]) => getRow(db, table, { sessionId })));
      return rows.filter((row) => row !== undefined).map(fromRow);
    },

    hinted: (companyId, customerHint, page) =>
      placesIn(db, { table, index: 'byHint', value: inCompany(companyId, customerHint) }, {}, page),

    async forgetHint(sessionId, customerHint) {
      const { won } = await updateIf(db, {
        table,
        key: { sessionId },
        remove: ['customerHint', 'companyHint'],
        condition: '#gone0 = :hint',
        values: { ':hint': customerHint },
        stamp: 'unhintedBy',
      });
      return won;
    },

    places: (companyId, { customerId, status, ...begun }, page) =>
      placesIn(db, shelfOf(companyId, customerId, status), begun, page),

    erase: (sessionId) => deleteRow(db, table, { sessionId }),

    end: (sessionId, status, endedAt) => move(sessionId, { status, endedAt }),
  };
}

const fields: Record<keyof Session, true> = {
  sessionId: true,
  companyId: true,
  channel: true,
  callSid: true,
  customerId: true,
  customerHint: true,
  tier: true,
  status: true,
  language: true,
  config: true,
  startedAt: true,
  endedAt: true,
  callerId: true,
  verified: true,
  verificationTries: true,
  caseFile: true,
  resumes: true,
  outbound: true,
  afterCall: true,
};

const toRow = (session: Session, expiresAt: number): Row => ({
  ...session,
  companyStatus: inCompany(session.companyId, session.status),
  companyCustomer: session.customerId === undefined ? undefined : inCompany(session.companyId, session.customerId),
  companyHint: session.customerHint === undefined ? undefined : inCompany(session.companyId, session.customerHint),
  expiresAt,
});

/** The partition of an index over one company's sessions. */
const inCompany = (companyId: unknown, what: string): string => `${companyId}#${what}`;

/** The index that narrows most. */
function shelfOf(companyId: CompanyId, customerId: string | undefined, status: SessionStatus | undefined): Shelf {
  if (customerId !== undefined)
    return { table: 'session', index: 'byCustomer', value: inCompany(companyId, customerId) };
  if (status !== undefined) return { table: 'session', index: 'byCompanyStatus', value: inCompany(companyId, status) };
  return { table: 'session', index: 'byCompany', value: companyId };
}

const noSession = (sessionId: SessionId): AppError => new AppError('notFound', `No session ${sessionId}.`);
