import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { putOnce, updateIf } from '#lib/adapters/dynamodb/conditional-write.ts';
import { type Database, getRow, pick, queryRows, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import { type Action, type ActionState, actionIdPrefix, isSettled, withoutWords } from '#lib/domain/action.ts';
import type { Ledger } from '#lib/ports/ledger.ts';

export function dynamodbLedger(db: Database): Ledger {
  const table = 'action';
  return {
    async find(companyId, actionId) {
      const row = await getRow(db, table, { companyId, actionId });
      return row && fromRow(row);
    },

    async createOnce(action) {
      const { won, standing } = await putOnce(db, table, toRow(action));
      return { action: won || !standing ? action : fromRow(standing), created: won };
    },

    // A stamp for each state, for a state is entered once: the repeat of a lost answer finds its own even where somebody
    // has moved the action on meanwhile.
    async move({ companyId, actionId }, from, to, change) {
      if (isSettled(from)) return false;
      const { won } = await updateIf(db, {
        table,
        key: { companyId, actionId },
        set: { ...change, state: to, openState: openStateOf(to) },
        remove: to === 'executed' ? ['failure'] : [],
        condition: '#state = :from',
        values: { ':from': from },
        stamp: `${to}By`,
      });
      return won;
    },

    async redact(action) {
      const { companyId, actionId } = action;
      const { reason, command } = toRow(withoutWords(action));
      const { won } = await updateIf(db, {
        table,
        key: { companyId, actionId },
        set: { reason, command },
        condition: 'attribute_exists(actionId) AND NOT openState = :open',
        values: { ':open': open },
      });
      return won;
    },

    // By the base table and not by an index: what a receipt is read from may not lag.
    async ofSession(companyId, sessionId) {
      const rows = await queryRows(db, table, {
        KeyConditionExpression: 'companyId = :companyId AND begins_with(actionId, :prefix)',
        ExpressionAttributeValues: { ':companyId': companyId, ':prefix': actionIdPrefix(sessionId) },
        ConsistentRead: true,
      });
      return rows.map(fromRow).sort(byAge);
    },

    // The index says where to look, the row what is so: the index may lag.
    unsettled: (updatedBefore, limit) => inState(open, updatedBefore, limit),
    uncounted: (limit) => inState(uncounted, endOfTime, limit),
  };

  async function inState(openState: string, before: string, limit: number): Promise<Action[]> {
    const pages = paginateQuery(
      { client: db.client, pageSize: Math.min(limit, pageSize) },
      {
        TableName: db.tables[table],
        IndexName: 'byState',
        KeyConditionExpression: 'openState = :state AND updatedAt < :before',
        ExpressionAttributeValues: { ':state': openState, ':before': before },
      },
    );
    const found: Action[] = [];
    if (limit < 1) return found;
    for await (const { Items: keys = [] } of pages) {
      const rows = await Promise.all(keys.map(({ companyId, actionId }) => getRow(db, table, { companyId, actionId })));
      const standing = rows.filter((row) => row?.openState === openState && String(row.updatedAt) < before);
      found.push(...standing.flatMap((row) => (row ? [fromRow(row)] : [])));
      if (found.length >= limit) break;
    }
    return found.slice(0, limit);
  }
}

/** The partitions of the index byState: what is not settled, and what is, but not in the counters yet. */
const open = 'open';
export const uncounted = 'uncounted';
/** After every ISO time. */
const endOfTime = '~';
/** How many rows are read at once behind a page of the index. */
const pageSize = 50;

const openStateOf = (state: ActionState): string => (isSettled(state) ? uncounted : open);

const byAge = (a: Action, b: Action): number =>
  a.requestedAt === b.requestedAt ? compare(a.actionId, b.actionId) : compare(a.requestedAt, b.requestedAt);
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const fields: Record<Exclude<keyof Action, 'command'>, true> = {
  companyId: true,
  actionId: true,
  sessionId: true,
  turn: true,
  tier: true,
  kind: true,
  state: true,
  customerId: true,
  amount: true,
  reason: true,
  evidence: true,
  rule: true,
  denial: true,
  windows: true,
  beforeMinor: true,
  afterMinor: true,
  reference: true,
  failure: true,
  requestedAt: true,
  updatedAt: true,
};

// A command stays JSON text: the shop must be asked again with the same bytes, and a DynamoDB map keeps no order.
const toRow = ({ command, ...action }: Action): Row => ({
  ...action,
  command: command && JSON.stringify(command),
  openState: openStateOf(action.state),
});

const fromRow = (row: Row): Action => ({
  ...pick<Omit<Action, 'command'>>(row, fields),
  ...(row.command === undefined ? {} : { command: JSON.parse(row.command as string) }),
});
