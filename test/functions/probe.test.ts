import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { handler } from '#functions/probe.ts';
import { memoryLog } from '#lib/adapters/memory/log.ts';
import { memoryMetrics } from '#lib/adapters/memory/metrics.ts';
import { env } from '#lib/names.ts';
import { furnish } from '#lib/runtime/wire.ts';
import { type FaultyServer, startFaultyServer } from '#local/faulty-server.ts';

let door: FaultyServer;
let status = 200;
const asked: string[] = [];
beforeAll(async () => {
  door = await startFaultyServer(0, ({ method, path }) => {
    asked.push(`${method} ${path}`);
    return { status, json: { status: 'whatever' } };
  });
});
afterAll(() => door.close());
afterEach(() => {
  delete process.env[env.webhookBaseUrl];
});

/** One run of the probe against this address, and what it counted. */
async function probe(url: string | undefined) {
  if (url !== undefined) process.env[env.webhookBaseUrl] = url;
  const [log, metrics] = [memoryLog(), memoryMetrics()];
  furnish({ log, metrics });
  return { outcome: await handler(), health: metrics.of('health'), log };
}

test('asks the public door, and counts 1 where it is well', async () => {
  status = 200;
  expect(await probe(door.url)).toMatchObject({ outcome: 'well', health: [1] });
  expect(asked).toEqual(['GET /api/health']);
});

test.each([503, 500, 404, 301])('an answer of %i counts 0', async (answered) => {
  status = answered;
  expect(await probe(door.url)).toMatchObject({ outcome: 'failing', health: [0] });
});

test('a broken connection counts 0', async () => {
  door.failNext({ when: 'before', how: 'drop' });
  expect(await probe(door.url)).toMatchObject({ outcome: 'failing', health: [0] });
});

test('a door that is not there counts 0', async () => {
  const gone = await startFaultyServer(0, () => ({ status: 200, json: {} }));
  await gone.close();
  expect(await probe(gone.url)).toMatchObject({ outcome: 'failing', health: [0] });
});

test('a door that never answers counts 0 after five seconds', async () => {
  door.failNext({ when: 'before', how: 'hang' });
  const startedAt = Date.now();
  expect(await probe(door.url)).toMatchObject({ outcome: 'failing', health: [0] });
  expect(Date.now() - startedAt).toBeLessThan(9_000);
});

test('where the address is not set the probe fails loudly: the missing sample counts as failing', async () => {
  await expect(probe(undefined)).rejects.toThrow('TWILIO_WEBHOOK_BASE_URL is not set');
});
