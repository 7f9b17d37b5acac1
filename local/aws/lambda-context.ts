import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';

export type LambdaContextOptions = {
  functionName: string;
  /** Default: `$LATEST`. */
  version?: string;
  /** The same for a repeat of the same event, as in Lambda. */
  awsRequestId?: string;
  /** The function's time limit. */
  timeoutMs?: number;
  /** Epoch milliseconds. */
  now?: () => number;
};

/** What Lambda hands a handler beside the event. */
export function lambdaContext(options: LambdaContextOptions): Context {
  const { functionName, version = '$LATEST', timeoutMs = 30_000, now = Date.now } = options;
  const startedAt = now();
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion: version,
    invokedFunctionArn: functionArn(functionName),
    memoryLimitInMB: '1024',
    awsRequestId: options.awsRequestId ?? randomUUID(),
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: `${new Date(startedAt).toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]local`,
    getRemainingTimeInMillis: () => Math.max(0, startedAt + timeoutMs - now()),
    done: useReturn,
    fail: useReturn,
    succeed: useReturn,
  };
}

export const functionArn = (functionName: string): string =>
  `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`;

/** Long gone in AWS: the Node 24 runtime takes only what an async handler returns or throws. */
function useReturn(): never {
  throw new Error('context.done, fail and succeed are gone: return a value or throw.');
}
