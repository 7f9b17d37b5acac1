import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { releasedEntries } from '#lib/routes.ts';
import { templatesOf } from '#test/infra/templates.ts';

const entries = releasedEntries();
const production = templatesOf('production');
const staging = templatesOf('staging');
const { service } = production;

type Json = Record<string, never>;
const properties = (type: string, template = service): Json[] =>
  Object.values(template.findResources(type)).map(({ Properties }) => Properties);

describe('a new version', () => {
  test.each(entries)('of %s is shifted to by a group of its own', (entry) => {
    service.hasResourceProperties('AWS::CodeDeploy::DeploymentGroup', {
      DeploymentGroupName: `cs-ai-production-${entry}`,
      DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent15Minutes',
      DeploymentStyle: { DeploymentType: 'BLUE_GREEN', DeploymentOption: 'WITH_TRAFFIC_CONTROL' },
      AutoRollbackConfiguration: {
        Enabled: true,
        Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_REQUEST', 'DEPLOYMENT_STOP_ON_ALARM'],
      },
    });
  });

  test('takes over at once in staging', () => {
    const configs = properties('AWS::CodeDeploy::DeploymentGroup', staging.service).map(
      (group) => group.DeploymentConfigName,
    );
    expect(configs).toEqual(entries.map(() => 'CodeDeployDefault.LambdaAllAtOnce'));
  });

  test('is what every alias is updated by, and nothing else updates one', () => {
    const aliases = Object.values(service.findResources('AWS::Lambda::Alias'));
    expect(aliases).toHaveLength(entries.length);
    for (const { UpdatePolicy } of aliases) {
      expect(UpdatePolicy.CodeDeployLambdaAliasUpdate).toMatchObject({
        ApplicationName: { Ref: expect.stringMatching(/^ShiftsApplication/) },
        DeploymentGroupName: { Ref: expect.stringMatching(/^Shifts/) },
        BeforeAllowTrafficHook: { Ref: expect.stringMatching(/^checkrelease/) },
        AfterAllowTrafficHook: { Ref: expect.stringMatching(/^checktraffic/) },
      });
    }
  });
});

describe('what stops a shift', () => {
  const alarms = () =>
    properties('AWS::CloudWatch::Alarm').filter(({ AlarmName }) => String(AlarmName).includes('-canary-'));

  test('is an alarm of the version itself, and those of the stage', () => {
    expect(
      alarms()
        .map(({ AlarmName }) => AlarmName)
        .toSorted(),
    ).toEqual(entries.map((entry) => `cs-ai-production-canary-${entry}`));
    for (const group of properties('AWS::CodeDeploy::DeploymentGroup')) {
      const { Enabled, IgnorePollAlarmFailure, Alarms } = group.AlarmConfiguration as unknown as {
        Enabled: boolean;
        IgnorePollAlarmFailure: boolean;
        Alarms: { Name: unknown }[];
      };
      expect([Enabled, IgnorePollAlarmFailure]).toEqual([true, false]);
      const names = Alarms.map(({ Name }) => Name);
      expect(names).toEqual(
        expect.arrayContaining(['errors', 'health', 'slow'].map((id) => `cs-ai-production-rollback-${id}`)),
      );
      expect(names).toHaveLength(4);
    }
  });

  test.each(['inbound', 'speech', 'escalate', 'status'])('counts what %s fails at while it answers 200', (entry) => {
    const [alarm] = alarms().filter(({ AlarmName }) => AlarmName === `cs-ai-production-canary-${entry}`);
    expect(JSON.stringify(alarm)).toContain('"voice_ai.webhook.failed"');
    expect(dimensionsIn(alarm, 'voice_ai.webhook.failed')).toEqual({
      service: 'cs-ai',
      stage: 'production',
      function: `cs-ai-production-${entry}`,
      version: { 'Fn::GetAtt': [expect.stringMatching(new RegExp(`^${entry}FunctionCurrentVersion`)), 'Version'] },
    });
  });

  test.each(['place-call', 'config', 'chat', 'chat-stream'])('counts what %s fails at while it answers', (entry) => {
    const [alarm] = alarms().filter(({ AlarmName }) => AlarmName === `cs-ai-production-canary-${entry}`);
    expect(dimensionsIn(alarm, 'cs_ai.api.failed')).toMatchObject({
      function: `cs-ai-production-${entry}`,
      version: { 'Fn::GetAtt': [expect.stringContaining('CurrentVersion'), 'Version'] },
    });
  });

  test.each(['turn', 'health', 'sweep'])('counts what %s crashes at, of the executed version', (entry) => {
    const [alarm] = alarms().filter(({ AlarmName }) => AlarmName === `cs-ai-production-canary-${entry}`);
    expect(dimensionsIn(alarm, 'Errors')).toEqual({
      FunctionName: `cs-ai-production-${entry}`,
      Resource: `cs-ai-production-${entry}:live`,
      ExecutedVersion: {
        'Fn::GetAtt': [expect.stringMatching(new RegExp(`^${entry}FunctionCurrentVersion`)), 'Version'],
      },
    });
  });

  test('can be passed over by whoever must deploy a fix while an alarm is on', () => {
    const bypass = templatesOf('production', { 'production:ignoreAlarms': 'true' });
    const groups = properties('AWS::CodeDeploy::DeploymentGroup', bypass.service);
    expect(groups).toHaveLength(entries.length);
    for (const { AlarmConfiguration } of groups) expect(AlarmConfiguration).toMatchObject({ Enabled: false });
  });
});

test('the probe asks the public address each minute, and may touch nothing', () => {
  service.hasResourceProperties('AWS::Events::Rule', {
    Name: 'cs-ai-production-probe',
    ScheduleExpression: 'rate(1 minute)',
  });
  service.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'cs-ai-production-probe',
    Environment: { Variables: Match.objectLike({ TWILIO_WEBHOOK_BASE_URL: Match.anyValue(), STAGE: 'production' }) },
  });
  const policies = Object.entries(service.findResources('AWS::IAM::Policy')).filter(([id]) => id.startsWith('probe'));
  const actions = policies.flatMap(([, { Properties }]) =>
    Properties.PolicyDocument.Statement.flatMap(({ Action }: { Action: string | string[] }) => Action),
  );
  expect(actions.filter((action: string) => !action.startsWith('logs:'))).toEqual([]);
});

type Reading = { MetricStat?: { Metric: { MetricName: string; Dimensions: { Name: string; Value: unknown }[] } } };
function dimensionsIn(alarm: Json | undefined, metric: string): Record<string, unknown> {
  const readings = (alarm?.Metrics ?? []) as Reading[];
  const found = readings.find(({ MetricStat }) => MetricStat?.Metric.MetricName === metric);
  const dimensions = found?.MetricStat?.Metric.Dimensions ?? [];
  return Object.fromEntries(dimensions.map(({ Name, Value }) => [Name, Value]));
}
