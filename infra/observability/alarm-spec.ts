import type { Metric, tables } from '#lib/names.ts';
import type { routes, workers } from '#lib/routes.ts';

export type Entry = (typeof routes)[number]['entry'] | (typeof workers)[number]['entry'];
export type Statistic = 'Sum' | 'Average' | 'Minimum' | 'Maximum' | 'SampleCount' | 'p50' | 'p95' | 'p99';

/** Where a number comes from. Which dimensions that means is said once, in metric-of.ts. */
export type Source =
  /** Ours, under exactly `service` and `stage`. */
  | { of: 'own'; metric: Metric }
  /** AWS/Lambda, all versions of a function. */
  | { of: 'function'; entry: Entry; metric: 'Errors' | 'Invocations' | 'Throttles' | 'Duration' | 'AsyncEventsDropped' }
  /** AWS/Lambda or ours, only what one version of a function did. */
  | { of: 'version'; metric: 'Errors' | 'Invocations' | 'webhookFailed' | 'apiFailed' | 'turnFailed' | 'firstSentence' }
  /** AWS/ApiGateway, the whole HTTP API. */
  | { of: 'api'; metric: '4xx' | '5xx' | 'Count' | 'Latency' }
  /** AWS/SQS, the jobs that Lambda gave up. */
  | { of: 'failedJobs'; metric: 'ApproximateNumberOfMessagesVisible' }
  | { of: 'table'; table: keyof typeof tables; metric: 'ReadThrottleEvents' | 'WriteThrottleEvents' };
export type Reading = Source & { statistic: Statistic };

/**
 * `critical` wakes somebody; `warning` waits for the morning; `rollback` tells nobody by itself, it feeds the composite
 * alarm that moves the aliases back and wakes somebody too.
 */
export type Severity = 'critical' | 'warning' | 'rollback';

/** An alarm as data: the stack makes it, the evaluator of the tests runs it, the runbook has an article of its id. */
export type AlarmSpec = {
  id: string;
  title: string;
  severity: Severity;
  /** By the name it has in the expression. CloudWatch takes ten at most. */
  readings: Readonly<Record<string, Reading>>;
  /**
   * CloudWatch metric math. `IF(enough, rate)` has no else on purpose: without enough samples there is no datapoint.
   * Left out where there is one reading, taken as it is.
   */
  expression?: string;
  periodS: 60 | 300 | 900 | 3600;
  comparison: '>' | '>=' | '<';
  threshold: number;
  /** What the threshold counts, for the description. */
  unit: '%' | 'ms' | 'USD' | '';
  /** How many of how many periods must be over it. */
  datapoints: { m: number; n: number };
  missing: 'breaching' | 'notBreaching';
  /** Samples below which it never fires; 0 where one is enough. */
  minimumSample: number;
  /** Failures below which a rate never fires, where a sample alone says too little. */
  minimumFailures?: number;
  /** What it means to callers. */
  means: string;
  /** What to do first. */
  firstStep: string;
};

export const runbookOf = ({ id }: Pick<AlarmSpec, 'id'>): string => `docs/runbook.md#${id}`;

const words = { '>': 'more than', '>=': 'at least', '<': 'less than' } as const;

/** The letter to whoever is woken: what happened, what it means, what to do first, where to read on. At most 1,024 characters. */
export function letterOf(spec: AlarmSpec, stage: string): string {
  const { title, comparison, threshold, unit, datapoints, periodS, means, firstStep } = spec;
  const limit = `${words[comparison]} ${threshold}${unit === '' || unit === '%' ? unit : ` ${unit}`}`;
  const often = datapoints.n === 1 ? '' : `, ${datapoints.m} of ${datapoints.n} times`;
  const samples = spec.minimumSample > 0 ? `, from ${spec.minimumSample} samples on` : '';
  const failures = spec.minimumFailures === undefined ? '' : ` with ${spec.minimumFailures} failures among them`;
  const window = periodS === 60 ? 'a minute' : `${periodS / 60} minutes`;
  return [
    `${title} (${stage}).`,
    `Fires at ${limit} over ${window}${often}${samples}${failures}.`,
    means,
    `First: ${firstStep}`,
    `Runbook: ${runbookOf(spec)}`,
  ].join('\n');
}
