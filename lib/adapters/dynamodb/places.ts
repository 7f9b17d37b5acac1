import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Database, Row } from '#lib/adapters/dynamodb/document-client.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { Place } from '#lib/domain/records/paging.ts';
import { type Table, type TableIndex, tables } from '#lib/names.ts';
import type { Begun } from '#lib/ports/sessions.ts';

/** A partition of an index by time; `companyId` where it is a part of the table's own key. */
export type Shelf = { index: string; value: string } & (
  | { table: 'call' | 'session'; companyId?: never }
  | { table: 'outboundCall' | 'callback'; companyId: CompanyId }
);

/** Keys of an index by time, newest first: one query. A period's end is cut off by whoever reads the rows. */
export async function placesIn(
  db: Database,
  { table, index, value, companyId }: Shelf,
  { from = ' ', to = '~' }: Begun,
  { after, count }: { after: Place | undefined; count: number },
): Promise<Place[]> {
  const { indexes, partition, sort }: Table = tables[table];
  const { partition: shelf, sort: time } = indexes.find(({ name }) => name === index) as TableIndex & { sort: Key };
  const id = (sort ?? partition).name;
  const { Items = [] } = await db.client.send(
    new QueryCommand({
      TableName: db.tables[table],
      IndexName: index,
      KeyConditionExpression: '#partition = :value AND #time BETWEEN :from AND :to',
      ExpressionAttributeNames: { '#partition': shelf.name, '#time': time.name },
      ExpressionAttributeValues: { ':value': value, ':from': from, ':to': to },
      ScanIndexForward: false,
      Limit: count,
      ExclusiveStartKey: after && {
        ...(companyId === undefined ? {} : { companyId }),
        [shelf.name]: value,
        [time.name]: after[0],
        [id]: after[1],
      },
    }),
  );
  return Items.map((row: Row): Place => [String(row[time.name]), String(row[id])]);
}

type Key = Table['partition'];
