import type { Source, Statistic } from '#infra/observability/alarm-spec.ts';
import type { Value } from '#test/infra/observability/cloudwatch/metric-math.ts';

type Minute = { n: number; sum: number; min: number; max: number; values: number[] };

/** What CloudWatch has stored: samples by series and minute. */
export class Recording {
  readonly #series = new Map<string, Map<number, Minute>>();

  /** One sample; `times` of the same. */
  add(source: Source, minute: number, value: number, times = 1): void {
    if (times <= 0) return;
    const key = keyOf(source);
    const series = this.#series.get(key) ?? new Map<number, Minute>();
    this.#series.set(key, series);
    const stored = series.get(minute) ?? { n: 0, sum: 0, min: value, max: value, values: [] };
    series.set(minute, stored);
    stored.n += times;
    stored.sum += value * times;
    stored.min = Math.min(stored.min, value);
    stored.max = Math.max(stored.max, value);
    for (let index = 0; index < times; index += 1) stored.values.push(value);
  }

  /** Removes what was recorded: a part that died says nothing. */
  silence(source: Source, from: number, to: number): void {
    for (let minute = from; minute < to; minute += 1) this.#series.get(keyOf(source))?.delete(minute);
  }

  /** A statistic over the minutes [from, to); undefined where there is no sample. */
  read(source: Source, statistic: Statistic, from: number, to: number): Value {
    const series = this.#series.get(keyOf(source));
    if (series === undefined) return undefined;
    const minutes: Minute[] = [];
    for (let minute = from; minute < to; minute += 1) {
      const stored = series.get(minute);
      if (stored !== undefined) minutes.push(stored);
    }
    return minutes.length === 0 ? undefined : reduce(minutes, statistic);
  }
}

const keyOf = (source: Source): string => {
  switch (source.of) {
    case 'own':
    case 'version':
    case 'api':
    case 'failedJobs':
      return `${source.of} ${source.metric}`;
    case 'function':
      return `function ${source.entry} ${source.metric}`;
    case 'table':
      return `table ${source.table} ${source.metric}`;
    default:
      return source satisfies never;
  }
};

function reduce(minutes: readonly Minute[], statistic: Statistic): number {
  const total = (of: (minute: Minute) => number): number => minutes.reduce((sum, minute) => sum + of(minute), 0);
  switch (statistic) {
    case 'Sum':
      return total(({ sum }) => sum);
    case 'SampleCount':
      return total(({ n }) => n);
    case 'Average':
      return total(({ sum }) => sum) / total(({ n }) => n);
    case 'Minimum':
      return Math.min(...minutes.map(({ min }) => min));
    case 'Maximum':
      return Math.max(...minutes.map(({ max }) => max));
    case 'p50':
    case 'p95':
    case 'p99': {
      const values = minutes.flatMap((minute) => minute.values).sort((a, b) => a - b);
      return values[Math.ceil((values.length * Number(statistic.slice(1))) / 100) - 1] ?? Number.NaN;
    }
    default:
      return statistic satisfies never;
  }
}
