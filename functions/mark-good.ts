import { markGood } from '#lib/domain/releases/mark-good.ts';
import { pruneVersions } from '#lib/domain/releases/prune.ts';
import { scheduledJob } from '#lib/http/scheduled.ts';
import { releasePorts } from '#lib/runtime/wire-releases.ts';

/** Every five minutes: marks the release that is live as good once it has baked, and then prunes what nobody needs. */
export const handler = scheduledJob(async ({ ports, settings }) => {
  const releases = releasePorts();
  const marking = await markGood(releases, settings.bakeMinutes * 60_000);
  if (marking.kind === 'marked') {
    ports.log.info('versions pruned', { removed: await pruneVersions(releases) });
  }
  return marking.kind;
});
