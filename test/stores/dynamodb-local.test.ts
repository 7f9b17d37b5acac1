import { afterAll } from 'vitest';
import { dynamodbStores } from '#lib/adapters/dynamodb/stores.ts';
import { createTables } from '#local/dynamodb/create-tables.ts';
import { startDynamoDbLocal, whyNoDynamoDbLocal } from '#local/dynamodb/dynamodb-local.ts';
import type { LocalDynamo } from '#local/dynamodb/embedded.ts';
import { describeStores } from '#test/stores/contract.ts';
import { documentClient } from '#test/support/dynamodb.ts';

let dynamo: LocalDynamo | undefined;
afterAll(() => dynamo?.close());

describeStores(
  "the stores in DynamoDB, on Amazon's DynamoDB Local",
  async () => {
    dynamo = await startDynamoDbLocal();
    const client = documentClient(dynamo.endpoint);
    await createTables(client);
    return dynamodbStores(client);
  },
  whyNoDynamoDbLocal(),
);
