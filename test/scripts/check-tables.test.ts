import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Table, tables } from '#lib/names.ts';
import { type AwsResponse, type AwsServer, awsError, startAwsServer } from '#local/aws/json-server.ts';
import { createTables } from '#local/dynamodb/create-tables.ts';
import { type LocalDynamo, startEmbeddedDynamo } from '#local/dynamodb/embedded.ts';
import { differences } from '#scripts/tables/difference.ts';
import { survey } from '#scripts/tables/survey.ts';
import { runScript } from '#test/support/run-script.ts';

let dynamo: LocalDynamo;
let client: DynamoDBClient;
beforeEach(async () => {
  dynamo = await startEmbeddedDynamo();
  client = clientOf(dynamo.endpoint);
});
afterEach(async () => {
  client.destroy();
  await dynamo.close();
});

const clientOf = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    maxAttempts: 2,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

const check = (...args: string[]) => runScript('scripts/check-tables.ts', args);

/** Puts a table of one's own making in the place of ours. */
async function replaceTable(name: string, change: Partial<CreateTableCommandInput>): Promise<void> {
  const { Table: standing } = await client.send(new DescribeTableCommand({ TableName: name }));
  await client.send(new DeleteTableCommand({ TableName: name }));
  const indexes = standing?.GlobalSecondaryIndexes?.map(({ IndexName, KeySchema, Projection }) => ({
    IndexName,
    KeySchema,
    Projection,
  }));
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: standing?.KeySchema,
      AttributeDefinitions: standing?.AttributeDefinitions,
      GlobalSecondaryIndexes: indexes,
      ...change,
    } as CreateTableCommandInput),
  );
}

test('is content with the tables of a desk, and says what it cannot know', async () => {
  await createTables(client);
  const { code, out, err } = await check('--endpoint', dynamo.endpoint);
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain(`All ${Object.keys(tables).length} tables are as declared.`);
  expect(out).toMatch(/^Whether rows expire is not known of \d+ tables/m);
});

test('looks for the tables of a stage under its prefix', async () => {
  await createTables(client);
  const { code, out } = await check('--endpoint', dynamo.endpoint, '--stage', 'staging');
  expect(code).toBe(1);
  for (const { name } of Object.values(tables)) {
    expect(out).toMatch(
      new RegExp(`^\\S*staging\\S*${name}: it is not there\\. Deploy: scripts/deploy\\.sh staging`, 'm'),
    );
  }
});

