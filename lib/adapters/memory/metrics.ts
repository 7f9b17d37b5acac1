import type { Metric } from '#lib/names.ts';
import type { Metrics, MetricTags } from '#lib/ports/telemetry.ts';

export type Sample = { metric: Metric; value: number; tags: MetricTags };

/** Metrics that keep their samples, for tests and the desk. */
export type MemoryMetrics = Metrics & {
  readonly samples: readonly Sample[];
  /** The values of one metric, in order. */
  of(metric: Metric): number[];
};

export function memoryMetrics(): MemoryMetrics {
  const samples: Sample[] = [];
  return {
    samples,
    emit: (metric, value, tags = {}) => void samples.push({ metric, value, tags }),
    of: (metric) => samples.filter((sample) => sample.metric === metric).map(({ value }) => value),
  };
}
