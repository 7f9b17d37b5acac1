import { sweep } from '#lib/domain/afterwards/sweep.ts';
import { countActions } from '#lib/domain/analytics/count.ts';
import { scheduledJob } from '#lib/http/scheduled.ts';
import { afterwardsPorts } from '#lib/runtime/wire-afterwards.ts';

/**
 * Every minute: takes what is due in the outbox, be it a reminder whose time has come or a task that was left behind, and
 * adds what the ledger has settled to the counters.
 */
export const handler = scheduledJob(async ({ ports }) => {
  const outbox = afterwardsPorts();
  const [swept, counted] = await Promise.all([sweep(outbox), countActions(outbox)]);
  const done = { ...swept, counted };
  if (Object.values(done).some((count) => count > 0)) ports.log.info('outbox swept', done);
  return done;
});
