import type { StackProps } from 'aws-cdk-lib';
import type { Stage, StageName } from '#infra/stages.ts';

/** The physical name of anything of a stage: `cs-ai-staging-inbound`. Scripts, alarms and grants find it by this. */
export const nameIn = (stage: StageName | Stage, what: string): string =>
  `cs-ai-${typeof stage === 'string' ? stage : stage.name}-${what}`;

/** What every stack of a stage is made with. */
export const stackProps = (stage: Stage, kind: string, description: string): StackProps => ({
  stackName: nameIn(stage, kind),
  description: `CS AI, ${stage.name}: ${description}`,
  env: { region: stage.region, ...(stage.account && { account: stage.account }) },
  tags: { product: 'cs-ai', stage: stage.name },
  terminationProtection: stage.keepsData,
});
