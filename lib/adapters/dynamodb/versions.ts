import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Database, Row } from '#lib/adapters/dynamodb/document-client.ts';
import { tables } from '#lib/names.ts';

/** Versions that others have replaced, below one: at most `limit`, the newest first. Consistent read of one page. */
export async function versionsBelow(
  db: Database,
  table: 'configVersion' | 'scriptVersion',
  partition: string,
  { below, limit }: { below: number; limit: number },
): Promise<Row[]> {
  const { Items = [] } = await db.client.send(
    new QueryCommand({
      TableName: db.tables[table],
      KeyConditionExpression: '#partition = :partition AND #version < :below',
      ExpressionAttributeNames: { '#partition': tables[table].partition.name, '#version': 'version' },
      ExpressionAttributeValues: { ':partition': partition, ':below': below },
      ScanIndexForward: false,
      ConsistentRead: true,
      Limit: limit,
    }),
  );
  return Items;
}
