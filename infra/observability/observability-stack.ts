import { type App, Stack } from 'aws-cdk-lib';
import { AlarmRule, AlarmState, CompositeAlarm, type IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { nameIn, stackProps } from '#infra/named.ts';
import { alarmOf } from '#infra/observability/alarm-of.ts';
import type { AlarmSpec, Severity } from '#infra/observability/alarm-spec.ts';
import { alarms, rollbackAlarmId } from '#infra/observability/alarms.ts';
import { AlertTopic, alertKey } from '#infra/observability/alert-topic.ts';
import { addDashboard } from '#infra/observability/dashboard.ts';
import { addMaintenance } from '#infra/observability/maintenance.ts';
import type { Scene } from '#infra/observability/metric-of.ts';
import type { Stage } from '#infra/stages.ts';

/** Who is told of what: topics, alarms from their data, the composite alarm that takes us back, the dashboard. */
export class ObservabilityStack extends Stack {
  /** `cs-ai-<stage>-rollback`: any of the rollback alarms. */
  readonly rollback: CompositeAlarm;

  constructor(app: App, stage: Stage, { apiId }: { apiId: string }) {
    super(app, nameIn(stage, 'observability'), stackProps(stage, 'observability', 'topics, alarms, dashboard'));
    const scene: Scene = { stage, apiId };
    const key = alertKey(this, stage);
    const critical = new SnsAction(new AlertTopic(this, { stage, severity: 'critical', key }).topic);
    const warning = new SnsAction(new AlertTopic(this, { stage, severity: 'warning', key }).topic);
    const made = alarms.map((spec) => ({ spec, alarm: alarmOf(this, spec, scene) }));
    const of = (severity: Severity): IAlarm[] =>
      made.filter(({ spec }: { spec: AlarmSpec }) => spec.severity === severity).map(({ alarm }) => alarm);
    for (const { spec, alarm } of made) {
      // Those of the way back tell together, through the composite: one message and not four.
      if (spec.severity === 'rollback') continue;
      const action = spec.severity === 'critical' ? critical : warning;
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
    }
    this.rollback = new CompositeAlarm(this, 'Rollback', {
      compositeAlarmName: nameIn(stage, rollbackAlarmId),
      alarmDescription: `The aliases of ${stage.name} go back to the last known good versions, once, by themselves. Runbook: docs/runbook.md#${rollbackAlarmId}`,
      alarmRule: AlarmRule.anyOf(...of('rollback').map((alarm) => AlarmRule.fromAlarm(alarm, AlarmState.ALARM))),
    });
    this.rollback.addAlarmAction(critical);
    this.rollback.addOkAction(critical);
    const everyAlarm = [...of('critical'), this.rollback, ...of('rollback'), ...of('warning')];
    addDashboard(this, scene, everyAlarm);
    addMaintenance(this, stage, everyAlarm);
  }
}
