import { Duration } from 'aws-cdk-lib';
import { AlarmMuteRule, type IAlarm, ScheduleExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { nameIn } from '#infra/named.ts';
import type { Stage } from '#infra/stages.ts';

/**
 * A window in which alarms tell nobody, for work that is known to be loud: context `maintenanceFrom` (UTC, like
 * 2026-12-01T22:00) and `maintenanceMinutes`. They still change state, so the way back by itself stays on, and the
 * dashboard stays red. The next deploy without the context takes the window away.
 */
export function addMaintenance(scope: Construct, stage: Stage, alarms: readonly IAlarm[]): void {
  const said = (setting: string): string | undefined =>
    scope.node.tryGetContext(`${stage.name}:${setting}`) ?? scope.node.tryGetContext(setting);
  const from = said('maintenanceFrom');
  if (from === undefined) return;
  const [, year, month, day, hour, minute] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(from)?.map(Number) ?? [];
  const minutes = Number(said('maintenanceMinutes') ?? 60);
  if (
    year === undefined ||
    month === undefined ||
    day === undefined ||
    hour === undefined ||
    minute === undefined ||
    !(minutes >= 1 && minutes <= 24 * 60)
  ) {
    throw new Error(
      `maintenanceFrom is a time in UTC like 2026-12-01T22:00 and maintenanceMinutes 1 to 1440; they are "${from}" and "${said('maintenanceMinutes') ?? 60}".`,
    );
  }
  new AlarmMuteRule(scope, 'Maintenance', {
    alarmMuteRuleName: nameIn(stage, 'maintenance'),
    description: `CS AI, ${stage.name}: planned work of ${minutes} minutes`,
    schedule: ScheduleExpression.at({ year, month, day, hour, minute }),
    duration: Duration.minutes(minutes),
    alarms: [...alarms],
  });
}
