import { Duration } from 'aws-cdk-lib';
import { Rule, type RuleProps } from 'aws-cdk-lib/aws-events';
import { type LambdaFunctionProps, LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
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
};

/** A function that looks after releases and has no part in one: no alias, no version, no shift. */
export class Operation extends Construct {
  readonly fn: LambdaFunction;
  readonly #name: string;

  constructor(scope: Construct, { entry, environment = {}, ...props }: OperationProps) {
    super(scope, entry);
    this.#name = nameIn(props.stage, entry);
    this.fn = deployedFunction(this, { entry, environment, memoryMb: 512, ...props });
    acknowledge(
      this.fn,
      'Serverless-LambdaDLQ',
      'What starts it starts it again: a clock in minutes, CodeDeploy by failing, an alarm by two more tries and by waking a person.',
    );
  }

  /** Starts it. A run that fails is tried again only where `target` says so. */
  on(description: string, rule: RuleProps, target: LambdaFunctionProps = { retryAttempts: 0 }): Rule {
    const made = new Rule(this, 'Rule', {
      ruleName: this.#name,
      description,
      ...rule,
      targets: [new LambdaTarget(this.fn, { maxEventAge: Duration.minutes(5), ...target })],
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
