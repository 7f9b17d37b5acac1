import { rollBack } from '#lib/domain/releases/roll-back.ts';
import { onAlarm } from '#lib/http/alarm-door.ts';
import { releaseNames } from '#lib/names.ts';
import { releasePorts } from '#lib/runtime/wire-releases.ts';

/** The rollback alarm fires: every function goes back to the last good release. */
export const handler = onAlarm(
  ({ settings }) => releaseNames(settings.stage).rollbackAlarm,
  async ({ ports, settings }) => {
    const by = `the alarm ${releaseNames(settings.stage).rollbackAlarm}`;
    const outcome = await rollBack(releasePorts(), { by, automatic: true });
    ports.log.info('rollback alarm answered', { outcome: outcome.kind });
    // Lambda tries again, and the next run goes on from there.
    if (outcome.kind === 'incomplete') throw outcome.cause;
    return outcome.kind;
  },
);
