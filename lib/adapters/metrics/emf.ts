import { Metrics as Emf } from '@aws-lambda-powertools/metrics';
import { metricNamespace, metrics, serviceName, versionedMetrics } from '#lib/names.ts';
import type { Log, Metrics } from '#lib/ports/telemetry.ts';

type EmfOptions = {
  stage: string;
  /** The version of the function that this is; undefined outside Lambda. */
  running?: { function: string; version: string } | undefined;
  log?: Pick<Log, 'warn'>;
};

/**
 * CloudWatch metrics as embedded JSON lines, each sample written at once: nothing is lost when a function is frozen.
 * Every sample counts for `service, stage`, which the alarms watch, and again for its tier and route where it has them.
 * The company is in the line, for Logs Insights, but no dimension: each would be a billed metric.
 */
export function emfMetrics({ stage, running, log }: EmfOptions): Metrics {
  const emf = new Emf({ namespace: metricNamespace, serviceName, defaultDimensions: { stage } });
  return {
    emit(metric, value, { tier, route, company } = {}) {
      if (!Number.isFinite(value)) {
        log?.warn('metric sample is not a number', { metric });
        return;
      }
      const sample = emf.singleMetric();
      const details = { ...(tier ? { tier } : {}), ...(route ? { route } : {}) };
      const byVersion = running !== undefined && versionedMetrics.includes(metric);
      if (byVersion || Object.keys(details).length > 0) sample.addDimensions({});
      if (Object.keys(details).length > 0) sample.addDimensions(details);
      if (byVersion) sample.addDimensions(running);
      if (company) sample.addMetadata('company', company);
      sample.addMetric(metrics[metric].name, metrics[metric].unit, value);
    },
  };
}
