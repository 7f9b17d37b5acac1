import { Alias, type Function as LambdaFunction, type Version } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledge } from '#infra/constructs/acknowledge.ts';
import { deployedFunction, type FunctionProps } from '#infra/constructs/deployed-function.ts';
import { nameIn } from '#infra/named.ts';
import { liveAlias } from '#lib/names.ts';

/** A function as it is served: its code, its role and log group of its own, a version for each build, and the alias `live`. */
export class ServedFunction extends Construct {
  readonly entry: string;
  /** The physical name, `cs-ai-<stage>-<entry>`. */
  readonly name: string;
  readonly timeoutMs: number;
  readonly fn: LambdaFunction;
  /** Of this build. */
  readonly version: Version;
  readonly alias: Alias;

  constructor(scope: Construct, { stage, entry, memoryMb, timeoutMs, environment }: FunctionProps) {
    super(scope, entry);
    this.entry = entry;
    this.name = nameIn(stage, entry);
    this.timeoutMs = timeoutMs;
    this.fn = deployedFunction(this, { stage, entry, memoryMb, timeoutMs, environment });
    acknowledge(
      this.fn,
      'Serverless-LambdaDLQ',
      'Who is asked by the API answers at once or not at all; a job that fails goes from the alias to the failed jobs.',
    );
    this.version = this.fn.currentVersion;
    const warm = stage.warm[entry];
    this.alias = new Alias(this, 'Live', {
      aliasName: liveAlias,
      version: this.version,
      ...(warm === undefined ? {} : { provisionedConcurrentExecutions: warm }),
    });
  }
}
