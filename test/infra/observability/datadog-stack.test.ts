import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { alarms } from '#infra/observability/alarms.ts';
import { datadogMonitors } from '#infra/observability/datadog-monitors.ts';
import { DatadogStack } from '#infra/observability/datadog-stack.ts';
import { readStage } from '#infra/stages.ts';
import { metrics } from '#lib/names.ts';
import { routes } from '#lib/routes.ts';
import { templatesOf } from '#test/infra/templates.ts';

const app = new App({ context: { buildId: 'build-1', datadogNotifyCritical: '@pagerduty-cs-ai' } });
const template = Template.fromStack(new DatadogStack(app, readStage(app.node, 'production')));
const keyArn = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:datadog-key-AbCdEf';

/** What an alarm reads of AWS beside what it reads of ours is a monitor of its own. */
const besides = ['-crashes', '-unkept'];

describe('the monitors at Datadog', () => {
  test('are there for every alarm but that of the API, of which Datadog knows no name that we know before it is there', () => {
    const ids = datadogMonitors('production', { critical: '', warning: '' }).map(({ id }) => id);
    expect(alarms.map(({ id }) => id).filter((id) => !ids.includes(id))).toEqual(['api-errors']);
  });

  test('see what only AWS sees: crashes, callers turned away, functions that hang, clocks that stand still', () => {
    const monitors = datadogMonitors('production', { critical: '@night', warning: '@day' });
    const of = (id: string) => monitors.find((monitor) => monitor.id === id)?.body;
    const named = (entries: readonly string[]) =>
      `{functionname IN (${entries.map((one) => `cs-ai-production-${one}`)})}`;
    const webhooks = named([...new Set(routes.filter(({ door }) => door === 'twilio').map(({ entry }) => entry))]);
    expect(of('errors-crashes-rate')?.query).toBe(
      `sum(last_5m):sum:aws.lambda.errors${webhooks}.as_count() / sum:aws.lambda.invocations${webhooks}.as_count() * 100 > 5`,
    );
    expect(of('errors-crashes-enough')?.query).toBe(`sum(last_5m):sum:aws.lambda.errors${webhooks}.as_count() >= 10`);
    expect(of('rollback-errors-crashes-rate')?.query).toMatch(/ > 10$/);
    expect(of('errors-crashes')?.message).toMatch(/^Webhooks fail: crashes \(production\)\..*@night$/s);
    expect(of('throttled')?.query).toMatch(
      /^sum\(last_5m\):sum:aws\.lambda\.throttles\{functionname IN \(.*-speech,.*-turn\)\}\.as_count\(\) >= 1$/,
    );
    expect(of('rollback-slow-rate')?.query).toBe(
      `min(last_5m):max:aws.lambda.duration.p99${named(['inbound', 'speech', 'escalate', 'outbound', 'record'])} > 10000`,
    );
    for (const [id, window] of [
      ['sweep', '10m'],
      ['reconcile', '30m'],
    ]) {
      const clock = of(`${id}-missing`);
      expect(clock?.query).toBe(`sum(last_${window}):sum:aws.lambda.invocations${named([String(id)])}.as_count() < 1`);
      expect(clock?.options.on_missing_data).toBe('show_and_notify_no_data');
    }
    expect(of('table-throttled')?.query).toContain(
      'aws.dynamodb.write_throttle_events{tablename:cs-ai-production-voicecall}',
    );
  });

  test('wait for what Datadog fetches from AWS, and for nothing else', () => {
    for (const { id, all, body } of datadogMonitors('production', { critical: '', warning: '' })) {
      const waits = all.length === 0 && body.query.includes(':aws.') ? 900 : undefined;
      expect(body.options.evaluation_delay, id).toBe(waits);
    }
    template.hasResourceProperties('Datadog::Monitors::Monitor', {
      Name: 'CS AI production: Lambda turns callers away',
      Options: Match.objectLike({ EvaluationDelay: 900, Thresholds: { Critical: 1 } }),
    });
  });

  test('ask what the alarms ask, at the same threshold and severity', () => {
    const monitors = datadogMonitors('production', { critical: '', warning: '' });
    for (const { id, body } of monitors.filter(({ id }) => !id.endsWith('-enough') && !id.endsWith('-rate'))) {
      const alarm =
        alarms.find((one) => one.id === id) ?? alarms.find((one) => besides.includes(id.replace(one.id, '')));
      expect(body.message, id).toContain(`Runbook: docs/runbook.md#${alarm?.id}`);
      expect(body.priority, id).toBe(alarm?.severity === 'warning' ? 3 : 1);
      const rate = monitors.find((monitor) => monitor.id === `${id}-rate`)?.body ?? body;
      expect(rate.query.endsWith(` ${alarm?.comparison} ${alarm?.threshold}`), rate.query).toBe(true);
      expect(rate.options.thresholds).toEqual({ critical: alarm?.threshold });
    }
  });

  test('are all in the template, a composite after what it is made of', () => {
    const monitors = datadogMonitors('production', { critical: '', warning: '' });
    template.resourceCountIs('Datadog::Monitors::Monitor', monitors.length);
    template.hasResourceProperties('Datadog::Monitors::Monitor', {
      Name: 'CS AI production: Calls fail',
      Type: 'composite',
      Query: {
        'Fn::Sub': [
          // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own placeholders.
          '${CallSuccessRate} && ${CallSuccessEnough}',
          {
            CallSuccessRate: { 'Fn::GetAtt': ['CallSuccessRate', 'Id'] },
            CallSuccessEnough: { 'Fn::GetAtt': ['CallSuccessEnough', 'Id'] },
          },
        ],
      },
      Message: Match.stringLikeRegexp('@pagerduty-cs-ai'),
    });
  });
});

