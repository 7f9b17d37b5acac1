import { sweep } from '#lib/domain/afterwards/sweep.ts';
import { scheduledJob } from '#lib/http/scheduled.ts';
import { afterwardsPorts } from '#lib/runtime/wire-afterwards.ts';

/** Every minute: takes what is due in the outbox, be it a reminder whose time has come or a task that was left behind. */
export const handler = scheduledJob(async ({ ports }) => {
  const done = await sweep(afterwardsPorts());
  if (Object.values(done).some((count) => count > 0)) ports.log.info('outbox swept', done);
  return done;
});
