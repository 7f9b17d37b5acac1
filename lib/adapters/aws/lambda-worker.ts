import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { Worker } from '#lib/ports/worker.ts';

/**
 * The turn worker as a Lambda of its own, invoked asynchronously: Lambda takes the job with 202 and runs it, at least once.
 * `functionName` may be a name, an ARN, or either with `:alias`.
 */
export function lambdaWorker({ client, functionName }: { client: LambdaClient; functionName: string }): Worker {
  return {
    async start(job) {
      const { StatusCode } = await client.send(
        new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event', Payload: JSON.stringify(job) }),
      );
      if (StatusCode !== 202) {
        throw new Error(`Lambda did not take the job for ${functionName}: it answered ${StatusCode}, not 202.`);
      }
    },
  };
}
