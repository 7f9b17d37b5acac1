import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { putOnce, updateIf } from '#lib/adapters/dynamodb/conditional-write.ts';
import { type Database, deleteRow, getRow, pick, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import type { Task } from '#lib/domain/task.ts';
import type { Outbox } from '#lib/ports/outbox.ts';

export function dynamodbOutbox(db: Database): Outbox {
  const table = 'outbox';
  return {
    async createOnce(task) {
      const { won } = await putOnce(db, table, { ...task, openState: open });
      return won;
    },

    async find(companyId, taskId) {
      const row = await getRow(db, table, { companyId, taskId });
      return row && fromRow(row);
    },

    async claim({ companyId, taskId }, now, until) {
      const { won, standing } = await updateIf(db, {
        table,
        key: { companyId, taskId },
        set: { dueAt: until },
        add: { tries: 1, doubts: 1 },
        condition: '#openState = :open AND #dueAt <= :now',
        names: { '#openState': 'openState' },
        values: { ':open': open, ':now': now },
        stamp: 'claimedBy',
        returnRow: true,
      });
      return won && standing ? fromRow(standing) : undefined;
    },

    async settle({ companyId, taskId, tries }, end) {
      const { won } = await updateIf(db, {
        table,
        key: { companyId, taskId },
        set: end,
        remove: end.state === 'open' ? [] : ['openState'],
        condition: '#openState = :open AND #tries = :tries',
        names: { '#openState': 'openState', '#tries': 'tries' },
        values: { ':open': open, ':tries': tries },
        stamp: 'settledBy',
      });
      return won;
    },

    erase: (companyId, taskId) => deleteRow(db, table, { companyId, taskId }),

    // The index says where to look, the row what is so: the index may lag.
    async due(at, limit) {
      const found: Task[] = [];
      if (limit < 1) return found;
      const pages = paginateQuery(
        { client: db.client, pageSize: Math.min(limit, pageSize) },
        {
          TableName: db.tables[table],
          IndexName: 'byDue',
          KeyConditionExpression: 'openState = :open AND dueAt <= :at',
          ExpressionAttributeValues: { ':open': open, ':at': at },
        },
      );
      for await (const { Items: keys = [] } of pages) {
        const rows = await Promise.all(keys.map(({ companyId, taskId }) => getRow(db, table, { companyId, taskId })));
        const tasks = rows.flatMap((row) => (row ? [fromRow(row)] : []));
        found.push(...tasks.filter(({ state, dueAt }) => state === 'open' && dueAt <= at));
        if (found.length >= limit) break;
      }
      return found.slice(0, limit);
    },
  };
}

/** The one partition of the index byDue. */
const open = 'open';
/** How many rows are read at once behind a page of the index. */
const pageSize = 50;

const fromRow = (row: Row): Task => pick<Task>(row, fields);

const fields: Record<keyof Task, true> = {
  companyId: true,
  taskId: true,
  sessionId: true,
  about: true,
  state: true,
  dueAt: true,
  tries: true,
  doubts: true,
  note: true,
  createdAt: true,
  expiresAt: true,
};
