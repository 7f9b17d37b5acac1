import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { AppError } from '#lib/domain/errors.ts';
import type { DeployedFunctions } from '#lib/ports/release-hooks.ts';

/** Lambda's Invoke, which waits for the answer. */
export const lambdaAsk = (client: LambdaClient): DeployedFunctions => ({
  async ask(FunctionName, Qualifier, event) {
    const { FunctionError, Payload } = await client.send(
      new InvokeCommand({ FunctionName, Qualifier, Payload: JSON.stringify(event) }),
    );
    const text = Payload?.transformToString() ?? '';
    if (FunctionError !== undefined) {
      throw new AppError('conflict', `${FunctionName}:${Qualifier} failed: ${text.slice(0, 500)}`);
    }
    try {
      return JSON.parse(text);
    } catch {
      // What streams its answer sends no JSON.
      return text;
    }
  },
});
