import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { LambdaDogStatsD } from 'datadog-lambda-js/dist/metrics/dogstatsd.js';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryLog } from '#lib/adapters/memory/log.ts';
import { datadogMetrics } from '#lib/adapters/metrics/datadog.ts';
import { type Metric, metrics as names } from '#lib/names.ts';

/** What stands where Datadog's extension would. */
let extension: Socket;
let received: string[];

beforeEach(async () => {
  received = [];
  extension = createSocket('udp4');
  extension.on('message', (packet) => received.push(packet.toString('utf8')));
  extension.bind(0, '127.0.0.1');
  await once(extension, 'listening');
  // The library knows one port only, and another one's test may be using it.
  Object.assign(LambdaDogStatsD, { PORT: extension.address().port });
});

afterEach(() => {
  extension.close();
});

test('metrics reach Datadog under their exact names, as distributions, with the company as a tag', async () => {
  const metrics = datadogMetrics({ stage: 'production', version: 'abc123', log: memoryLog() });
  metrics.emit('callsSuccess', 100, { company: 'acme' });
  metrics.emit('webhookDuration', 84.5, { route: 'speech' });
  await vi.waitUntil(() => received.length === 2);
  expect(received.toSorted()).toEqual([
    'voice_ai.calls.success_rate:100|d|#env:production,service:cs-ai,version:abc123,company:acme',
    'voice_ai.webhook.duration:84.5|d|#env:production,service:cs-ai,version:abc123,route:speech',
  ]);
});

test('every metric we have reaches Datadog, once per sample', async () => {
  const metrics = datadogMetrics({ stage: 'production', version: 'abc123', log: memoryLog() });
  for (const metric of Object.keys(names) as Metric[]) metrics.emit(metric, 1);
  await vi.waitUntil(() => received.length >= Object.keys(names).length);
  expect(received.map((packet) => packet.split(':')[0]).sort()).toEqual(
    Object.values(names)
      .map(({ name }) => name)
      .sort(),
  );
});

test('a sample that is no number is never sent, and where nobody listens nothing breaks', async () => {
  const metrics = datadogMetrics({ stage: 'production', version: 'abc123', log: memoryLog() });
  metrics.emit('callsDuration', Number.NaN);
  metrics.emit('callsTotal', 1);
  await vi.waitUntil(() => received.length === 1);
  expect(received[0]).toContain('voice_ai.calls.total:1|d');
  const { port } = extension.address();
  extension.close();
  metrics.emit('callsTotal', 1);
  metrics.emit('callsTotal', 1);
  extension = createSocket('udp4');
  extension.on('message', (packet) => received.push(packet.toString('utf8')));
  extension.bind(port, '127.0.0.1');
  await once(extension, 'listening');
  await vi.waitUntil(() => {
    metrics.emit('callsTotal', 1);
    return received.length > 1;
  });
});
