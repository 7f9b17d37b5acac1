import { AppError } from '#lib/domain/errors.ts';
import { releaseHook } from '#lib/http/release-hook.ts';
import { pathOf } from '#lib/routes.ts';
import { hookPorts } from '#lib/runtime/wire-checks.ts';
import { publicDoor } from '#lib/runtime/wire-probe.ts';

/** After callers have reached a new version: our public address says that we are well. */
export const handler = releaseHook(hookPorts, async (_deployment, _hooks, { settings }) => {
  const status = await publicDoor(settings).get(pathOf('health'), 10_000);
  if (status !== 200) throw new AppError('conflict', `GET ${pathOf('health')} answered ${status}.`);
});
