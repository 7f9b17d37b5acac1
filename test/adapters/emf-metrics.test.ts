import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryLog } from '#lib/adapters/memory/log.ts';
import { memoryMetrics } from '#lib/adapters/memory/metrics.ts';
import { emfMetrics } from '#lib/adapters/metrics/emf.ts';
import { type Metric, metrics as names } from '#lib/names.ts';

let written: string[];

beforeEach(() => {
  written = [];
  const keep = (chunk: unknown): boolean => {
    written.push(String(chunk));
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
});

afterEach(() => {
  vi.restoreAllMocks();
});

const samples = () => written.map((line) => JSON.parse(line));

describe('metrics in CloudWatch', () => {
  test('are written at once, one line per sample', () => {
    const metrics = emfMetrics({ stage: 'prod' });
    metrics.emit('callsTotal', 1);
    expect(written).toHaveLength(1);
    metrics.emit('callsTotal', 1);
    expect(written).toHaveLength(2);
    expect(samples()[0]).toMatchObject({
      service: 'cs-ai',
      stage: 'prod',
      'voice_ai.calls.total': 1,
      _aws: {
        CloudWatchMetrics: [
          {
            Namespace: 'CsAi',
            Dimensions: [['service', 'stage']],
            Metrics: [{ Name: 'voice_ai.calls.total', Unit: 'Count' }],
          },
        ],
      },
    });
  });

  test('count for the whole stage, which alarms watch, and for tier and route besides', () => {
    const metrics = emfMetrics({ stage: 'prod' });
    metrics.emit('webhookDuration', 84.5, { route: 'speech' });
    metrics.emit('cost', 0.0015, { tier: 'aiRep', route: 'turn' });
    expect(samples().map((sample) => sample._aws.CloudWatchMetrics[0].Dimensions)).toEqual([
      [
        ['service', 'stage'],
        ['service', 'stage', 'route'],
      ],
      [
        ['service', 'stage'],
        ['service', 'stage', 'tier', 'route'],
      ],
    ]);
    expect(samples()[0]).toMatchObject({ route: 'speech', 'voice_ai.webhook.duration': 84.5 });
    expect(samples()[1]).toMatchObject({ tier: 'aiRep', route: 'turn', 'cs_ai.cost.usd': 0.0015 });
  });

  test('tell a failing version from the others, where a deployment watches', () => {
    const running = { function: 'cs-ai-prod-speech', version: '12' };
    const metrics = emfMetrics({ stage: 'prod', running });
    metrics.emit('webhookFailed', 1, { route: 'speech' });
    metrics.emit('callsTotal', 1);
    expect(samples().map((sample) => sample._aws.CloudWatchMetrics[0].Dimensions)).toEqual([
      [
        ['service', 'stage'],
        ['service', 'stage', 'route'],
        ['service', 'stage', 'function', 'version'],
      ],
      [['service', 'stage']],
    ]);
    expect(samples()[0]).toMatchObject(running);
  });

  test('name the company in the line and never as a dimension', () => {
    emfMetrics({ stage: 'prod' }).emit('tokens', 1_200, { company: 'acme', tier: 'aiRep' });
    expect(samples()[0].company).toBe('acme');
    expect(JSON.stringify(samples()[0]._aws)).not.toContain('company');
  });

  test('carry nothing over from one sample to the next', () => {
    const metrics = emfMetrics({ stage: 'prod' });
    metrics.emit('tokens', 1, { company: 'acme', tier: 'aiRep' });
    metrics.emit('callsTotal', 1);
    expect(samples()[1]).not.toHaveProperty('company');
    expect(samples()[1]).not.toHaveProperty('tier');
    expect(samples()[1]._aws.CloudWatchMetrics[0].Dimensions).toEqual([['service', 'stage']]);
  });

  test('know every name and unit we have', () => {
    const metrics = emfMetrics({ stage: 'prod' });
    for (const metric of Object.keys(names) as Metric[]) metrics.emit(metric, 1);
    expect(samples().map((sample) => sample._aws.CloudWatchMetrics[0].Metrics[0])).toEqual(
      Object.values(names).map(({ name, unit }) => ({ Name: name, Unit: unit })),
    );
  });

  test('never break a call over a sample that is no number', () => {
    const log = memoryLog();
    emfMetrics({ stage: 'prod', log }).emit('callsDuration', Number.NaN);
    expect(written).toEqual([]);
    expect(log.lines).toMatchObject([{ level: 'warn', fields: { metric: 'callsDuration' } }]);
  });
});

test('metrics in memory keep their samples in order', () => {
  const metrics = memoryMetrics();
  metrics.emit('callsSuccess', 100, { company: 'acme' });
  metrics.emit('callsTotal', 1);
  metrics.emit('callsSuccess', 0);
  expect(metrics.of('callsSuccess')).toEqual([100, 0]);
  expect(metrics.samples[0]).toEqual({ metric: 'callsSuccess', value: 100, tags: { company: 'acme' } });
});
