import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '#infra/constructs/acknowledge.ts';
import type { ServedFunction } from '#infra/constructs/served-function.ts';
import { nameIn } from '#infra/named.ts';
import type { Stage } from '#infra/stages.ts';

/** What runs without anybody waiting for it: jobs that functions hand to workers, and what the clock starts. */
export class Background extends Construct {
  /** Where a job's event ends that no worker took or finished. It holds ids, and nothing that was said. */
  readonly failedJobs: Queue;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    this.failedJobs = new Queue(this, 'FailedJobs', {
      queueName: nameIn(stage, 'failed-jobs'),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    const end = 'It is where failed jobs end: nobody takes from it but a person who looks.';
    for (const id of ['AwsSolutions-SQS3', 'Serverless-SQSRedrivePolicy']) acknowledge(this.failedJobs, id, end);
  }

  /**
   * Started by other functions, and never tried again by Lambda, whose second try comes a minute later: who waits for a turn
   * starts another worker after 2.5 seconds, and what is left of the outbox the sweep takes. `waitsMs` is how long a job may
   * stand in line while there is no room for it.
   */
  job({ alias }: ServedFunction, { waitsMs }: { waitsMs: number }): void {
    alias.configureAsyncInvoke({
      retryAttempts: 0,
      maxEventAge: Duration.millis(waitsMs),
      onFailure: new SqsDestination(this.failedJobs),
    });
  }

  /** Run by the clock. A run that fails is not repeated: the next one does its work. */
  clockwork(served: ServedFunction, { everyMinutes }: { everyMinutes: number }): void {
    this.job(served, { waitsMs: 60_000 });
    const every = Duration.minutes(everyMinutes);
    const rule = new Rule(this, served.entry, {
      ruleName: served.name,
      description: `CS AI: starts ${served.name}`,
      schedule: Schedule.rate(every),
      targets: [new LambdaFunction(served.alias, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
    });
    acknowledge(
      rule,
      'Serverless-EventBusDLQ',
      'A run that never began holds nothing to keep: the next one does its work.',
    );
  }
}