test('names every difference of a table, and what mends it', async () => {
  await createTables(client);
  await client.send(new DeleteTableCommand({ TableName: 'CSOutbox' }));
  await replaceTable('CSMessage', {
    KeySchema: [
      { AttributeName: 'sessionId', KeyType: 'HASH' },
      { AttributeName: 'seq', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: 'sessionId', AttributeType: 'S' },
      { AttributeName: 'seq', AttributeType: 'S' },
    ],
  });
  await replaceTable('ClientIntegration', {
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byPhoneNumber',
        KeySchema: [{ AttributeName: 'phoneNumber', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  });
  await replaceTable('CSAction', {
    AttributeDefinitions: [
      { AttributeName: 'companyId', AttributeType: 'S' },
      { AttributeName: 'actionId', AttributeType: 'S' },
      { AttributeName: 'state', AttributeType: 'S' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byOldState',
        KeySchema: [{ AttributeName: 'state', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  });
  const { code, out } = await check('--endpoint', dynamo.endpoint);
  expect(code).toBe(1);
  expect(out.split('\n').map((line) => line.split('. ')[0])).toEqual([
    'ClientIntegration: index byPhoneNumber projects KEYS_ONLY, not ALL',
    'CSMessage: its key is sessionId (S), seq (S), not sessionId (S), seq (N)',
    'CSAction: index byState is missing',
    'CSAction: index byOldState is declared nowhere',
    'CSOutbox: it is not there',
    expect.stringMatching(/^Whether rows expire/),
    '',
  ]);
  expect(out).toContain('delete its folder (DESK_DATA)');
});

test('an index with other keys, or still being filled, is not as declared', () => {
  const declared = tables.outbox satisfies Table;
  const standing = {
    TableStatus: 'ACTIVE' as const,
    KeySchema: [
      { AttributeName: 'taskId', KeyType: 'RANGE' as const },
      { AttributeName: 'companyId', KeyType: 'HASH' as const },
    ],
    AttributeDefinitions: ['companyId', 'taskId', 'openState', 'dueAt'].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S' as const,
    })),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byDue',
        IndexStatus: 'CREATING' as const,
        KeySchema: [{ AttributeName: 'openState', KeyType: 'HASH' as const }],
        Projection: { ProjectionType: 'KEYS_ONLY' as const },
      },
    ],
  };
  expect(differences(declared, standing, { attribute: 'expiresAt', known: true })).toEqual([
    { what: 'index byDue is CREATING, not ACTIVE', remedy: 'wait' },
    { what: 'the key of index byDue is openState (S), not openState (S), dueAt (S)', remedy: 'replaceIndex' },
  ]);
});

/** DynamoDB as AWS has it, as far as this command asks: every table as declared, with the expiry that a test gives it. */
const asDeclared =
  (expiryOf: (table: Table) => string | undefined) =>
  (target: string, tableName: string): AwsResponse => {
    const table: Table | undefined = Object.values(tables).find(({ name }) => tableName.endsWith(name));
    if (table === undefined) return awsError(400, 'ResourceNotFoundException', 'no such table');
    if (target.endsWith('DescribeTimeToLive')) {
      const attribute = expiryOf(table);
      const on = { TimeToLiveStatus: 'ENABLED', AttributeName: attribute };
      return { status: 200, json: { TimeToLiveDescription: attribute ? on : { TimeToLiveStatus: 'DISABLED' } } };
    }
    const keys = [table, ...table.indexes].flatMap(({ partition, sort }) => (sort ? [partition, sort] : [partition]));
    const schemaOf = ({ partition, sort }: Pick<Table, 'partition' | 'sort'>) => [
      { AttributeName: partition.name, KeyType: 'HASH' },
      ...(sort ? [{ AttributeName: sort.name, KeyType: 'RANGE' }] : []),
    ];
    const standing = {
      TableStatus: 'ACTIVE',
      KeySchema: schemaOf(table),
      AttributeDefinitions: keys.map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
      GlobalSecondaryIndexes: table.indexes.map((index) => ({
        IndexName: index.name,
        IndexStatus: 'ACTIVE',
        KeySchema: schemaOf(index),
        Projection: { ProjectionType: index.projection ?? 'ALL' },
      })),
    };
    return { status: 200, json: { Table: standing } };
  };

let answer: (target: string, tableName: string) => AwsResponse;
let aws: AwsServer;
beforeAll(async () => {
  aws = await startAwsServer({ contentType: 'application/x-amz-json-1.0' }, ({ header, body }) =>
    answer(header('x-amz-target') ?? '', (JSON.parse(body) as { TableName: string }).TableName),
  );
});
afterAll(() => aws.close());

const surveyed = async () => {
  const cloud = clientOf(aws.endpoint);
  try {
    return await survey(cloud, { tablePrefix: 'cs-ai-production-', emulated: false });
  } finally {
    cloud.destroy();
  }
};
const found = async () =>
  (await surveyed()).flatMap(({ name, differences: all }) => all.map(({ what }) => [name, what]));

test('in AWS rows must expire as declared, and the ledger never', async () => {
  answer = asDeclared(({ ttl }) => ttl);
  expect(await found()).toEqual([]);
  answer = asDeclared(({ name, ttl }) => (name === 'CSAction' ? 'expiresAt' : name === 'VoiceCall' ? undefined : ttl));
  expect(await found()).toEqual([
    ['cs-ai-production-VoiceCall', 'rows expire never, not by expiresAt'],
    ['cs-ai-production-CSAction', 'rows expire by expiresAt, and must not'],
  ]);
  answer = asDeclared(({ name, ttl }) => (name === 'CSMessage' ? 'ttl' : ttl));
  expect(await found()).toEqual([['cs-ai-production-CSMessage', 'rows expire by ttl, not by expiresAt']]);
});

test('a store that knows no expiry leaves it unknown', async () => {
  const declared = asDeclared(() => undefined);
  answer = (target, table) =>
    target.endsWith('DescribeTimeToLive') ? awsError(400, 'UnknownOperationException', '') : declared(target, table);
  const findings = await surveyed();
  expect(findings.flatMap(({ differences: all }) => all)).toEqual([]);
  const expiring = Object.values<Table>(tables).filter(({ ttl }) => ttl !== undefined);
  expect(findings.filter(({ expiryUnknown }) => expiryUnknown)).toHaveLength(expiring.length);
});

test('a throttled question is asked again, and given up with what to do', async () => {
  const declared = asDeclared(({ ttl }) => ttl);
  const asked = new Set<string>();
  answer = (target, table) => {
    if (asked.has(target + table)) return declared(target, table);
    asked.add(target + table);
    return awsError(400, 'ThrottlingException', 'Rate of requests exceeds the allowed throughput.');
  };
  expect(await found()).toEqual([]);
  answer = () => awsError(400, 'ThrottlingException', 'Rate of requests exceeds the allowed throughput.');
  await expect(surveyed()).rejects.toThrow(/DynamoDB is throttling\. Nothing is known about it yet/);
});

test('who may not look is told what they need, and that is not a difference', async () => {
  answer = () => awsError(400, 'AccessDeniedException', 'User is not authorized to perform dynamodb:DescribeTable');
  const { code, out, err } = await check('--endpoint', aws.endpoint, '--stage', 'production');
  expect([code, out]).toEqual([3, '']);
  expect(err).toMatch(/^Table \S+ cannot be looked at: access denied\. .*dynamodb:DescribeTable/);
  expect(err).not.toContain('    at ');
});

test.each([
  [['--stage', 'prod'], /There is no stage "prod"/],
  [[], /--stage is missing/],
  [['--stage', 'local'], /say --endpoint/],
  [['--endpoint', 'localhost:8000'], /must be an http\(s\) URL/],
  [['--dry'], /Unknown option '--dry'/],
])('%j is a wrong way to call it', async (args, said) => {
  const { code, out, err } = await check(...args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(said);
});

test('--help says what it does and how it ends', async () => {
  const { code, out } = await check('--help');
  expect(code).toBe(0);
  expect(out).toMatch(/^npm run tables:check/);
  for (const option of ['--stage', '--endpoint', '--prefix', 'Exits 0']) expect(out).toContain(option);
});
