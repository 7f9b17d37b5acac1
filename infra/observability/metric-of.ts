import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { nameIn } from '#infra/named.ts';
import type { AlarmSpec, Reading, Source } from '#infra/observability/alarm-spec.ts';
import type { Stage } from '#infra/stages.ts';
import { metricNamespace, metrics, serviceName, tables } from '#lib/names.ts';

/** Where readings point to: what has a physical name is found by it. */
export type Scene = {
  stage: Stage;
  /** Of the HTTP API; only for readings of it. */
  apiId?: string;
  /** Of a deployment; only for readings of a version. */
  version?: { function: string; alias: string; number: string };
};

type Place = { namespace: string; metricName: string; dimensionsMap: Record<string, string> };

/** The metric of an alarm: its one reading, or its expression over all of them. */
export function metricOf(
  spec: Pick<AlarmSpec, 'readings' | 'expression' | 'periodS' | 'title'>,
  scene: Scene,
): IMetric {
  const period = Duration.seconds(spec.periodS);
  const using = Object.fromEntries(
    Object.entries(spec.readings).map(([name, reading]) => [name, readingOf(reading, scene, period)]),
  );
  const [only] = Object.values(using);
  if (spec.expression === undefined && only !== undefined) return only;
  return new MathExpression({ expression: spec.expression ?? '', usingMetrics: using, period, label: spec.title });
}

export function readingOf({ statistic, ...source }: Reading, scene: Scene, period: Duration, label?: string): Metric {
  return new Metric({ ...placeOf(source, scene), statistic, period, ...(label === undefined ? {} : { label }) });
}

/** The dimensions must be exactly those under which samples are written, or an alarm sees nothing. */
function placeOf(source: Source, { stage, apiId, version }: Scene): Place {
  switch (source.of) {
    case 'own':
      return ours(source.metric, { service: serviceName, stage: stage.name });
    case 'function':
      return lambda(source.metric, { FunctionName: nameIn(stage, source.entry) });
    case 'version': {
      if (version === undefined)
        throw new Error(`${source.metric} of a version is asked for, and no version is given.`);
      const { function: name, alias, number } = version;
      if (source.metric === 'Errors' || source.metric === 'Invocations') {
        // By hand: Version.metricErrors() of the CDK names a Resource that Lambda never writes.
        return lambda(source.metric, { FunctionName: name, Resource: `${name}:${alias}`, ExecutedVersion: number });
      }
      return ours(source.metric, { service: serviceName, stage: stage.name, function: name, version: number });
    }
    case 'api':
      if (apiId === undefined) throw new Error(`${source.metric} of the API is asked for, and no API is given.`);
      return {
        namespace: 'AWS/ApiGateway',
        metricName: source.metric,
        dimensionsMap: { ApiId: apiId, Stage: '$default' },
      };
    case 'failedJobs':
      return {
        namespace: 'AWS/SQS',
        metricName: source.metric,
        dimensionsMap: { QueueName: nameIn(stage, 'failed-jobs') },
      };
    case 'table':
      return {
        namespace: 'AWS/DynamoDB',
        metricName: source.metric,
        dimensionsMap: { TableName: nameIn(stage, tables[source.table].name) },
      };
    default:
      return source satisfies never;
  }
}

const ours = (metric: keyof typeof metrics, dimensionsMap: Record<string, string>): Place => ({
  namespace: metricNamespace,
  metricName: metrics[metric].name,
  dimensionsMap,
});

const lambda = (metricName: string, dimensionsMap: Record<string, string>): Place => ({
  namespace: 'AWS/Lambda',
  metricName,
  dimensionsMap,
});
