import type { Clock } from '#lib/ports/clock.ts';
import type { Dependency } from '#lib/ports/dependency.ts';
import type { Log, Metrics } from '#lib/ports/telemetry.ts';

export type DependencyHealth = { status: 'ok' | 'failing' | 'unconfigured'; ms: number };

/** `degraded`: callers are served, but not as well as they should be. `down`: they are not. */
export type Health = {
  status: 'ok' | 'degraded' | 'down';
  version: string;
  stage: string;
  checkedAt: string;
  dependencies: Partial<Record<Dependency['name'], DependencyHealth>>;
};

type HealthPorts = { clock: Clock; log: Log; metrics: Metrics };

/** How long a dependency has to answer, in milliseconds. */
const timeoutMs = 2_000;

/** Asks every dependency at once, each with a time-out. What is wrong goes to the log; outside only that it is. */
export async function checkHealth(
  ports: HealthPorts,
  dependencies: readonly Dependency[],
  build: { version: string; stage: string },
): Promise<Health> {
  const checked = await Promise.all(dependencies.map(async (one) => ({ ...one, health: await ask(ports, one) })));
  const failing = checked.filter(({ health }) => health.status === 'failing');
  const status = failing.some(({ critical }) => critical) ? 'down' : failing.length > 0 ? 'degraded' : 'ok';
  ports.metrics.emit('health', status === 'down' ? 0 : 1);
  return {
    status,
    ...build,
    checkedAt: new Date(ports.clock.now()).toISOString(),
    dependencies: Object.fromEntries(checked.map(({ name, health }) => [name, health])),
  };
}

async function ask(ports: HealthPorts, dependency: Dependency): Promise<DependencyHealth> {
  const startedAt = ports.clock.now();
  const stop = new AbortController();
  const answered = new AbortController();
  const late = ports.clock.sleep(timeoutMs, answered.signal).then(() => {
    stop.abort();
    throw new Error(`No answer within ${timeoutMs} ms.`);
  });
  late.catch(() => undefined);
  try {
    const status = await Promise.race([dependency.check(stop.signal), late]);
    return { status, ms: ports.clock.now() - startedAt };
  } catch (cause) {
    ports.log.error('dependency is failing', cause, { dependency: dependency.name });
    return { status: 'failing', ms: ports.clock.now() - startedAt };
  } finally {
    answered.abort();
  }
}
