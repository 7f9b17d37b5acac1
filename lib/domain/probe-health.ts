import type { Clock } from '#lib/ports/clock.ts';
import type { PublicDoor } from '#lib/ports/public-door.ts';
import type { Log, Metrics } from '#lib/ports/telemetry.ts';
import { pathOf } from '#lib/routes.ts';

type ProbePorts = { door: PublicDoor; clock: Clock; log: Log; metrics: Metrics };

/** A caller's webhook would have been given up long before, in milliseconds. */
const timeoutMs = 5_000;

/**
 * One look at the public health: 1 where it is well, 0 where it is not or does not answer. Written in every case; a minute
 * without a sample is a probe that did not run, and counts as failing.
 */
export async function probeHealth({ door, clock, log, metrics }: ProbePorts): Promise<'well' | 'failing'> {
  const startedAt = clock.now();
  const status = await door.get(pathOf('health'), timeoutMs).catch((cause: unknown) => {
    log.error('public health not reached', cause, { ms: clock.now() - startedAt });
    return undefined;
  });
  const well = status === 200;
  if (!well && status !== undefined) log.warn('public health is failing', { status, ms: clock.now() - startedAt });
  metrics.emit('health', well ? 1 : 0, { route: 'probe' });
  return well ? 'well' : 'failing';
}
