import { afterAll } from 'vitest';
import { dynamodbStores } from '#lib/adapters/dynamodb/stores.ts';
import { createTables } from '#local/dynamodb/create-tables.ts';
import { type LocalDynamo, startEmbeddedDynamo } from '#local/dynamodb/embedded.ts';
import { describeStores } from '#test/stores/contract.ts';
import { documentClient } from '#test/support/dynamodb.ts';

let dynamo: LocalDynamo | undefined;
afterAll(() => dynamo?.close());

describeStores('the stores in DynamoDB, on dynalite', async () => {
  dynamo = await startEmbeddedDynamo();
  const client = documentClient(dynamo.endpoint);
  await createTables(client, { tablePrefix: 'test-' });
  return dynamodbStores(client, { tablePrefix: 'test-' });
});
