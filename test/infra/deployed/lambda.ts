import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Context } from 'aws-lambda';
import type { DeployedFunction } from '#test/infra/deployed/assembly.ts';

export type RunningFunction = {
  /** What it returned; of one that streams all that it wrote, of which `onChunk` is told as it comes. */
  invoke(event: unknown, context: Context, onChunk?: (chunk: string) => void): Promise<unknown>;
  /** Every line that it wrote, to standard output or error. */
  lines(): string[];
  stop(): Promise<void>;
};

type Reply = { id: number | 'ready'; chunk?: string; result?: unknown; error?: string };

/** Starts a deployed function in a process of its own, which knows its environment and `endpoints`, and nothing of ours. */
export async function runFunction(
  deployed: DeployedFunction,
  endpoints: Record<string, string>,
): Promise<RunningFunction> {
  const { name, folder, handler, timeoutMs } = deployed;
  const child = fork(resolve('test/infra/deployed/lambda-process.ts'), [folder, handler], {
    cwd: folder,
    env: { ...deployed.environment, ...endpoints, ...lambdaEnvironment(name) },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    silent: true,
  });
  const written: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => written.push(...text.split('\n').filter((line) => line)));
  }
  const waiting = new Map<Reply['id'], (reply: Reply) => void>();
  child.on('message', (reply: Reply) => waiting.get(reply.id)?.(reply));
  await ready(child, waiting, () => written.join('\n'));

  let invocations = 0;
  return {
    async invoke(event, context, onChunk) {
      const id = ++invocations;
      const chunks: string[] = [];
      const { promise, resolve: answered, reject } = Promise.withResolvers<Reply>();
      const late = setTimeout(() => reject(new Error(`${name} timed out after ${timeoutMs} ms.`)), timeoutMs);
      waiting.set(id, (reply) => {
        if (reply.chunk === undefined) return answered(reply);
        chunks.push(reply.chunk);
        onChunk?.(reply.chunk);
      });
      const { getRemainingTimeInMillis: _, done, fail, succeed, ...plain } = context;
      child.send({ id, event, context: plain, deadline: Date.now() + timeoutMs });
      const { result, error } = await promise.finally(() => clearTimeout(late));
      waiting.delete(id);
      if (error !== undefined) throw new Error(error);
      return chunks.length > 0 ? chunks.join('') : result;
    },
    lines: () => written,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

async function ready(child: ChildProcess, waiting: Map<Reply['id'], (reply: Reply) => void>, said: () => string) {
  const { promise, resolve: isReady, reject } = Promise.withResolvers<unknown>();
  waiting.set('ready', isReady);
  const died = (code: number | null) => reject(new Error(`The function ended with ${code}: ${said()}`));
  child.once('exit', died);
  await promise;
  child.off('exit', died);
}

/** What Lambda itself puts into the environment. */
const lambdaEnvironment = (name: string): Record<string, string> => ({
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'of-its-role',
  AWS_SECRET_ACCESS_KEY: 'of-its-role',
  AWS_LAMBDA_FUNCTION_NAME: name,
  AWS_LAMBDA_FUNCTION_VERSION: '1',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1024',
  AWS_LAMBDA_LOG_FORMAT: 'JSON',
  AWS_LAMBDA_LOG_LEVEL: 'INFO',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  TZ: ':UTC',
});
