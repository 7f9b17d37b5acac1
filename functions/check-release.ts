import { checkRelease } from '#lib/checks/check-release.ts';
import { planCheck } from '#lib/checks/plan-check.ts';
import { releaseHook } from '#lib/http/release-hook.ts';
import { checkPorts, hookPorts } from '#lib/runtime/wire-checks.ts';

/** Before callers reach a new version: a call through it that nobody hears. */
export const handler = releaseHook(hookPorts, async (deployment, hooks, world) => {
  await checkRelease(checkPorts(world), planCheck(await hooks.target(deployment), world));
});
