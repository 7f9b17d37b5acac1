import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { TableKey, TableNames } from '#lib/adapters/dynamodb/tables.ts';

/**
 * What every store here stands on. Whoever makes the client sets `marshallOptions: { removeUndefinedValues: true }`:
 * optional fields come as undefined. Retries and time-outs are the client's too.
 */
export type Database = { client: DynamoDBDocumentClient; tables: TableNames };

/** A stored item, or the key of one. */
export type Row = Record<string, unknown>;

/** One consistent GetItem. */
export async function getRow(db: Database, table: TableKey, key: Row): Promise<Row | undefined> {
  const { Item } = await db.client.send(
    new GetCommand({ TableName: db.tables[table], Key: key, ConsistentRead: true }),
  );
  return Item;
}

/** Writes a row over whatever stands there. */
export async function putRow(db: Database, table: TableKey, row: Row): Promise<void> {
  await db.client.send(new PutCommand({ TableName: db.tables[table], Item: row }));
}

/** Takes a row away; true where there was one. */
export async function deleteRow(db: Database, table: TableKey, key: Row): Promise<boolean> {
  const { Attributes } = await db.client.send(
    new DeleteCommand({ TableName: db.tables[table], Key: key, ReturnValues: 'ALL_OLD' }),
  );
  return Attributes !== undefined;
}

/** Takes a row away where the condition holds; true where it did. The SDK's repeat of a lost answer is told false. */
export async function deleteRowIf(
  db: Database,
  table: TableKey,
  key: Row,
  condition: { text: string; names: Record<string, string> },
  values: Row,
): Promise<boolean> {
  const command = new DeleteCommand({
    TableName: db.tables[table],
    Key: key,
    ConditionExpression: condition.text,
    ExpressionAttributeNames: condition.names,
    ExpressionAttributeValues: values,
  });
  try {
    await db.client.send(command);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** All rows of a query, page by page (a page ends at 1 MB), in the order of the sort key. */
export async function queryRows(
  db: Database,
  table: TableKey,
  query: Omit<QueryCommandInput, 'TableName'>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of paginateQuery({ client: db.client }, { TableName: db.tables[table], ...query })) {
    rows.push(...(page.Items ?? []));
  }
  return rows;
}

/**
 * The fields of a domain value that a row holds; what is only for the store (keys, stamps, ttl) stays behind. The list
 * is a Record, so that the compiler asks for a field that is added to the type.
 */
export function pick<T extends object>(row: Row, fields: Readonly<Record<keyof T, true>>): T {
  const present = Object.keys(fields).filter((field) => row[field] !== undefined);
  return Object.fromEntries(present.map((field) => [field, row[field]])) as T;
}
