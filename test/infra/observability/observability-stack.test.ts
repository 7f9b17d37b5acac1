import { App, Validations } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { letterOf } from '#infra/observability/alarm-spec.ts';
import { alarms } from '#infra/observability/alarms.ts';
import { ObservabilityStack } from '#infra/observability/observability-stack.ts';
import { readStage } from '#infra/stages.ts';
import { metrics } from '#lib/names.ts';

type Resource = { Type: string; Properties: Record<string, unknown> };

function stackWith(context: Record<string, string> = {}): ObservabilityStack {
  const app = new App({ context: { buildId: 'build-1', ...context }, analyticsReporting: false });
  return new ObservabilityStack(app, readStage(app.node, 'production'), { apiId: 'api123' });
}
const alerts = {
  criticalAlerts: 'https://events.pagerduty.example/integration/abc/enqueue mailto:night@example.com',
  warningAlerts: 'mailto:day@example.com',
};
const template = Template.fromStack(stackWith(alerts));
const resources = Object.entries(template.toJSON().Resources as Record<string, Resource>);
const topicRef = (severity: string) => {
  const [id] = resources.find(([, { Properties }]) => Properties.TopicName === `cs-ai-production-${severity}`) ?? [];
  return { Ref: id };
};
const alarmNamed = (id: string) =>
  resources.find(([, { Properties }]) => Properties.AlarmName === `cs-ai-production-${id}`)?.[1].Properties;

const operators = {
  '>': 'GreaterThanThreshold',
  '>=': 'GreaterThanOrEqualToThreshold',
  '<': 'LessThanThreshold',
} as const;

describe('every alarm of the data is an alarm of the stack', () => {
  test.each(alarms)('$id: its threshold, window, missing data and letter', (spec) => {
    expect(alarmNamed(spec.id)).toMatchObject({
      AlarmDescription: letterOf(spec, 'production'),
      Threshold: spec.threshold,
      ComparisonOperator: operators[spec.comparison],
      EvaluationPeriods: spec.datapoints.n,
      DatapointsToAlarm: spec.datapoints.m,
      TreatMissingData: spec.missing,
    });
  });

  test.each(alarms)('$id: reads every number it was told, at its period', (spec) => {
    const alarm = alarmNamed(spec.id) as Record<string, unknown>;
    type Query = { Id: string; Expression?: string; MetricStat?: { Period: number; Stat: string } };
    const queries = (alarm.Metrics ?? []) as Query[];
    const stats = queries.flatMap(({ Id, MetricStat }) =>
      MetricStat === undefined ? [] : [[Id, MetricStat] as const],
    );
    if (spec.expression === undefined) {
      expect(alarm).toMatchObject({ Period: spec.periodS });
      return;
    }
    expect(queries.find(({ Expression }) => Expression !== undefined)?.Expression).toBe(spec.expression);
    expect(stats.map(([id, { Stat, Period }]) => [id, Stat, Period]).sort()).toEqual(
      Object.entries(spec.readings)
        .map(([id, { statistic }]) => [id, statistic, spec.periodS])
        .sort(),
    );
  });

  test.each(alarms)('$id: tells who is to be told', ({ id, severity }) => {
    const alarm = alarmNamed(id);
    const told = severity === 'rollback' ? undefined : [topicRef(severity)];
    expect(alarm?.AlarmActions).toEqual(told);
    expect(alarm?.OKActions).toEqual(told);
  });

  test('and no other', () => {
    template.resourceCountIs('AWS::CloudWatch::Alarm', alarms.length);
  });
});

test('our own metrics are read under exactly the dimensions they are written with', () => {
  type Stat = { Metric: { Namespace: string; Dimensions?: { Name: string; Value: unknown }[] } };
  const seen = resources
    .filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm')
    .flatMap(([, { Properties }]) => {
      const queries = (Properties.Metrics ?? []) as { MetricStat?: Stat }[];
      const single = { Namespace: Properties.Namespace, Dimensions: Properties.Dimensions } as Stat['Metric'];
      return [single, ...queries.flatMap(({ MetricStat }) => (MetricStat === undefined ? [] : [MetricStat.Metric]))];
    })
    .filter(({ Namespace }) => Namespace === 'CsAi')
    .map(({ Dimensions = [] }) => Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value])));
  expect(seen.length).toBeGreaterThan(10);
  for (const dimensions of seen) expect(dimensions).toEqual({ service: 'cs-ai', stage: 'production' });
});

