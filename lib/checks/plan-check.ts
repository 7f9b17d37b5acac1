import { randomUUID } from 'node:crypto';
import type { CheckPlan } from '#lib/checks/check-release.ts';
import { AppError } from '#lib/domain/errors.ts';
import { env, releaseNames } from '#lib/names.ts';
import { releasedEntries } from '#lib/routes.ts';
import type { World } from '#lib/runtime/wire.ts';

/** What is to be checked, and how the doors want to be asked. Throws where it is not a function of ours. */
export function planCheck(
  { functionName, version }: { functionName: string; version: number },
  { settings }: Pick<World, 'settings'>,
): CheckPlan {
  const { functionName: nameOf } = releaseNames(settings.stage);
  const entry = releasedEntries().find((one) => nameOf(one) === functionName);
  if (entry === undefined) throw new AppError('notFound', `${functionName} is no function of this release.`);
  if (settings.webhookBaseUrl === undefined) throw new AppError('misconfigured', `${env.webhookBaseUrl} is not set.`);
  return {
    entry,
    version,
    nameOf,
    baseUrl: settings.webhookBaseUrl,
    // Where only some networks may come in, the check comes from one of them.
    sourceIp: settings.allowedCidrs[0]?.split('/')[0] ?? '127.0.0.1',
    callSid: `CA${randomUUID().replaceAll('-', '')}`,
  };
}
