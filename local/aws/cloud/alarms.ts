import { type AwsRequest, type AwsResponse, awsError } from '#local/aws/json-server.ts';

type State = { value: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'; since: number };

/** The state of composite alarms in CloudWatch. */
export class LocalAlarms {
  readonly #states = new Map<string, State>();

  /** `since` in epoch milliseconds. */
  set(name: string, value: State['value'], since: number): void {
    this.#states.set(name, { value, since });
  }

  answer(operation: string, { body }: AwsRequest): AwsResponse {
    if (operation !== 'DescribeAlarms') return awsError(400, 'UnknownOperationException', `${operation} is not here.`);
    const { AlarmNames = [], AlarmTypes = ['MetricAlarm'] } = JSON.parse(body) as {
      AlarmNames?: string[];
      AlarmTypes?: string[];
    };
    const found = AlarmTypes.includes('CompositeAlarm')
      ? [...this.#states].filter(([name]) => AlarmNames.includes(name))
      : [];
    return {
      status: 200,
      json: {
        MetricAlarms: [],
        CompositeAlarms: found.map(([AlarmName, { value, since }]) => ({
          AlarmName,
          StateValue: value,
          StateTransitionedTimestamp: since / 1000,
          StateUpdatedTimestamp: since / 1000,
        })),
      },
    };
  }
}