test('any rollback alarm raises the composite, which has a name that others can know and wakes somebody', () => {
  const [composite] = Object.values(template.findResources('AWS::CloudWatch::CompositeAlarm'));
  const { AlarmName, AlarmRule, AlarmActions } = composite?.Properties ?? {};
  expect(AlarmName).toBe('cs-ai-production-rollback');
  expect(AlarmActions).toEqual([topicRef('critical')]);
  const named = resources
    .filter(([, { Properties }]) => /-rollback-/.test(String(Properties.AlarmName)))
    .map(([id]) => id);
  expect(named).toHaveLength(3);
  for (const id of named) expect(JSON.stringify(AlarmRule)).toContain(id);
  expect(JSON.stringify(AlarmRule).match(/ OR /g)).toHaveLength(2);
});

test('alerts are encrypted with a key that CloudWatch may use, are taken from CloudWatch, travel by TLS only, and reach whom the stage names', () => {
  template.resourceCountIs('AWS::SNS::Topic', 2);
  template.allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
  template.hasResourceProperties('AWS::KMS::Key', {
    EnableKeyRotation: true,
    KeyPolicy: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        }),
      ]),
    },
  });
  for (const severity of ['critical', 'warning']) {
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      Topics: [topicRef(severity)],
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          // With any policy of its own a topic no longer has the one by which CloudWatch may publish.
          Match.objectLike({
            Effect: 'Allow',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Action: 'sns:Publish',
            Resource: topicRef(severity),
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
        ]),
      },
    });
  }
  const told = Object.values(template.findResources('AWS::SNS::Subscription')).map(({ Properties }) => Properties);
  expect(told).toEqual([
    {
      Protocol: 'https',
      Endpoint: 'https://events.pagerduty.example/integration/abc/enqueue',
      TopicArn: topicRef('critical'),
    },
    { Protocol: 'email', Endpoint: 'night@example.com', TopicArn: topicRef('critical') },
    { Protocol: 'email', Endpoint: 'day@example.com', TopicArn: topicRef('warning') },
  ]);
  expect(() => stackWith({ criticalAlerts: 'night@example.com' })).toThrow('mailto: or https:');
});

/** The body as CloudWatch gets it, its references replaced by their names. */
const dashboardBody = (): string => {
  const [dashboard] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
  const parts = dashboard?.Properties.DashboardBody['Fn::Join'][1] as unknown[];
  return parts.map((part) => (typeof part === 'string' ? part : 'reference')).join('');
};

test('every metric we have is on the dashboard, under its exact dimensions', () => {
  const shown = [...dashboardBody().matchAll(/\["CsAi","([\w.]+)","service","cs-ai","stage","production"/g)];
  expect([...new Set(shown.map(([, name]) => name))].sort()).toEqual(
    Object.values(metrics)
      .map(({ name }) => name)
      .sort(),
  );
});

test('the dashboard shows the alarms first, then a row for each question a woken person asks', () => {
  const { widgets } = JSON.parse(dashboardBody()) as {
    widgets: { type: string; y: number; properties: { markdown?: string; title?: string } }[];
  };
  expect(widgets[1]?.type).toBe('alarm');
  const titles = widgets.flatMap(({ properties }) => /^## (.*)/.exec(properties.markdown ?? '')?.[1] ?? []);
  expect(titles).toEqual(['Callers', 'Money', 'Model', 'Escalation', 'Functions', 'Tables']);
});

describe('planned work', () => {
  test('mutes what alarms tell for its window, and nothing without one', () => {
    template.resourceCountIs('AWS::CloudWatch::AlarmMuteRule', 0);
    const muted = Template.fromStack(stackWith({ maintenanceFrom: '2026-12-01T22:00', maintenanceMinutes: '90' }));
    muted.hasResourceProperties('AWS::CloudWatch::AlarmMuteRule', {
      Name: 'cs-ai-production-maintenance',
      Rule: { Schedule: { Expression: 'at(2026-12-01T22:00)', Duration: 'PT1H30M' } },
    });
    const [rule] = Object.values(muted.findResources('AWS::CloudWatch::AlarmMuteRule'));
    expect(rule?.Properties.MuteTargets.AlarmNames).toHaveLength(alarms.length + 1);
  });

  test('of which nobody can tell when it is, is refused', () => {
    expect(() => stackWith({ maintenanceFrom: 'tonight' })).toThrow('like 2026-12-01T22:00');
    expect(() => stackWith({ maintenanceFrom: '2026-12-01T22:00', maintenanceMinutes: '100000' })).toThrow('1 to 1440');
  });
});

test('cdk-nag finds nothing', () => {
  const stack = stackWith(alerts);
  const app = stack.node.root as App;
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  expect(() => app.synth()).not.toThrow();
});
