import { Metrics as Emf } from '@aws-lambda-powertools/metrics';
import { type Metric, metricNamespace, metrics, serviceName, versionedMetrics } from '#lib/names.ts';
import type { Log, Metrics } from '#lib/ports/telemetry.ts';

type Options = {
  stage: string;
  log?: Pick<Log, 'warn'>;
  /** In Lambda: the function, and the version of it that runs. */
  running?: { function: string; version: string } | undefined;
};

/**
 * CloudWatch metrics as embedded JSON lines, each sample written at once: nothing is lost when a function is frozen.
 * Every sample counts for `service, stage`, which the alarms watch, and again for its tier and route where it has them; a
 * few count for the running version too, which a deployment watches.
 * The company is in the line, for Logs Insights, but no dimension: each would be a billed metric.
 */
export function emfMetrics({ stage, log, running }: Options): Metrics {
  const emf = new Emf({ namespace: metricNamespace, serviceName, defaultDimensions: { stage } });
  return {
    emit(metric, value, { tier, route, company } = {}) {
      if (!Number.isFinite(value)) {
        log?.warn('metric sample is not a number', { metric });
        return;
      }
      const sample = emf.singleMetric();
      const details = { ...(tier ? { tier } : {}), ...(route ? { route } : {}) };
      const sets = [
        ...(Object.keys(details).length > 0 ? [details] : []),
        ...(running !== undefined && isVersioned(metric) ? [running] : []),
      ];
      if (sets.length > 0) sample.addDimensions({});
      for (const set of sets) sample.addDimensions(set);
      if (company) sample.addMetadata('company', company);
      sample.addMetric(metrics[metric].name, metrics[metric].unit, value);
    },
  };
}

const isVersioned = (metric: Metric): boolean => (versionedMetrics as readonly Metric[]).includes(metric);
