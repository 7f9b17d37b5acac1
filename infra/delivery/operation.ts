import { Duration } from 'aws-cdk-lib';
import { Rule, type RuleProps } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IDestination, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledge } from '#infra/constructs/acknowledge.ts';
import { deployedFunction } from '#infra/constructs/deployed-function.ts';
import { nameIn } from '#infra/named.ts';
import type { Stage } from '#infra/stages.ts';

export type OperationProps = {
  readonly stage: Stage;
  /** The file in functions/, without its ending. */
  readonly entry: string;
  readonly timeoutMs: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly atOnce?: number;
  /** What becomes of a run that fails. Default: the next one does its work. */
  readonly failing?: Failing;
};

/** Everything here is started asynchronously: without a word of ours Lambda runs what fails twice more, minutes later. */
export type Failing = {
  readonly triesAgain: 0 | 1 | 2;
  /** How old an event may get, waiting for room and for its tries. */
  readonly withinMinutes: number;
  /** Who is told of an event that was given up. */
  readonly tells?: IDestination;
};
const givenUp: Failing = { triesAgain: 0, withinMinutes: 1 };

/** A function that looks after releases and has no part in one: no alias, no version, no shift. */
export class Operation extends Construct {
  readonly fn: LambdaFunction;
  readonly #name: string;
  readonly #failing: Failing;

  constructor(scope: Construct, { entry, environment = {}, failing = givenUp, ...props }: OperationProps) {
    super(scope, entry);
    this.#failing = failing;
    this.#name = nameIn(props.stage, entry);
    this.fn = deployedFunction(this, { entry, environment, memoryMb: 512, ...props });
    this.fn.configureAsyncInvoke({
      retryAttempts: failing.triesAgain,
      maxEventAge: Duration.minutes(failing.withinMinutes),
      ...(failing.tells === undefined ? {} : { onFailure: failing.tells }),
    });
    if (failing.tells === undefined) {
      acknowledge(
        this.fn,
        'Serverless-LambdaAsyncFailureDestination',
        'The event holds nothing to keep, and who started it sees what came of it: the next run, or a deployment that fails.',
      );
    }
    acknowledge(
      this.fn,
      'Serverless-LambdaDLQ',
      'What starts it starts it again: a clock in minutes, CodeDeploy by failing. Of an alarm that was not answered the topic is told.',
    );
  }

  /** Starts it. Twice over the same tries: the rule's are to hand the event to Lambda, Lambda's own to have it done. */
  on(description: string, rule: RuleProps): Rule {
    const { triesAgain, withinMinutes } = this.#failing;
    const target = { retryAttempts: triesAgain, maxEventAge: Duration.minutes(withinMinutes) };
    const made = new Rule(this, 'Rule', {
      ruleName: this.#name,
      description,
      ...rule,
      targets: [new LambdaTarget(this.fn, target)],
    });
    acknowledge(
      made,
      'Serverless-EventBusDLQ',
      'The event holds nothing to keep: it says that it is time, or that an alarm is on.',
    );
    return made;
  }

  allow(actions: readonly string[], ...resources: string[]): void {
    this.fn.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources }));
  }

  /** A finding of its role that stands, and why. */
  standsBy(id: string, reason: string): void {
    if (this.fn.role) acknowledge(this.fn.role, id, reason);
  }
}
