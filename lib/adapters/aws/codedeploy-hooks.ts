import {
  type CodeDeployClient,
  GetDeploymentCommand,
  PutLifecycleEventHookExecutionStatusCommand,
} from '@aws-sdk/client-codedeploy';
import * as z from 'zod/mini';
import { AppError } from '#lib/domain/errors.ts';
import type { ReleaseHooks } from '#lib/ports/release-hooks.ts';

/** The part of an AppSpec that says which version is shifted to: the hook's own event names only the deployment. */
const AppSpec = z.object({
  Resources: z.array(
    z.record(z.string(), z.object({ Properties: z.object({ Name: z.string(), TargetVersion: z.coerce.number() }) })),
  ),
});

export const codedeployHooks = (client: CodeDeployClient): ReleaseHooks => ({
  async target(deploymentId) {
    const { deploymentInfo } = await client.send(new GetDeploymentCommand({ deploymentId }));
    const { string, appSpecContent } = deploymentInfo?.revision ?? {};
    const parsed = AppSpec.safeParse(json(string?.content ?? appSpecContent?.content));
    const [found] = parsed.success ? parsed.data.Resources.flatMap((row) => Object.values(row)) : [];
    if (found === undefined) {
      throw new AppError('corrupt', `Deployment ${deploymentId} does not say which version it is about.`);
    }
    return { functionName: found.Properties.Name, version: found.Properties.TargetVersion };
  },
  async answer(deploymentId, lifecycleEventHookExecutionId, good) {
    await client.send(
      new PutLifecycleEventHookExecutionStatusCommand({
        deploymentId,
        lifecycleEventHookExecutionId,
        status: good ? 'Succeeded' : 'Failed',
      }),
    );
  },
});

function json(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
