import { checkHealth, type Health } from '#lib/domain/health.ts';
import { openJson } from '#lib/http/open-json.ts';
import { world } from '#lib/runtime/wire.ts';
import { dependenciesOf } from '#lib/runtime/wire-health.ts';

/** Anybody may ask, so the answer is kept for a moment: a flood of questions costs the dependencies nothing. */
const keptForMs = 5_000;
let kept: { health: Promise<Health>; until: number } | undefined;

/** How we are: 200 while callers can be served, 503 when they cannot. */
export const handler = openJson(async () => {
  const { ports, settings } = world();
  const now = ports.clock.now();
  if (kept === undefined || kept.until <= now) {
    const { version, stage } = settings;
    kept = {
      health: checkHealth(ports, dependenciesOf({ ports, settings }), { version, stage }),
      until: now + keptForMs,
    };
  }
  const health = await kept.health;
  return { status: health.status === 'down' ? 503 : 200, body: health };
});
