import type { Template } from 'aws-cdk-lib/assertions';
import { expect, test, vi } from 'vitest';
import { emfMetrics } from '#lib/adapters/metrics/emf.ts';
import { type Metric, metrics } from '#lib/names.ts';
import { propertiesOf, templatesOf } from '#test/infra/templates.ts';

type Read = { Namespace?: string; MetricName?: string; Dimensions?: { Name: string; Value: unknown }[] };
const { service, observability } = templatesOf('production');
const version = '42';

/** Metric and dimensions as one text, whatever their order. The number of a version is known when it is there. */
const keyOf = (metric: string, dimensions: Record<string, unknown>): string => {
  const sorted = Object.entries(dimensions).sort(([a], [b]) => a.localeCompare(b));
  return [metric, ...sorted.map(([name, value]) => `${name}=${typeof value === 'string' ? value : version}`)].join(' ');
};

/** What the alarms of a template read of ours. */
function readBy(template: Template): { metric: string; dimensions: Record<string, unknown> }[] {
  return propertiesOf(template, 'AWS::CloudWatch::Alarm')
    .flatMap((alarm): Read[] => [
      alarm as Read,
      ...((alarm.Metrics ?? []) as { MetricStat?: { Metric: Read } }[]).flatMap(
        ({ MetricStat }) => MetricStat?.Metric ?? [],
      ),
    ])
    .filter(({ Namespace }) => Namespace === 'CsAi')
    .map(({ MetricName = '', Dimensions = [] }) => ({
      metric: MetricName,
      dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value])),
    }));
}

/** Under what a function of this name writes every metric there is, line by line as CloudWatch gets them. */
function writtenBy(name: string): Set<string> {
  const lines: string[] = [];
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  const writer = emfMetrics({ stage: 'production', running: { function: name, version } });
  for (const metric of Object.keys(metrics) as Metric[]) writer.emit(metric, 1, { tier: 'aiRep', route: 'speech' });
  stdout.mockRestore();
  return new Set(
    lines.flatMap((line) => {
      const sample = JSON.parse(line);
      const [{ Dimensions, Metrics }] = sample._aws.CloudWatchMetrics;
      return (Dimensions as string[][]).map((names) =>
        keyOf(Metrics[0].Name, Object.fromEntries(names.map((one) => [one, sample[one]]))),
      );
    }),
  );
}

test.each([
  ['the stage', observability, 20],
  ['a new version', service, 20],
] as const)(
  'every number that an alarm of %s reads is written under exactly these dimensions',
  (_, template, least) => {
    const read = readBy(template);
    expect(read.length).toBeGreaterThanOrEqual(least);
    for (const { metric, dimensions } of read) {
      const key = keyOf(metric, dimensions);
      expect(writtenBy(String(dimensions.function ?? 'any')).has(key), key).toBe(true);
    }
  },
);
