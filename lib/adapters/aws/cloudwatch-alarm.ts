import { type CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import type { RollbackAlarm } from '#lib/ports/releases.ts';

/** A composite alarm of CloudWatch. */
export const cloudwatchAlarm = ({ client, name }: { client: CloudWatchClient; name: string }): RollbackAlarm => ({
  async state() {
    // Without its type a composite alarm is not listed.
    const { CompositeAlarms = [] } = await client.send(
      new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes: ['CompositeAlarm'] }),
    );
    const [alarm] = CompositeAlarms;
    if (alarm === undefined) return undefined;
    const changed = alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp ?? new Date(0);
    return { firing: alarm.StateValue === 'ALARM', since: changed.toISOString() };
  },
});
