import type { AlarmSpec } from '#infra/observability/alarm-spec.ts';
import { quietAlarms } from '#infra/observability/alarms/behind-the-call.ts';
import { callerAlarms } from '#infra/observability/alarms/callers.ts';
import { rollbackAlarms } from '#infra/observability/alarms/rollback.ts';

/** Every alarm of a stage, as data. Each has its article in docs/runbook.md under its id. */
export const alarms: readonly AlarmSpec[] = [...callerAlarms, ...rollbackAlarms, ...quietAlarms];

/** The alarm that EventBridge and CodeDeploy listen to: any of the rollback alarms. Its name in a stage ends in this. */
export const rollbackAlarmId = 'rollback';
