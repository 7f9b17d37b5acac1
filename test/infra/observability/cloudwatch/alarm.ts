import type { AlarmSpec } from '#infra/observability/alarm-spec.ts';
import { metricMath, type Value } from '#test/infra/observability/cloudwatch/metric-math.ts';
import type { Recording } from '#test/infra/observability/cloudwatch/series.ts';

/** Minutes [from, to) during which an alarm was in ALARM. */
export type Firing = { from: number; to: number };

/**
 * Runs an alarm as CloudWatch does: every minute, over windows that slide and end now. Where periods are missing it looks
 * `further` periods back for real ones first, and only then treats what is missing as the alarm says.
 */
export function run(spec: AlarmSpec, recording: Recording, { from, to }: Firing, further = 2): Firing[] {
  const datapoint = datapointOf(spec, recording);
  const firings: Firing[] = [];
  for (let now = from; now <= to; now += 1) {
    if (!isBreached(spec, datapoint, now, further)) continue;
    const last = firings.at(-1);
    if (last?.to === now) last.to = now + 1;
    else firings.push({ from: now, to: now + 1 });
  }
  return firings;
}

function datapointOf(spec: AlarmSpec, recording: Recording): (from: number, to: number) => Value {
  const readings = Object.entries(spec.readings);
  const formula = metricMath(spec.expression ?? readings[0]?.[0] ?? '');
  return (from, to) =>
    formula(
      Object.fromEntries(
        readings.map(([name, { statistic, ...source }]) => [name, recording.read(source, statistic, from, to)]),
      ),
    );
}

function isBreached(
  { periodS, datapoints, missing, comparison, threshold }: AlarmSpec,
  datapoint: (from: number, to: number) => Value,
  now: number,
  further: number,
): boolean {
  const period = periodS / 60;
  const real: number[] = [];
  for (let back = 0; back < datapoints.n + further && real.length < datapoints.n; back += 1) {
    const to = now - back * period;
    const value = datapoint(to - period, to);
    if (value !== undefined) real.push(value);
  }
  const over = {
    '>': (a: number) => a > threshold,
    '>=': (a: number) => a >= threshold,
    '<': (a: number) => a < threshold,
  };
  const filled = missing === 'breaching' ? datapoints.n - real.length : 0;
  return real.filter(over[comparison]).length + filled >= datapoints.m;
}
