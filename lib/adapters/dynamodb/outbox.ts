import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { putOnce, updateIf } from '#lib/adapters/dynamodb/conditional-write.ts';
import { type Database, deleteRow, getRow, pick, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import type { Task } from '#lib/domain/task.ts';
import type { Outbox } from '#lib/ports/outbox.ts';

const table = 'outbox';

export function dynamodbOutbox(db: Database): Outbox {
  return {
    async createOnce(task) {
      const { won } = await putOnce(db, table, { ...task, openState: openStateOf(task.about.kind) });
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
        condition: `#openState IN (${Object.keys(openValues).join(', ')}) AND #dueAt <= :now`,
        names: { '#openState': 'openState' },
        values: { ...openValues, ':now': now },
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
        condition: `#openState IN (${Object.keys(openValues).join(', ')}) AND #tries = :tries`,
        names: { '#openState': 'openState', '#tries': 'tries' },
        values: { ...openValues, ':tries': tries },
        stamp: 'settledBy',
      });
      return won;
    },

    erase: (companyId, taskId) => deleteRow(db, table, { companyId, taskId }),

    async due(at, limit) {
      if (limit < 1) return [];
      const found = await Promise.all(openStates.map((openState) => dueIn(db, openState, at, limit)));
      return found
        .flat()
        .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
        .slice(0, limit);
    },
  };
}

/** The index says where to look, the row what is so: the index may lag. */
async function dueIn(db: Database, openState: string, at: string, limit: number): Promise<Task[]> {
  const found: Task[] = [];
  const pages = paginateQuery(
    { client: db.client, pageSize: Math.min(limit, pageSize) },
    {
      TableName: db.tables[table],
      IndexName: 'byDue',
      KeyConditionExpression: 'openState = :open AND dueAt <= :at',
      ExpressionAttributeValues: { ':open': openState, ':at': at },
    },
  );
  for await (const { Items: keys = [] } of pages) {
    const rows = await Promise.all(keys.map(({ companyId, taskId }) => getRow(db, table, { companyId, taskId })));
    const tasks = rows.flatMap((row) => (row ? [fromRow(row)] : []));
    found.push(...tasks.filter(({ state, dueAt }) => state === 'open' && dueAt <= at));
    if (found.length >= limit) break;
  }
  return found;
}

/**
 * Open tasks stand in the partition of their kind, and a build touches only those of kinds that it knows: an older one,
 * in a shift or after a rollback, would give up what it cannot read. The first kinds share the plain partition.
 */
const openStateOf = (kind: Task['about']['kind']): string => (inPlainPartition[kind] ? 'open' : `open#${kind}`);

const inPlainPartition: Record<Task['about']['kind'], boolean> = {
  escalation: true,
  reminder: true,
  'after-call': true,
  'missed-transfer': false,
  message: false,
  'spoken-message': false,
  'erase-recording': false,
  idle: false,
  'late-end': false,
  'unheard-end': false,
  unanswered: false,
  'erase-customer': false,
  'forget-customer': false,
};
const openStates = [...new Set((Object.keys(inPlainPartition) as Task['about']['kind'][]).map(openStateOf))];
const openValues = Object.fromEntries(openStates.map((openState, i) => [`:open${i}`, openState]));

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
