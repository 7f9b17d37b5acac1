import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { type Table, tables } from '#lib/names.ts';
import { type Properties, propertiesOf, templatesOf } from '#test/infra/templates.ts';

const production = templatesOf('production').data;
const staging = templatesOf('staging').data;
const every: readonly Table[] = Object.values(tables);

const schema = ({ partition, sort }: Pick<Table, 'partition' | 'sort'>) => [
  { AttributeName: partition.name, KeyType: 'HASH' },
  ...(sort === undefined ? [] : [{ AttributeName: sort.name, KeyType: 'RANGE' }]),
];

test.each(every)('$name is as lib/names.ts has it: keys, indexes, projections, expiry', (table) => {
  const made = propertiesOf(production, 'AWS::DynamoDB::GlobalTable').find(
    ({ TableName }) => TableName === `cs-ai-production-${table.name}`,
  );
  expect(made).toMatchObject({ KeySchema: schema(table), BillingMode: 'PAY_PER_REQUEST' });
  expect(made?.GlobalSecondaryIndexes ?? []).toEqual(
    table.indexes.map((index) =>
      expect.objectContaining({
        IndexName: index.name,
        KeySchema: schema(index),
        Projection: { ProjectionType: index.projection ?? 'ALL' },
      }),
    ),
  );
  const keys = [table, ...table.indexes].flatMap(({ partition, sort }) => (sort ? [partition, sort] : [partition]));
  const attributes = new Map(keys.map(({ name, type }) => [name, type]));
  expect(
    Object.fromEntries(
      made?.AttributeDefinitions.map(({ AttributeName, AttributeType }: Record<string, string>) => [
        AttributeName,
        AttributeType,
      ]),
    ),
  ).toEqual(Object.fromEntries(attributes));
  expect(made?.TimeToLiveSpecification).toEqual(
    table.ttl === undefined ? undefined : { AttributeName: table.ttl, Enabled: true },
  );
});

test('no table is there that lib/names.ts does not have', () => {
  production.resourceCountIs('AWS::DynamoDB::GlobalTable', every.length);
});

test('the ledger never expires', () => {
  const ledger = propertiesOf(production, 'AWS::DynamoDB::GlobalTable').find(({ TableName }) =>
    TableName.endsWith('-CSAction'),
  );
  expect(ledger).toBeDefined();
  expect(ledger).not.toHaveProperty('TimeToLiveSpecification');
});

test('every table can be brought back to any moment, and is encrypted with the key of the stage', () => {
  for (const { Replicas } of propertiesOf(production, 'AWS::DynamoDB::GlobalTable')) {
    expect(Replicas).toEqual([
      expect.objectContaining({
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { KMSMasterKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^TableKey/), 'Arn'] } },
        DeletionProtectionEnabled: true,
      }),
    ]);
  }
});

test.each(['AWS::DynamoDB::GlobalTable', 'AWS::KMS::Key', 'AWS::SecretsManager::Secret', 'AWS::Cognito::UserPool'])(
  'in production a stack that goes leaves every %s behind, in staging none',
  (type) => {
    production.allResources(type, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    staging.allResources(type, { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
  },
);

test('the key may be used by DynamoDB only, and for this account only', () => {
  const [key] = propertiesOf(production, 'AWS::KMS::Key');
  expect(key).toMatchObject({ EnableKeyRotation: true, PendingWindowInDays: 30 });
  const anybody = key?.KeyPolicy.Statement.filter(({ Principal }: Properties) => Principal.AWS === '*');
  expect(anybody).toHaveLength(1);
  expect(anybody[0].Condition.StringEquals).toEqual({
    'kms:CallerAccount': { Ref: 'AWS::AccountId' },
    'kms:ViaService': 'dynamodb.us-east-1.amazonaws.com',
  });
});

test("the platform's secret begins empty, in the shape of a secret", () => {
  production.hasResourceProperties('AWS::SecretsManager::Secret', {
    Name: 'cs-ai/production/platform',
    SecretString: '{}',
  });
});

test('nobody signs up by themselves, and nobody writes themselves into a company', () => {
  production.hasResourceProperties('AWS::Cognito::UserPool', {
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    MfaConfiguration: 'ON',
    DeletionProtection: 'ACTIVE',
    Schema: Match.arrayWith([Match.objectLike({ Name: 'companyId' }), Match.objectLike({ Name: 'role' })]),
  });
  const [client] = propertiesOf(production, 'AWS::Cognito::UserPoolClient');
  expect(client?.ReadAttributes).toEqual(expect.arrayContaining(['custom:companyId', 'custom:role']));
  expect(client?.WriteAttributes).toEqual(['name']);
});
