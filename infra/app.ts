import { readFileSync } from 'node:fs';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { addStage } from '#infra/cloud.ts';
import { readStage, stageNames } from '#infra/stages.ts';

/**
 * `npm run synth`: the templates of every stage, offline, into cdk.out. The CDK's own commands run it too. What a stage
 * holds, and which stack owns what, is in infra/cloud.ts; what its stacks are told, in infra/stages.ts. A finding of
 * cdk-nag that nobody has acknowledged with a reason fails it.
 */
const { context } = JSON.parse(readFileSync('cdk.json', 'utf8')) as { context: Record<string, unknown> };
// Given here as well, so that without the CLI the feature flags are the same; the CLI's own context comes on top.
const app = new App({ context, outdir: process.env.CDK_OUTDIR ?? 'cdk.out' });
for (const name of stageNames) addStage(app, readStage(app.node, name));
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
app.synth();
