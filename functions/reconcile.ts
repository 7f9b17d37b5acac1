import { reconcile } from '#lib/domain/reconcile.ts';
import { scheduledJob } from '#lib/http/scheduled.ts';
import { reconcileLimits } from '#lib/names.ts';
import { shopsOf } from '#lib/runtime/wire-shops.ts';

/** Every few minutes: brings actions that were left behind to their end, by asking the shops. */
export const handler = scheduledJob(async (world) => {
  const done = await reconcile({ ...world.ports, shops: shopsOf(world) }, reconcileLimits);
  world.ports.log.info('actions reconciled', done);
  return done;
});
