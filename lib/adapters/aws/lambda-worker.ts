import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { Worker } from '#lib/ports/worker.ts';

type Options = {
  client: LambdaClient;
  /** The turn worker: a name, an ARN, or either with `:alias`. */
  functionName: string;
  /** The afterwards worker, in the same way. */
  afterwardsFunction: string;
};

/** The workers as Lambdas of their own, invoked asynchronously: Lambda takes a job with 202 and runs it, at least once. */
export function lambdaWorker({ client, functionName, afterwardsFunction }: Options): Worker {
  async function invoke(name: string, job: object): Promise<void> {
    const { StatusCode } = await client.send(
      new InvokeCommand({ FunctionName: name, InvocationType: 'Event', Payload: JSON.stringify(job) }),
    );
    if (StatusCode !== 202) {
      throw new Error(`Lambda did not take the job for ${name}: it answered ${StatusCode}, not 202.`);
    }
  }
  return {
    start: (job) => invoke(functionName, job),
    startAfterwards: (job) => invoke(afterwardsFunction, job),
  };
}
