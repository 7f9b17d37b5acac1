import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { addStage } from '#infra/cloud.ts';
import { readStage, type Stage, type StageName } from '#infra/stages.ts';

/** The build id of every template in tests. */
export const testBuildId = 'build-1';

/**
 * The templates of a stage, without bundling: functions carry their source folder instead. Make them once a file. `context`
 * states settings as an operator would.
 */
export function templatesOf(name: StageName, context: Record<string, string> = {}) {
  const { context: flags } = JSON.parse(readFileSync('cdk.json', 'utf8')) as { context: Record<string, unknown> };
  const app = new App({
    context: { ...flags, 'aws:cdk:bundling-stacks': [], buildId: testBuildId, ...context },
    outdir: temporaryFolder(),
    analyticsReporting: false,
  });
  const stage: Stage = readStage(app.node, name);
  const stacks = addStage(app, stage);
  return {
    app,
    stage,
    stacks,
    data: Template.fromStack(stacks.data),
    service: Template.fromStack(stacks.service),
    delivery: Template.fromStack(stacks.delivery),
    observability: Template.fromStack(stacks.observability),
  };
}

/** Gone with the run. */
export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'cs-ai-templates-'));

// biome-ignore lint/suspicious/noExplicitAny: a template has no types.
export type Properties = Record<string, any>;

/** The properties of every resource of a type, which a test reads as they come. */
export const propertiesOf = (template: Template, type: string): Properties[] =>
  Object.values(template.findResources(type)).map(({ Properties }) => Properties);
