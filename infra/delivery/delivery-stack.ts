import { type App, ArnFormat, Duration, Stack, Token } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { SnsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Operation } from '#infra/delivery/operation.ts';
import { nameIn, stackProps } from '#infra/named.ts';
import type { Stage } from '#infra/stages.ts';
import { env, releaseNames } from '#lib/names.ts';
import { releasedEntries } from '#lib/routes.ts';

/** Back to a good release when the alarm fires, and the record of which releases are good. All it touches it knows by name. */
export class DeliveryStack extends Stack {
  readonly #stage: Stage;

  constructor(app: App, stage: Stage) {
    super(app, nameIn(stage, 'delivery'), stackProps(stage, 'delivery', 'the way back, and what is known to be good'));
    this.#stage = stage;
    const { parameters } = releaseNames(stage.name);
    // The function and scripts/rollback.sh read here whom to tell.
    new StringParameter(this, 'Topic', {
      parameterName: `${parameters}topic`,
      description: 'Who is told of a rollback',
      stringValue: this.#topic(),
    });
    this.#rollback();
    this.#markGood();
  }

  #rollback(): void {
    const { rollbackAlarm } = releaseNames(this.#stage.name);
    // Room of its own: a release that hangs takes all there is. One, because two at once would do no harm and no good.
    const room = this.#stage.reservesRollback ? { atOnce: 1 } : {};
    const rollback = new Operation(this, {
      stage: this.#stage,
      entry: 'rollback',
      timeoutMs: 120_000,
      ...room,
      // A run that broke off is gone on with. One that never came to its end has told nobody: then Lambda does.
      failing: {
        triesAgain: 2,
        withinMinutes: 15,
        tells: new SnsDestination(Topic.fromTopicArn(this, 'Critical', this.#topic())),
      },
    });
    rollback.on(`CS AI: ${rollbackAlarm} fires`, {
      eventPattern: {
        source: ['aws.cloudwatch'],
        detailType: ['CloudWatch Alarm State Change'],
        detail: { alarmName: [rollbackAlarm], state: { value: ['ALARM'] } },
      },
    });
    this.#look(rollback);
    rollback.allow(['lambda:UpdateAlias'], ...this.#functions());
    rollback.allow(['codedeploy:StopDeployment'], ...this.#groups());
    rollback.allow(['ssm:PutParameter'], this.#parameter('rollback'));
    rollback.allow(['sns:Publish'], this.#topic());
  }

  #markGood(): void {
    const { bakeMinutes } = this.#stage;
    const environment = { [env.bakeMinutes]: String(bakeMinutes) };
    const markGood = new Operation(this, {
      stage: this.#stage,
      entry: 'mark-good',
      timeoutMs: 120_000,
      environment,
      // Done twice it does nothing more, but in five minutes the clock starts it anyway.
      failing: { triesAgain: 0, withinMinutes: 5 },
    });
    markGood.on('CS AI: looks whether what is live is good by now', { schedule: Schedule.rate(Duration.minutes(5)) });
    this.#look(markGood);
    markGood.allow(['ssm:PutParameter'], this.#parameter('good/*'), this.#parameter('candidate'));
    markGood.allow(['ssm:DeleteParameter'], this.#parameter('good/*'));
    // Only versions: without one at its end no ARN of a function is here.
    const versions = this.#functions().map((arn) => `${arn}:*`);
    markGood.allow(['lambda:DeleteFunction'], ...versions);
    for (const arn of versions) {
      markGood.standsBy(
        `AwsSolutions-IAM5[Resource::${this.#asReported(arn)}]`,
        'Versions come and go; the function itself is not among them.',
      );
    }
    markGood.standsBy(
      `AwsSolutions-IAM5[Resource::${this.#asReported(this.#parameter('good/*'))}]`,
      'One parameter for each good release: their numbers rise.',
    );
  }

  /** What both read: aliases, versions, running deployments, notes, the alarm. */
  #look(operation: Operation): void {
    const { parameters } = releaseNames(this.#stage.name);
    operation.allow(['lambda:GetAlias', 'lambda:ListVersionsByFunction'], ...this.#functions());
    operation.allow(['codedeploy:ListDeployments'], ...this.#groups());
    operation.allow(['ssm:GetParameter', 'ssm:GetParametersByPath'], this.#parameter('*'));
    operation.allow(['cloudwatch:DescribeAlarms'], '*');
    operation.standsBy(
      'AwsSolutions-IAM5[Resource::*]',
      'CloudWatch tells of composite alarms only whoever may ask for every alarm. It reads, and nothing else.',
    );
    operation.standsBy(
      `AwsSolutions-IAM5[Resource::${this.#asReported(this.#parameter('*'))}]`,
      `What is known of releases, all of it below ${parameters}: it reads, and nothing else.`,
    );
  }

  #functions(): string[] {
    return this.#names().map((name) => this.#arn('lambda', 'function', name));
  }

  #groups(): string[] {
    const { application } = releaseNames(this.#stage.name);
    return this.#names().map((name) => this.#arn('codedeploy', 'deploymentgroup', `${application}/${name}`));
  }

  #names(): string[] {
    return releasedEntries().map(releaseNames(this.#stage.name).functionName);
  }

  #topic(): string {
    return this.formatArn({ service: 'sns', resource: nameIn(this.#stage, 'critical') });
  }

  #parameter(name: string): string {
    const { parameters } = releaseNames(this.#stage.name);
    return this.formatArn({ service: 'ssm', resource: 'parameter', resourceName: `${parameters.slice(1)}${name}` });
  }

  #arn(service: string, resource: string, resourceName: string): string {
    return this.formatArn({ service, resource, resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  }

  /** cdk-nag writes what is not known before the deployment in pointed brackets. */
  #asReported(arn: string): string {
    return Token.isUnresolved(this.account) ? arn.replace(this.account, '<AWS::AccountId>') : arn;
  }
}
