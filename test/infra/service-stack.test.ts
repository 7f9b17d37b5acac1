import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { env, webhookLimits } from '#lib/names.ts';
import { releasedEntries, routes, workers } from '#lib/routes.ts';
import { propertiesOf, templatesOf, testBuildId } from '#test/infra/templates.ts';

const { service, stacks } = templatesOf('production');
const entries = [...stacks.service.functions.keys()];
const staging = templatesOf('staging', {
  'staging:allowedCidrs': '192.0.2.0/24, 198.51.100.0/24',
  defaultCompanyId: 'acme',
});
const named = (entry: string) => `cs-ai-production-${entry}`;
const functionOf = (entry: string) =>
  propertiesOf(service, 'AWS::Lambda::Function').find(({ FunctionName }) => FunctionName === named(entry));

test('everything that a release is made of is served', () => {
  expect(entries).toEqual(expect.arrayContaining(releasedEntries()));
});

test.each(entries)('%s is served on Node 24, arm64, with logs of its own', (entry) => {
  service.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: named(entry),
    Handler: `${entry}.handler`,
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
    LoggingConfig: Match.objectLike({ LogFormat: 'JSON', ApplicationLogLevel: 'INFO' }),
  });
  const logs = { LogGroupName: `/aws/lambda/${named(entry)}`, RetentionInDays: 90 };
  service.hasResourceProperties('AWS::Logs::LogGroup', logs);
  expect(stacks.service.functions.get(entry)?.name).toBe(named(entry));
});

test.each(entries)('%s finds its names in the environment, and no secret', (entry) => {
  const { Variables } = functionOf(entry)?.Environment ?? {};
  expect(Variables).toMatchObject({
    STAGE: 'production',
    CS_AI_VERSION: testBuildId,
    TABLE_PREFIX: 'cs-ai-production-',
    TURN_FUNCTION: 'cs-ai-production-turn:live',
    AFTERWARDS_FUNCTION: 'cs-ai-production-afterwards:live',
  });
  const known: string[] = Object.values(env);
  expect(Object.keys(Variables).filter((name) => !known.includes(name) && !name.startsWith('DD_'))).toEqual([]);
  for (const secret of [env.twilioAuthToken, env.anthropicApiKey, env.desk])
    expect(Variables).not.toHaveProperty(secret);
});

test('what an operator states reaches the functions', () => {
  staging.service.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'cs-ai-staging-inbound',
    Environment: {
      Variables: Match.objectLike({
        TWILIO_ALLOWED_CIDRS: '192.0.2.0/24,198.51.100.0/24',
        DEFAULT_COMPANY_ID: 'acme',
      }),
    },
  });
});

test('a webhook ends long before Twilio gives up, and a worker before its job is given to another', () => {
  for (const entry of ['inbound', 'speech', 'status', 'escalate']) {
    expect(functionOf(entry)?.Timeout).toBe(webhookLimits.timeoutMs / 1_000);
    expect(functionOf(entry)?.Timeout).toBeLessThan(15);
  }
  for (const { entry } of workers) expect(functionOf(entry)?.Timeout).toBeLessThan(120);
});

test('every function has one version a build, kept when the next one comes, and the alias live', () => {
  const aliases = propertiesOf(service, 'AWS::Lambda::Alias').filter(({ Name }) => Name === 'live');
  expect(aliases).toHaveLength(entries.length);
  service.allResources('AWS::Lambda::Version', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  const versions = new Set(aliases.map(({ FunctionVersion }) => FunctionVersion['Fn::GetAtt'][0]));
  expect(versions.size).toBe(entries.length);
});

test('another build is another version of every function, even of the same code', () => {
  const again = templatesOf('production', { buildId: 'build-2' }).service;
  const ids = (template: typeof service) => Object.keys(template.findResources('AWS::Lambda::Version'));
  expect(ids(again).filter((id) => ids(service).includes(id))).toEqual([]);
});

test('in production whoever a caller waits for is warm; in staging, and where it is switched off, nothing is', () => {
  const warm = (template: typeof service) =>
    Object.fromEntries(
      propertiesOf(template, 'AWS::Lambda::Alias').flatMap(({ FunctionVersion, ProvisionedConcurrencyConfig }) =>
        ProvisionedConcurrencyConfig === undefined
          ? []
          : [
              [
                /^[a-z]+/.exec(FunctionVersion['Fn::GetAtt'][0])?.[0],
                ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions,
              ],
            ],
      ),
    );
  expect(warm(service)).toEqual({ inbound: 2, speech: 4, turn: 4 });
  expect(warm(staging.service)).toEqual({});
  expect(warm(templatesOf('production', { warm: 'off' }).service)).toEqual({});
});

test('failed jobs wait for two weeks in a queue that is encrypted', () => {
  service.hasResourceProperties('AWS::SQS::Queue', {
    QueueName: 'cs-ai-production-failed-jobs',
    SqsManagedSseEnabled: true,
    MessageRetentionPeriod: 14 * 86_400,
  });
});

test.each([
  ['sweep', 'rate(1 minute)'],
  ['reconcile', 'rate(5 minutes)'],
])('the clock starts %s at %s', (entry, rate) => {
  service.hasResourceProperties('AWS::Events::Rule', {
    Name: named(entry),
    ScheduleExpression: rate,
    State: 'ENABLED',
    Targets: [Match.objectLike({ Arn: { Ref: Match.stringLikeRegexp(`^${entry}Live`) } })],
  });
  service.hasResourceProperties('AWS::Lambda::Permission', {
    Principal: 'events.amazonaws.com',
    FunctionName: { Ref: Match.stringLikeRegexp(`^${entry}Live`) },
  });
});

test('what streams has a URL of its own, on the alias, and nothing in front of it but its own check of the token', () => {
  const streaming = routes.flatMap((row) => ('stream' in row ? [row.stream] : []));
  expect(streaming).toEqual(['chat-stream']);
  service.resourceCountIs('AWS::Lambda::Url', streaming.length);
  service.hasResourceProperties('AWS::Lambda::Url', {
    AuthType: 'NONE',
    InvokeMode: 'RESPONSE_STREAM',
    Qualifier: 'live',
    TargetFunctionArn: Match.anyValue(),
  });
  expect(Object.keys(service.findOutputs('ChatStreamUrl'))).toEqual(['ChatStreamUrl']);
  const [permission] = Object.values(
    service.findResources('AWS::Lambda::Permission', { Properties: { Action: 'lambda:InvokeFunctionUrl' } }),
  );
  expect(permission?.Properties).toMatchObject({ Principal: '*', FunctionUrlAuthType: 'NONE' });
});
