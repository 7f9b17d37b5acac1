import { updateIf } from '#lib/adapters/dynamodb/conditional-write.ts';
import { type Database, getRow, pick, putRow, queryRows, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import type { Callback } from '#lib/domain/callback.ts';
import type { Callbacks } from '#lib/ports/callbacks.ts';

export function dynamodbCallbacks(db: Database): Callbacks {
  const table = 'callback';

  // The index says where to look, the row what is so: the index may lag.
  async function openIn(index: keyof typeof attributeOf, partition: string, before: string): Promise<Callback[]> {
    const keys = await queryRows(db, table, {
      IndexName: index,
      KeyConditionExpression: '#partition = :partition AND #from < :before',
      ExpressionAttributeNames: { '#partition': attributeOf[index], '#from': 'from' },
      ExpressionAttributeValues: { ':partition': partition, ':before': before },
    });
    const rows = await Promise.all(
      keys.map(({ companyId, callbackId }) => getRow(db, table, { companyId, callbackId })),
    );
    return rows.flatMap((row) =>
      row?.status === 'open' && row[attributeOf[index]] === partition ? [fromRow(row)] : [],
    );
  }

  return {
    async find(companyId, callbackId) {
      const row = await getRow(db, table, { companyId, callbackId });
      return row && fromRow(row);
    },

    put: (callback) => putRow(db, table, toRow(callback)),

    async close(companyId, callbackId, status) {
      const { won } = await updateIf(db, {
        table,
        key: { companyId, callbackId },
        set: { status },
        remove: Object.values(attributeOf),
        condition: '#status = :open',
        values: { ':open': 'open' },
        stamp: 'closedBy',
      });
      return won;
    },

    open: (companyId, before) => openIn('byDue', companyId, before),

    openFor: (companyId, whom) =>
      'phone' in whom
        ? openIn('byPhone', `${companyId}#${whom.phone}`, endOfTime)
        : openIn('byCustomer', `${companyId}#${whom.customerId}`, endOfTime),
  };
}

/** The partition of each index; a row that is not open has none of them. */
const attributeOf = { byDue: 'openCompany', byCustomer: 'openCustomer', byPhone: 'openPhone' } as const;

/** After every ISO time. */
const endOfTime = '~';

function toRow(callback: Callback): Row {
  const { companyId, phone, customerId, status } = callback;
  if (status !== 'open') return { ...callback };
  return {
    ...callback,
    openCompany: companyId,
    openPhone: `${companyId}#${phone}`,
    openCustomer: customerId === undefined ? undefined : `${companyId}#${customerId}`,
  };
}

const fromRow = (row: Row): Callback => pick<Callback>(row, fields);

const fields: Record<keyof Callback, true> = {
  companyId: true,
  callbackId: true,
  sessionId: true,
  status: true,
  phone: true,
  customerId: true,
  from: true,
  to: true,
  timeZone: true,
  owner: true,
  reason: true,
  createdAt: true,
  expiresAt: true,
};
