import {
  CreateTableCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
  type KeySchemaElement,
  ResourceInUseException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { tableNames } from '#lib/adapters/dynamodb/tables.ts';
import { type Table, tables } from '#lib/names.ts';

type Keys = Pick<Table, 'partition' | 'sort'>;

/**
 * Creates every table of lib/names.ts that is not there yet and waits until all can be used. For the desk and the tests:
 * in AWS the tables are the CDK's. Expiry is left out, dynalite has none.
 */
export async function createTables(client: DynamoDBClient, options: { tablePrefix?: string } = {}): Promise<void> {
  const names = tableNames(options.tablePrefix);
  const missing = Object.entries(tables).map(([key, table]) => toInput(names[key as keyof typeof tables], table));
  await Promise.all(missing.map((input) => createOnce(client, input)));
}

async function createOnce(client: DynamoDBClient, input: CreateTableCommandInput): Promise<void> {
  try {
    await client.send(new CreateTableCommand(input));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  const patience = { client, maxWaitTime: 30, minDelay: 0.01, maxDelay: 1 };
  await waitUntilTableExists(patience, { TableName: input.TableName });
}

function toInput(name: string, table: Table): CreateTableCommandInput {
  const keys: Keys[] = [table, ...table.indexes];
  const attributes = new Map(keys.flatMap(keysOf).map(({ name, type }) => [name, type]));
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...attributes].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    KeySchema: schemaOf(table),
    GlobalSecondaryIndexes:
      table.indexes.length === 0
        ? undefined
        : table.indexes.map((index) => ({
            IndexName: index.name,
            KeySchema: schemaOf(index),
            Projection: { ProjectionType: index.projection ?? 'ALL' },
          })),
  };
}

const keysOf = ({ partition, sort }: Keys) => (sort ? [partition, sort] : [partition]);

const schemaOf = (keys: Keys): KeySchemaElement[] =>
  keysOf(keys).map(({ name }, position) => ({ AttributeName: name, KeyType: position === 0 ? 'HASH' : 'RANGE' }));
