import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Alias,
  ApplicationLogLevel,
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  type Version,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from '#infra/constructs/acknowledge.ts';
import { bundledCode } from '#infra/constructs/bundled-code.ts';
import { nameIn } from '#infra/named.ts';
import type { Stage } from '#infra/stages.ts';
import { env } from '#lib/names.ts';

/** Callers always ask this alias, never a function as such. */
export const liveAlias = 'live';

export type ServedFunctionProps = {
  readonly stage: Stage;
  /** The file in functions/, without its ending. */
  readonly entry: string;
  readonly memoryMb: number;
  readonly timeoutMs: number;
  /** Beside the stage and the build. Plain values only, never a secret. */
  readonly environment: Readonly<Record<string, string>>;
};

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

  constructor(scope: Construct, { stage, entry, memoryMb, timeoutMs, environment }: ServedFunctionProps) {
    super(scope, entry);
    this.entry = entry;
    this.name = nameIn(stage, entry);
    this.timeoutMs = timeoutMs;
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${this.name}`,
      retention: stage.logDays as RetentionDays,
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    // Its own, with no more than its own log group: what else it may touch is said in the service stack, a line each.
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    this.fn = new LambdaFunction(this, 'Function', {
      functionName: this.name,
      description: `CS AI, ${stage.name}: functions/${entry}.ts`,
      code: bundledCode(entry),
      handler: `${entry}.handler`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: memoryMb,
      timeout: Duration.millis(timeoutMs),
      environment: { [env.stage]: stage.name, [env.version]: stage.buildId, ...environment },
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.INFO,
      // Without it CloudFormation deletes the version before, and there would be nothing to go back to.
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN, description: stage.buildId },
    });
    acknowledge(
      this.fn,
      'Serverless-LambdaDLQ',
      'Who is asked by the API answers at once or not at all; a job that fails goes from the alias to the failed jobs.',
    );
    acknowledge(
      this.fn,
      'Serverless-LambdaTracing',
      'An HTTP API takes no part in X-Ray. Every line of the log has the ids by which a call is followed.',
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