test('the dashboard at Datadog has every metric we have', () => {
  const [dashboard] = Object.values(template.findResources('Datadog::Dashboards::Dashboard'));
  const definition = String(dashboard?.Properties.DashboardDefinition);
  expect(() => JSON.parse(definition)).not.toThrow();
  for (const { name } of Object.values(metrics)) expect(definition).toContain(`:${name}{`);
});

describe('functions', () => {
  type Fn = { FunctionName: string; Layers?: unknown[]; Environment: { Variables: Record<string, unknown> } };
  const functionsOf = (context: Record<string, string>): Fn[] =>
    Object.values(templatesOf('production', context).service.findResources('AWS::Lambda::Function')).map(
      ({ Properties }) => Properties as Fn,
    );

  test('know nothing of Datadog without its key', () => {
    for (const { Layers, Environment } of functionsOf({})) {
      expect(Layers).toBeUndefined();
      expect(Object.keys(Environment.Variables).filter((name) => /^DD_|DATADOG/.test(name))).toEqual([]);
    }
  });

  test('have its extension and nothing in front of their handler where the stage has a key', () => {
    const served = functionsOf({ datadogApiKeySecretArn: keyArn, datadogSite: 'datadoghq.eu' }).filter(
      ({ FunctionName }) => /-(inbound|speech|status|escalate|turn)$/.test(FunctionName),
    );
    expect(served).toHaveLength(5);
    for (const { FunctionName, Layers, Environment, ...rest } of served) {
      expect(JSON.stringify(Layers), FunctionName).toContain('Datadog-Extension-ARM');
      expect(Layers).toHaveLength(1);
      expect((rest as { Handler?: string }).Handler).toMatch(/^\w+\.handler$/);
      expect(Environment.Variables).toMatchObject({
        DATADOG_METRICS: 'true',
        DD_API_KEY_SECRET_ARN: keyArn,
        DD_SITE: 'datadoghq.eu',
        DD_ENV: 'production',
        DD_SERVERLESS_LOGS_ENABLED: 'false',
        DD_CAPTURE_LAMBDA_PAYLOAD: 'false',
        DD_TRACE_ENABLED: 'false',
      });
      expect(Environment.Variables).not.toHaveProperty('DD_FLUSH_TO_LOG', 'true');
      expect(Environment.Variables).not.toHaveProperty('DD_API_KEY');
    }
  });
});
