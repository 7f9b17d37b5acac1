import type { Context } from 'aws-lambda';
import { within } from '#lib/http/within.ts';
import type { ReleaseHooks } from '#lib/ports/release-hooks.ts';
import { type World, world } from '#lib/runtime/wire.ts';

type HookEvent = { DeploymentId: string; LifecycleEventHookExecutionId: string };

/** Kept back to answer in: CodeDeploy waits an hour for a hook that says nothing. */
const spareMs = 15_000;

/** CodeDeploy's door: the work done is a yes; what fails, or takes too long, is a no. It always answers. */
export function releaseHook(
  hooksOf: () => ReleaseHooks,
  work: (deployment: string, hooks: ReleaseHooks, world: World) => Promise<void>,
): (event: HookEvent, context: Context) => Promise<'Succeeded' | 'Failed'> {
  return async ({ DeploymentId: deployment, LifecycleEventHookExecutionId: hook }, context) => {
    const hooks = hooksOf();
    let good = false;
    try {
      const standing = world();
      await within(context.getRemainingTimeInMillis() - spareMs, () => work(deployment, hooks, standing));
      good = true;
      standing.ports.log.info('release hook passed', { deployment });
    } catch (cause) {
      complain(deployment, cause);
    }
    await hooks.answer(deployment, hook, good);
    return good ? 'Succeeded' : 'Failed';
  };
}

function complain(deployment: string, cause: unknown): void {
  try {
    world().ports.log.error('release hook failed', cause, { deployment });
  } catch {
    process.stderr.write(
      `${JSON.stringify({ level: 'ERROR', message: 'release hook failed', cause: String(cause) })}\n`,
    );
  }
}
