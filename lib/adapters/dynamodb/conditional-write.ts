import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type Changes, toExpression } from '#lib/adapters/dynamodb/changes.ts';
import { type Database, getRow, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import type { TableKey } from '#lib/adapters/dynamodb/tables.ts';
import { tables } from '#lib/names.ts';

/**
 * How a conditional write went. A failed condition is an answer, not an error; any other error rises.
 *
 * The SDK repeats a write whose answer was lost on the way, and the repeat meets its own first attempt. So a write that
 * has exactly one winner leaves a stamp in the row, and who is refused by his own stamp has won.
 *
 * `standing` is the row that was in the way; of a win only where `returnRow` asks for it (or the answer was lost).
 */
export type Decision = { won: boolean; standing: Row | undefined };

/** Puts a row where none stands under its key: one PutItem for the winner. */
export async function putOnce(db: Database, table: TableKey, row: Row): Promise<Decision> {
  const stamp = randomUUID();
  const { partition } = tables[table];
  const command = new PutCommand({
    TableName: db.tables[table],
    Item: { ...row, createdBy: stamp },
    ConditionExpression: 'attribute_not_exists(#key)',
    ExpressionAttributeNames: { '#key': partition.name },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  return decide(db, table, keyOf(table, row), { attribute: 'createdBy', stamp }, async () => {
    await db.client.send(command);
    return undefined;
  });
}

export type ConditionalUpdate = Changes & {
  table: TableKey;
  key: Row;
  /** May name any attribute that is changed as `#attribute`. */
  condition: string;
  /** For the condition only. */
  names?: Record<string, string>;
  /** For the condition only. */
  values?: Row;
  /** The attribute that holds this decision's stamp; not needed where the condition alone refuses a repeat. */
  stamp?: string;
  returnRow?: boolean;
};

/** Changes a row where the condition holds: one UpdateItem for the winner. */
export async function updateIf(db: Database, update: ConditionalUpdate): Promise<Decision> {
  const stamp = update.stamp === undefined ? undefined : { attribute: update.stamp, stamp: randomUUID() };
  const stamped = stamp ? { ...update, set: { ...update.set, [stamp.attribute]: stamp.stamp } } : update;
  const expression = toExpression(stamped);
  const notYet = stamp ? ` AND NOT #${stamp.attribute} = :${stamp.attribute}` : '';
  const command = new UpdateCommand({
    TableName: db.tables[update.table],
    Key: update.key,
    UpdateExpression: expression.text,
    ConditionExpression: `(${update.condition})${notYet}`,
    ExpressionAttributeNames: { ...expression.names, ...update.names },
    ExpressionAttributeValues: { ...expression.values, ...update.values },
    ReturnValues: update.returnRow ? 'ALL_NEW' : 'NONE',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  return decide(db, update.table, update.key, stamp, async () => (await db.client.send(command)).Attributes);
}

async function decide(
  db: Database,
  table: TableKey,
  key: Row,
  own: { attribute: string; stamp: string } | undefined,
  write: () => Promise<Row | undefined>,
): Promise<Decision> {
  try {
    return { won: true, standing: await write() };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    // The Item comes raw even through the document client; dynalite leaves it out.
    const standing = error.Item ? unmarshall(error.Item) : await getRow(db, table, key);
    return { won: own !== undefined && standing?.[own.attribute] === own.stamp, standing };
  }
}

function keyOf(table: TableKey, row: Row): Row {
  const { partition, sort }: { partition: { name: string }; sort?: { name: string } } = tables[table];
  const names = sort ? [partition.name, sort.name] : [partition.name];
  return Object.fromEntries(names.map((name) => [name, row[name]]));
}
