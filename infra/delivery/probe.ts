import { Duration } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { Operation } from '#infra/delivery/operation.ts';
import type { Stage } from '#infra/stages.ts';

/**
 * Asks the public address each minute how we are. It may touch nothing: whoever asks from outside may not either. Never twice
 * for one minute: a late second look would say of another minute how we are, and a minute that says nothing counts as failing.
 */
export function addProbe(scope: Construct, stage: Stage, settings: Readonly<Record<string, string>>): Operation {
  const probe = new Operation(scope, { stage, entry: 'probe', timeoutMs: 15_000, environment: settings });
  probe.on('CS AI: asks the public address how we are', { schedule: Schedule.rate(Duration.minutes(1)) });
  return probe;
}
