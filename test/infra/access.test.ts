import { expect, test } from 'vitest';
import { releasedEntries } from '#lib/routes.ts';
import { type Properties, propertiesOf, templatesOf } from '#test/infra/templates.ts';

/** That each role is enough, and no more than is used, the deployed cloud shows. Here: what no role may ever have. */
const { service } = templatesOf('production');

type May = { entry: string; action: string; resource: string };

/** Every action on every resource that a function's own role allows, by entry. */
const mays: readonly May[] = releasedEntries().flatMap((entry) => {
  const [roleId] =
    propertiesOf(service, 'AWS::Lambda::Function').find(
      ({ FunctionName }) => FunctionName === `cs-ai-production-${entry}`,
    )?.Role['Fn::GetAtt'] ?? [];
  return propertiesOf(service, 'AWS::IAM::Policy')
    .filter(({ Roles }) => JSON.stringify(Roles).includes(`"${roleId}"`))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .flatMap(({ Action, Resource }: Properties) =>
      [Action]
        .flat()
        .flatMap((action) =>
          [Resource].flat().map((resource) => ({ entry, action, resource: JSON.stringify(resource) })),
        ),
    );
});

const whoMay = (action: RegExp, resource: RegExp): string[] =>
  [
    ...new Set(mays.filter((may) => action.test(may.action) && resource.test(may.resource)).map(({ entry }) => entry)),
  ].sort();

test('every function has a role of its own', () => {
  const roles = propertiesOf(service, 'AWS::Lambda::Function').map(({ Role }) => JSON.stringify(Role));
  expect(new Set(roles).size).toBe(roles.length);
  for (const { ManagedPolicyArns } of propertiesOf(service, 'AWS::IAM::Role')) {
    const managed = JSON.stringify(ManagedPolicyArns ?? []);
    expect(managed).not.toMatch(/AWSLambdaBasicExecutionRole|Administrator|FullAccess/);
  }
});

test('nobody may do a whole kind of thing, and no table is scanned, emptied or removed', () => {
  expect(mays.filter(({ action }) => action.includes('*'))).toEqual([]);
  expect(whoMay(/^dynamodb:(Scan|BatchWrite|.*Table)/, /./)).toEqual([]);
  // What a company's own people wrote they may take back. What happened stays until it expires, or its customer is
  // deleted: that is a task of the outbox. Money and its limits, consent, and the record of a deletion nobody takes away.
  const deletes = (table: RegExp) => whoMay(/^dynamodb:DeleteItem$/, table);
  expect(
    deletes(/-(CSAction|CSAllowance|CSContact|CSErasure|CSAIUsage\w*|CSConfig\w*|VoiceScript\w*|CSAIPricing)"/),
  ).toEqual([]);
  expect(deletes(/-(?!(ClientIntegration|CSPhoneNumber)")\w+"/)).toEqual(['afterwards', 'sweep']);
});

test('a star stands only behind the prefix of the stage’s own secrets', () => {
  const starred = mays.filter(({ resource }) => resource.includes('*'));
  expect(starred.filter(({ resource }) => !/secret:cs-ai\/production\/\*/.test(resource))).toEqual([]);
});

test('everything that a role names is of this stage', () => {
  const tables = mays.filter(({ action }) => action.startsWith('dynamodb:'));
  expect(tables.filter(({ resource }) => !resource.includes(':table/cs-ai-production-'))).toEqual([]);
});

test('money is moved by the turn worker and settled by the reconciler, and by nobody whom Twilio talks to', () => {
  expect(whoMay(/PutItem/, /CSAction"|CSAction\//)).toEqual(['turn']);
  // Those who do the tasks mark an action as counted, and take the words out of a deleted customer's.
  expect(whoMay(/UpdateItem/, /CSAction"/)).toEqual(['afterwards', 'reconcile', 'sweep', 'turn']);
  expect(whoMay(/PutItem|UpdateItem/, /CSAllowance"/)).toEqual(['reconcile', 'turn']);
});

test('who answers anybody reads no secret of a company', () => {
  expect(whoMay(/GetSecretValue/, /production\/platform-/)).toEqual(['health']);
  expect(mays.filter(({ entry, action }) => entry === 'openapi' && !action.startsWith('logs:'))).toEqual([]);
});

test('workers are started by their alias, and only by those who have jobs for them', () => {
  const starts = mays.filter(({ action }) => action === 'lambda:InvokeFunction');
  for (const { resource } of starts) expect(resource).toMatch(/:function:cs-ai-production-\w+:live"/);
  expect(whoMay(/InvokeFunction/, /afterwards:live/)).toEqual(expect.arrayContaining(['escalate', 'status']));
  expect(whoMay(/InvokeFunction/, /-turn:live/)).toEqual(expect.arrayContaining(['escalate', 'inbound', 'speech']));
});
