import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { nameIn } from '#infra/named.ts';
import { type AlarmSpec, letterOf } from '#infra/observability/alarm-spec.ts';
import { metricOf, type Scene } from '#infra/observability/metric-of.ts';

const operators = {
  '>': ComparisonOperator.GREATER_THAN_THRESHOLD,
  '>=': ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  '<': ComparisonOperator.LESS_THAN_THRESHOLD,
} as const;

/**
 * A CloudWatch alarm from its data, named `cs-ai-<stage>-<id>`. Another name for one that stands more than once in a stage:
 * `new version of speech fails` does so for each function.
 */
export function alarmOf(scope: Construct, spec: AlarmSpec, scene: Scene, name: string = spec.id): Alarm {
  return new Alarm(scope, name, {
    alarmName: nameIn(scene.stage, name),
    alarmDescription: letterOf(spec, scene.stage.name),
    metric: metricOf(spec, scene),
    comparisonOperator: operators[spec.comparison],
    threshold: spec.threshold,
    evaluationPeriods: spec.datapoints.n,
    datapointsToAlarm: spec.datapoints.m,
    treatMissingData: spec.missing === 'breaching' ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
  });
}
