import { metrics, serviceName } from '#lib/names.ts';
import type { Log, Metrics } from '#lib/ports/telemetry.ts';

/**
 * The same metrics as distributions for Datadog, by UDP to its Lambda extension on this machine, which sends them off after
 * the invocation: nobody waits, and without an extension the packets go nowhere.
 *
 * Only the DogStatsD client of datadog-lambda-js, by deep path: 13 kB and loaded when first needed. The whole library is
 * 456 kB, and outside a handler that it wraps it keeps samples in a queue that only grows. Each sample is sent at once.
 */
export function datadogMetrics({ stage, version, log }: { stage: string; version: string; log: Log }): Metrics {
  const client = import('datadog-lambda-js/dist/metrics/dogstatsd.js').then(
    ({ LambdaDogStatsD }) => new LambdaDogStatsD(),
  );
  client.catch((cause: unknown) => log.error('datadog cannot be reached', cause));
  const common = [`env:${stage}`, `service:${serviceName}`, `version:${version}`];
  return {
    emit(metric, value, { tier, route, company } = {}) {
      if (!Number.isFinite(value)) return;
      // The company may be a tag here: Datadog bills by what is indexed, and the tag can be left out of the index there.
      const own = Object.entries({ tier, route, company }).flatMap(([tag, of]) => (of ? [`${tag}:${of}`] : []));
      client.then(
        (statsd) => statsd.distribution(metrics[metric].name, value, undefined, [...common, ...own]),
        () => undefined,
      );
    },
  };
}
