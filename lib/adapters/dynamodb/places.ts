import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Database, Row } from '#lib/adapters/dynamodb/document-client.ts';
import type { Place } from '#lib/domain/records/paging.ts';
import { tables } from '#lib/names.ts';
import type { Begun } from '#lib/ports/sessions.ts';

export type Shelf = { table: 'call' | 'session'; index: string; value: string };

/** Keys of an index by startedAt, newest first: one query. A period's end is cut off by whoever reads the rows. */
export async function placesIn(
  db: Database,
  { table, index, value }: Shelf,
  { from = ' ', to = '~' }: Begun,
  { after, count }: { after: Place | undefined; count: number },
): Promise<Place[]> {
  const id = tables[table].partition.name;
  const partition = tables[table].indexes.find(({ name }) => name === index)?.partition.name ?? 'companyId';
  const { Items = [] } = await db.client.send(
    new QueryCommand({
      TableName: db.tables[table],
      IndexName: index,
      KeyConditionExpression: '#partition = :value AND startedAt BETWEEN :from AND :to',
      ExpressionAttributeNames: { '#partition': partition },
      ExpressionAttributeValues: { ':value': value, ':from': from, ':to': to },
      ScanIndexForward: false,
      Limit: count,
      ExclusiveStartKey: after && { [partition]: value, startedAt: after[0], [id]: after[1] },
    }),
  );
  return Items.map((row: Row): Place => [String(row.startedAt), String(row[id])]);
}
