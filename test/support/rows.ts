import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { env, tables } from '#lib/names.ts';

/** Every row of every table of the desk, keys, stamps and all, one a line. */
export async function allRows(): Promise<ReadonlySet<string>> {
  const client = new DynamoDBClient({ endpoint: process.env[env.dynamodbEndpoint] ?? '' });
  const documents = DynamoDBDocumentClient.from(client);
  try {
    const scans = Object.values(tables).map(async ({ name }) => {
      const rows: string[] = [];
      for await (const { Items = [] } of paginateScan({ client: documents }, { TableName: name, ConsistentRead: true }))
        rows.push(...Items.map((row) => `${name} ${canonical(row)}`));
      return rows;
    });
    return new Set((await Promise.all(scans)).flat());
  } finally {
    client.destroy();
  }
}

/** Every row of one table, in an order of its own that stays the same. */
export async function rowsOf(client: DynamoDBDocumentClient, table: string): Promise<Record<string, unknown>[]> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: table, ConsistentRead: true }));
  return Items.toSorted((a, b) => (canonical(a) < canonical(b) ? -1 : 1));
}

/** The rows that are other than they were; none when nothing was written between, not even the same again. */
export async function rowsChangedSince(before: ReadonlySet<string>): Promise<string[]> {
  const after = await allRows();
  return [...[...before].filter((row) => !after.has(row)), ...[...after].filter((row) => !before.has(row))];
}

const canonical = (row: unknown): string =>
  JSON.stringify(row, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
