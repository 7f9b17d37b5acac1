import { expect, test } from 'vitest';
import { losses, type Template } from '#scripts/deploy/irreplaceable.ts';
import { templatesOf } from '#test/infra/templates.ts';

const table = (Properties: Record<string, unknown>, more: object = {}) => ({
  Resources: {
    Calls: { Type: 'AWS::DynamoDB::GlobalTable', Properties: { TableName: 'calls', ...Properties }, ...more },
  },
});
const key = (name: string) => ({ KeySchema: [{ AttributeName: name, KeyType: 'HASH' }] });

test('a first deployment, and one that only adds, lose nothing', () => {
  expect(losses({}, table(key('sid')))).toEqual([]);
  expect(
    losses(table(key('sid')), table({ ...key('sid'), GlobalSecondaryIndexes: [{ IndexName: 'byCaller' }] })),
  ).toEqual([]);
});

test('versions, permissions and roles that go lose nothing', () => {
  const before = {
    Resources: {
      V1: { Type: 'AWS::Lambda::Version' },
      P: { Type: 'AWS::Lambda::Permission' },
      R: { Type: 'AWS::IAM::Role' },
    },
  };
  expect(losses(before, { Resources: {} })).toEqual([]);
});

test('a table that goes, gets another key or loses an index is named', () => {
  const standing = table({ ...key('sid'), GlobalSecondaryIndexes: [{ IndexName: 'byCaller' }] });
  expect(losses(standing, {})).toEqual(['AWS::DynamoDB::GlobalTable calls leaves the stack: its rows would be lost']);
  expect(losses(standing, table(key('id')))).toEqual([
    'AWS::DynamoDB::GlobalTable calls is made anew, because KeySchema changes: its rows would be lost',
    'AWS::DynamoDB::GlobalTable calls loses its index byCaller: the version before still reads it while traffic shifts',
  ]);
  expect(losses(table(key('sid'), { DeletionPolicy: 'Retain' }), {})).toEqual([
    'AWS::DynamoDB::GlobalTable calls leaves the stack: it stays in the account, unmanaged',
  ]);
});

test('a new name for the API under another id is a new URL', () => {
  const api = { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'cs-ai', ProtocolType: 'HTTP' } };
  expect(losses({ Resources: { Api1: api } }, { Resources: { Api2: api } })).toEqual([
    'AWS::ApiGatewayV2::Api cs-ai leaves the stack: the URL that Twilio has would be lost',
  ]);
});

test('of the real stacks nothing is lost by deploying them again, and every table, key, secret, log and door by leaving it out', () => {
  const { data, service } = templatesOf('production');
  for (const standing of [data, service].map((template) => template.toJSON() as Template)) {
    expect(losses(standing, standing)).toEqual([]);
    const kept =
      /^AWS::(?:DynamoDB::GlobalTable|KMS::Key|SecretsManager::Secret|Logs::LogGroup|ApiGatewayV2::Api|Cognito::UserPool)$/;
    for (const [id, { Type }] of Object.entries(standing.Resources ?? {})) {
      const { [id]: _, ...without } = standing.Resources ?? {};
      expect(losses(standing, { Resources: without }), id).toHaveLength(kept.test(Type) ? 1 : 0);
    }
  }
}, 90_000);
