import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CfnAlarm, CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { addStage } from '#infra/cloud.ts';
import { readStage } from '#infra/stages.ts';

/** How many metrics the alarms read, one by one, and how many alarms are made of others: AWS bills by these. */
export type AlarmCount = { readings: number; composites: number };

/** As production would be deployed: those of the stage, and one for each function whose new version is tried out. */
export function alarmsOfProduction(): AlarmCount {
  const outdir = mkdtempSync(join(tmpdir(), 'cs-ai-costs-'));
  try {
    const { context } = JSON.parse(readFileSync('cdk.json', 'utf8')) as { context: Record<string, unknown> };
    const app = new App({ context: { ...context, 'aws:cdk:bundling-stacks': [] }, outdir, analyticsReporting: false });
    addStage(app, readStage(app.node, 'production'));
    const made = app.node.findAll();
    return {
      readings: made.filter((one) => one instanceof CfnAlarm).reduce((sum, alarm) => sum + readingsOf(alarm), 0),
      composites: made.filter((one) => one instanceof CfnCompositeAlarm).length,
    };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** What is computed from readings is none. */
function readingsOf(alarm: CfnAlarm): number {
  const queries = Stack.of(alarm).resolve(alarm.metrics) as { metricStat?: unknown }[] | undefined;
  return queries === undefined ? 1 : queries.filter(({ metricStat }) => metricStat !== undefined).length;
}
