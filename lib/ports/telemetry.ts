import type { Metric } from '#lib/names.ts';

export type Fields = Record<string, string | number | boolean | undefined>;

/** Structured lines: a static message and fields. What a person said, typed or is called goes under `pii`, which the sinks of AWS drop. */
export interface Log {
  info(message: string, fields?: Fields, pii?: Record<string, unknown>): void;
  warn(message: string, fields?: Fields, pii?: Record<string, unknown>): void;
  error(message: string, cause: unknown, fields?: Fields): void;
}

/** `company` reaches Datadog as a tag only: as a CloudWatch dimension every company would be a billed metric. */
export type MetricTags = { tier?: string; route?: string; company?: string };

export interface Metrics {
  /** Emits one sample, at the moment that decides it. */
  emit(metric: Metric, value: number, tags?: MetricTags): void;
}
