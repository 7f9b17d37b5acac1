import { expect, test } from 'vitest';
import { memoryLog } from '#lib/adapters/memory/log.ts';
import { memoryMetrics } from '#lib/adapters/memory/metrics.ts';
import { checkHealth } from '#lib/domain/health.ts';
import type { Dependency } from '#lib/ports/dependency.ts';
import { routes } from '#lib/routes.ts';
import { fastClock } from '#test/support/fast-clock.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();

test.each(routes.filter(({ entry }) => entry === 'health'))(
  '$method $path tells how each dependency is',
  async (route) => {
    const response = await fetch(world().url + route.path, { method: route.method });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toMatchObject({
      status: 'ok',
      version: expect.any(String),
      stage: 'local',
      dependencies: {
        store: { status: 'ok', ms: expect.any(Number) },
        secrets: { status: 'ok' },
        model: { status: 'ok' },
        telephony: { status: 'unconfigured' },
      },
    });
  },
);

const well = (name: Dependency['name'], critical: boolean): Dependency => ({ name, critical, check: async () => 'ok' });
const ill = (name: Dependency['name'], critical: boolean): Dependency => ({
  name,
  critical,
  check: async () => {
    throw new Error('It is down.');
  },
});
const build = { version: '1', stage: 'test' };

test('a failing model degrades, a failing store brings down, and the metric says which', async () => {
  const ports = { clock: fastClock(1), log: memoryLog(), metrics: memoryMetrics() };
  expect(await checkHealth(ports, [well('store', true), ill('model', false)], build)).toMatchObject({
    status: 'degraded',
    dependencies: { store: { status: 'ok' }, model: { status: 'failing' } },
  });
  expect(await checkHealth(ports, [ill('store', true), well('model', false)], build)).toMatchObject({ status: 'down' });
  expect(ports.metrics.of('health')).toEqual([1, 0]);
  expect(ports.log.lines.map(({ level, fields }) => [level, fields.dependency])).toEqual([
    ['error', 'model'],
    ['error', 'store'],
  ]);
});

test('a dependency that never answers is failing after its time-out, and is told to stop', async () => {
  let stopped = false;
  const silent: Dependency = {
    name: 'model',
    critical: false,
    check: (signal) =>
      new Promise(() => {
        signal.addEventListener('abort', () => {
          stopped = true;
        });
      }),
  };
  const ports = { clock: fastClock(50), log: memoryLog(), metrics: memoryMetrics() };
  expect(await checkHealth(ports, [silent], build)).toMatchObject({ status: 'degraded' });
  expect(stopped).toBe(true);
});
