import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { updateIf } from '#lib/adapters/dynamodb/conditional-write.ts';
import {
  type Database,
  deleteRow,
  getRow,
  pick,
  putRow,
  queryRows,
  type Row,
} from '#lib/adapters/dynamodb/document-client.ts';
import { placesIn } from '#lib/adapters/dynamodb/places.ts';
import type { Callback } from '#lib/domain/callback.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { Callbacks } from '#lib/ports/callbacks.ts';

export function dynamodbCallbacks(db: Database): Callbacks {
  const table = 'callback';

  // The index says where to look, the row what is so: the index may lag.
  async function openBy(index: keyof typeof openIn, partition: string, before: string): Promise<Callback[]> {
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
        remove: Object.values(openIn),
        condition: '#status = :open',
        values: { ':open': 'open' },
        stamp: 'closedBy',
      });
      return won;
    },

    async list(companyId, { status, from = '', to = endOfTime }, { limit, after }) {
      // Of open ones there is an index of their own; else others are passed over.
      const index = status === 'open' ? 'byDue' : 'byCompany';
      const pages = paginateQuery(
        { client: db.client, pageSize: limit + 1 },
        {
          TableName: db.tables[table],
          IndexName: index,
          KeyConditionExpression: '#partition = :partition AND #from BETWEEN :from AND :to',
          ExpressionAttributeNames: { '#partition': attributeOf[index], '#from': 'from' },
          ExpressionAttributeValues: { ':partition': companyId, ':from': from || ' ', ':to': to },
          ExclusiveStartKey: after && keyAt(index, companyId, after),
        },
      );
      const items: Callback[] = [];
      for await (const { Items = [] } of pages) {
        const rows = await Promise.all(
          Items.map((key) => getRow(db, table, { companyId, callbackId: key.callbackId })),
        );
        for (const row of rows) {
          if (row === undefined || (status !== undefined && row.status !== status)) continue;
          if (String(row.from) < to) items.push(fromRow(row));
        }
        if (items.length > limit) break;
      }
      const last = items[limit - 1];
      return {
        items: items.slice(0, limit),
        next: last && items.length > limit ? [last.from, last.callbackId] : undefined,
      };
    },

    erase: (companyId, callbackId) => deleteRow(db, table, { companyId, callbackId }),

    naming: (companyId, customer, page) =>
      placesIn(db, { table, index: 'byNamed', value: `${companyId}#${customer}`, companyId }, {}, page),

    open: (companyId, before) => openBy('byDue', companyId, before),

    openFor: (companyId, whom) =>
      'phone' in whom
        ? openBy('byPhone', `${companyId}#${whom.phone}`, endOfTime)
        : openBy('byCustomer', `${companyId}#${whom.customerId}`, endOfTime),
  };
}

/** The partition of each index of open promises; a row that is not open has none of them. */
const openIn = { byDue: 'openCompany', byCustomer: 'openCustomer', byPhone: 'openPhone' } as const;
const attributeOf = { ...openIn, byCompany: 'companyId' } as const;

/** The key in an index of the promise after which a page begins. */
const keyAt = (index: 'byDue' | 'byCompany', companyId: CompanyId, [from, callbackId]: readonly string[]): Row => ({
  [attributeOf[index]]: companyId,
  companyId,
  callbackId: callbackId ?? '',
  from: from ?? '',
});

/** After every ISO time. */
const endOfTime = '~';

function toRow(callback: Callback): Row {
  const { companyId, phone, customerId, status } = callback;
  const named = customerId ?? callback.customerHint;
  const row = { ...callback, companyNamed: named === undefined ? undefined : `${companyId}#${named}` };
  if (status !== 'open') return row;
  return {
    ...row,
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
  customerHint: true,
  from: true,
  to: true,
  timeZone: true,
  owner: true,
  reason: true,
  createdAt: true,
  expiresAt: true,
};
