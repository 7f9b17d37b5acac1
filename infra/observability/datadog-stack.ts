import { type App, CfnResource, Fn, Stack } from 'aws-cdk-lib';
import { nameIn, stackProps } from '#infra/named.ts';
import { datadogDashboard } from '#infra/observability/datadog-dashboard.ts';
import { datadogMonitors, type Monitor } from '#infra/observability/datadog-monitors.ts';
import type { Stage } from '#infra/stages.ts';

/**
 * The monitors and the dashboard at Datadog, kept by CloudFormation. Only with context `datadogStack`: its resource types
 * must be activated in the account first (docs/deployment.md), or the stack cannot be made. `npm run datadog` does the same
 * without it.
 */
export class DatadogStack extends Stack {
  constructor(app: App, stage: Stage) {
    super(app, nameIn(stage, 'datadog'), stackProps(stage, 'datadog', 'monitors and dashboard at Datadog'));
    const made = new Map<string, CfnResource>();
    for (const monitor of datadogMonitors(stage.name, readNotify(this, stage))) {
      made.set(monitor.id, this.monitor(monitor, made));
    }
    new CfnResource(this, 'Dashboard', {
      type: 'Datadog::Dashboards::Dashboard',
      properties: { DashboardDefinition: JSON.stringify(datadogDashboard(stage.name)) },
    });
  }

  private monitor({ id, all, body }: Monitor, made: ReadonlyMap<string, CfnResource>): CfnResource {
    const { thresholds, require_full_window, on_missing_data, evaluation_delay, include_tags } = body.options;
    const numbers = Object.fromEntries(all.map((part) => [nameOf(part), made.get(part)?.getAtt('Id') ?? '']));
    const query = body.query.replace(/\{\{([\w-]+)\}\}/g, (_, part: string) => `\${${nameOf(part)}}`);
    return new CfnResource(this, nameOf(id), {
      type: 'Datadog::Monitors::Monitor',
      properties: {
        Name: body.name,
        Type: body.type,
        Query: all.length === 0 ? body.query : Fn.sub(query, numbers as Record<string, string>),
        Message: body.message,
        Tags: body.tags,
        Priority: body.priority,
        Options: {
          IncludeTags: include_tags,
          ...(thresholds === undefined ? {} : { Thresholds: { Critical: thresholds.critical } }),
          ...(require_full_window === undefined ? {} : { RequireFullWindow: require_full_window }),
          ...(on_missing_data === undefined ? {} : { OnMissingData: on_missing_data }),
          ...(evaluation_delay === undefined ? {} : { EvaluationDelay: evaluation_delay }),
        },
      },
    });
  }
}

/** Handles like `@pagerduty-cs-ai`, from context `datadogNotifyCritical` and `datadogNotifyWarning`. */
function readNotify({ node }: Stack, stage: Stage): { critical: string; warning: string } {
  const said = (setting: string): string =>
    String(node.tryGetContext(`${stage.name}:${setting}`) ?? node.tryGetContext(setting) ?? '');
  return { critical: said('datadogNotifyCritical'), warning: said('datadogNotifyWarning') };
}

const nameOf = (id: string): string => id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
