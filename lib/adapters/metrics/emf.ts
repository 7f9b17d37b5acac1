import { Metrics as Emf } from '@aws-lambda-powertools/metrics';
import { metricNamespace, metrics, serviceName } from '#lib/names.ts';
import type { Log, Metrics } from '#lib/ports/telemetry.ts';

/**
 * CloudWatch metrics as embedded JSON lines, each sample written at once: nothing is lost when a function is frozen.
 * Every sample counts for `service, stage`, which the alarms watch, and again for its tier and route where it has them.
 * The company is in the line, for Logs Insights, but no dimension: each would be a billed metric.
 */
export function emfMetrics({ stage, log }: { stage: string; log?: Pick<Log, 'warn'> }): Metrics {
  const emf = new Emf({ namespace: metricNamespace, serviceName, defaultDimensions: { stage } });
  return {
    emit(metric, value, { tier, route, company } = {}) {
      if (!Number.isFinite(value)) {
        log?.warn('metric sample is not a number', { metric });
        return;
      }
      const sample = emf.singleMetric();
      const details = { ...(tier ? { tier } : {}), ...(route ? { route } : {}) };
      if (Object.keys(details).length > 0) sample.addDimensions({}).addDimensions(details);
      if (company) sample.addMetadata('company', company);
      sample.addMetric(metrics[metric].name, metrics[metric].unit, value);
    },
  };
}
