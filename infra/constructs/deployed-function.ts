import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { acknowledge } from '#infra/constructs/acknowledge.ts';
import { bundledCode } from '#infra/constructs/bundled-code.ts';
import { nameIn } from '#infra/named.ts';
import type { Stage } from '#infra/stages.ts';
import { env } from '#lib/names.ts';

export type FunctionProps = {
  readonly stage: Stage;
  /** The file in functions/, without its ending. */
  readonly entry: string;
  readonly memoryMb: number;
  readonly timeoutMs: number;
  /** Beside the stage and the build. Plain values only, never a secret. */
  readonly environment: Readonly<Record<string, string>>;
  /** How many may run at once; absent: as many as the account has room for. */
  readonly atOnce?: number;
};

/** One file of functions/ as a Lambda function, `cs-ai-<stage>-<entry>`, with a log group and a role of its own. */
export function deployedFunction(
  scope: Construct,
  { stage, entry, memoryMb, timeoutMs, environment, atOnce }: FunctionProps,
): LambdaFunction {
  const name = nameIn(stage, entry);
  const logGroup = new LogGroup(scope, 'Logs', {
    logGroupName: `/aws/lambda/${name}`,
    retention: stage.logDays as RetentionDays,
    removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  // Its own, with no more than its own log group: what else it may touch is said in the service stack, a line each.
  const role = new Role(scope, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  const fn = new LambdaFunction(scope, 'Function', {
    functionName: name,
    description: `CS AI, ${stage.name}: functions/${entry}.ts`,
    code: bundledCode(entry),
    handler: `${entry}.handler`,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    memorySize: memoryMb,
    timeout: Duration.millis(timeoutMs),
    environment: { [env.stage]: stage.name, [env.version]: stage.buildId, ...environment },
    role,
    ...(atOnce === undefined ? {} : { reservedConcurrentExecutions: atOnce }),
    logGroup,
    loggingFormat: LoggingFormat.JSON,
    applicationLogLevelV2: ApplicationLogLevel.INFO,
    systemLogLevelV2: SystemLogLevel.INFO,
    // Without it CloudFormation deletes the version before, and there would be nothing to go back to.
    currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN, description: stage.buildId },
  });
  acknowledge(
    fn,
    'Serverless-LambdaTracing',
    'An HTTP API takes no part in X-Ray. Every line of the log has the ids by which a call is followed.',
  );
  return fn;
}
