import { expect, test } from 'vitest';
import { releasedEntries } from '#lib/routes.ts';
import { templatesOf } from '#test/infra/templates.ts';

const { delivery } = templatesOf('production');
const staging = templatesOf('staging');
const entries = releasedEntries();

type Statement = { Action: string | string[]; Resource: unknown; Effect: string };
/** What a function of the stack may do, besides writing its log: action by action, to the ends of ARNs. */
function grantsOf(entry: string): Record<string, string[]> {
  // What is too long for a role's own policy the CDK writes into one beside it.
  const policies = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy']
    .flatMap((type) => Object.entries(delivery.findResources(type)))
    .filter(([id]) => id.startsWith(entry));
  const grants: Record<string, string[]> = {};
  for (const [, { Properties }] of policies) {
    for (const { Action, Resource, Effect } of Properties.PolicyDocument.Statement as Statement[]) {
      expect(Effect).toBe('Allow');
      for (const action of [Action].flat()) {
        if (action.startsWith('logs:')) continue;
        grants[action] = [...(grants[action] ?? []), ...[Resource].flat().map(textOf)].sort();
      }
    }
  }
  return grants;
}
const textOf = (arn: unknown): string =>
  typeof arn === 'string'
    ? arn
    : ((arn as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join']?.[1] ?? [])
        .filter((part) => typeof part === 'string')
        .join('*');

const functions = entries.map((entry) => `arn:aws:lambda:us-east-1:*:function:cs-ai-production-${entry}`).sort();
const groups = entries
  .map((entry) => `arn:aws:codedeploy:us-east-1:*:deploymentgroup:cs-ai-production/cs-ai-production-${entry}`)
  .sort();
const parameter = (name: string) => `arn:aws:ssm:us-east-1:*:parameter/cs-ai/production/releases/${name}`;
const looks = {
  'lambda:GetAlias': functions,
  'lambda:ListVersionsByFunction': functions,
  'codedeploy:ListDeployments': groups,
  'ssm:GetParameter': [parameter('*')],
  'ssm:GetParametersByPath': [parameter('*')],
  'cloudwatch:DescribeAlarms': ['*'],
};

test('the rollback may move every alias, stop every shift, note it and tell of it, and nothing else', () => {
  expect(grantsOf('rollback')).toEqual({
    ...looks,
    'lambda:UpdateAlias': functions,
    'codedeploy:StopDeployment': groups,
    'ssm:PutParameter': [parameter('rollback')],
    'sns:Publish': ['arn:aws:sns:us-east-1:*:cs-ai-production-critical'],
  });
});

test('who marks releases may delete versions, and no function', () => {
  expect(grantsOf('markgood')).toEqual({
    ...looks,
    'lambda:DeleteFunction': functions.map((arn) => `${arn}:*`).sort(),
    'ssm:PutParameter': [parameter('candidate'), parameter('good/*')],
    'ssm:DeleteParameter': [parameter('good/*')],
  });
});

test('the rollback alarm starts the rollback, one at a time, and is answered again twice where that fails', () => {
  delivery.hasResourceProperties('AWS::Events::Rule', {
    Name: 'cs-ai-production-rollback',
    EventPattern: {
      source: ['aws.cloudwatch'],
      'detail-type': ['CloudWatch Alarm State Change'],
      detail: { alarmName: ['cs-ai-production-rollback'], state: { value: ['ALARM'] } },
    },
    State: 'ENABLED',
  });
  delivery.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'cs-ai-production-rollback',
    ReservedConcurrentExecutions: 1,
    Timeout: 120,
  });
});

test('a stage of a new account, which may reserve nothing, reserves nothing and keeps nothing warm', () => {
  const small = templatesOf('production', { 'production:warm': 'off' });
  for (const template of [staging.delivery, staging.service, small.delivery, small.service]) {
    expect(JSON.stringify(template.toJSON())).not.toMatch(/"(?:ReservedConcurrent|ProvisionedConcurrency)/);
  }
});

test.each([
  ['production', '60', delivery],
  ['staging', '15', staging.delivery],
] as const)('a release of %s is good after %s minutes', (stage, minutes, template) => {
  const [fn] = Object.values(
    template.findResources('AWS::Lambda::Function', { Properties: { FunctionName: `cs-ai-${stage}-mark-good` } }),
  );
  expect(fn?.Properties.Environment.Variables.BAKE_MINUTES).toBe(minutes);
  template.hasResourceProperties('AWS::Events::Rule', {
    Name: `cs-ai-${stage}-mark-good`,
    ScheduleExpression: 'rate(5 minutes)',
  });
});

test('whom to tell stands where the function and the script look for it', () => {
  const [topic] = Object.values(delivery.findResources('AWS::SSM::Parameter'));
  expect(topic?.Properties.Name).toBe('/cs-ai/production/releases/topic');
  expect(textOf(topic?.Properties.Value)).toBe('arn:aws:sns:us-east-1:*:cs-ai-production-critical');
});
