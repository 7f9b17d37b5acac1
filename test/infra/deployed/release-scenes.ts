import { expect } from 'vitest';
import { env, metrics, releaseNames } from '#lib/names.ts';
import { lambdaContext } from '#local/aws/lambda-context.ts';
import type { DeployedCloud } from '#test/infra/deployed/cloud.ts';
import { runFunction } from '#test/infra/deployed/lambda.ts';

const names = releaseNames('staging');

/** CodeDeploy asks a hook about the new version of a function; returns what the hook said, which is what it reported. */
export async function askHook(
  cloud: DeployedCloud,
  hook: 'check-release' | 'check-traffic',
  entry: string,
): Promise<unknown> {
  const name = names.functionName(entry);
  const { deployments, functions } = cloud.deploying;
  const DeploymentId = deployments.shift(names.application, name, 2);
  const event = { DeploymentId, LifecycleEventHookExecutionId: `hook-of-${DeploymentId}` };
  const said = await cloud.invoke(hook, event);
  functions.point(name, 1);
  expect(deployments.reports.at(-1)).toEqual({
    deployment: DeploymentId,
    hook: event.LifecycleEventHookExecutionId,
    status: said,
  });
  return said;
}

/** What a function of the deployment does where our public address is this. */
export async function runAt(cloud: DeployedCloud, entry: string, address: string) {
  const deployed = cloud.assembly.functions.find((one) => one.entry === entry);
  if (deployed === undefined) throw new Error(`${entry} is not deployed.`);
  const running = await runFunction(deployed, { [env.webhookBaseUrl]: address });
  try {
    const said = await running.invoke({}, lambdaContext({ functionName: deployed.name }));
    return { said, health: healthIn(running.lines()) };
  } finally {
    await running.stop();
  }
}

/** The samples of our health that a function wrote, as CloudWatch reads them. */
export const healthIn = (lines: readonly string[]): number[] =>
  lines.flatMap((line) => {
    const sample = JSON.parse(line)[metrics.health.name];
    return sample === undefined ? [] : [sample];
  });
