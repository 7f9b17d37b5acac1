import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { alarms } from '#infra/observability/alarms.ts';
import { datadogMonitors } from '#infra/observability/datadog-monitors.ts';
import { DatadogStack } from '#infra/observability/datadog-stack.ts';
import { readStage } from '#infra/stages.ts';
import { metrics } from '#lib/names.ts';
import { templatesOf } from '#test/infra/templates.ts';

const app = new App({ context: { buildId: 'build-1', datadogNotifyCritical: '@pagerduty-cs-ai' } });
const template = Template.fromStack(new DatadogStack(app, readStage(app.node, 'production')));
const keyArn = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:datadog-key-AbCdEf';

describe('the monitors at Datadog', () => {
  test('ask what the alarms ask, at the same threshold and severity', () => {
    const monitors = datadogMonitors('production', { critical: '', warning: '' });
    for (const { id, body } of monitors.filter(({ id }) => !id.endsWith('-enough') && !id.endsWith('-rate'))) {
      const alarm = alarms.find((one) => one.id === id);
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
