import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LocalDynamo } from '#local/dynamodb/embedded.ts';

const startsWithinMs = 20_000;

/** The embedded database in a process of its own. It ends with this one. */
export async function startDatabaseProcess(): Promise<LocalDynamo> {
  const child = fork(join(import.meta.dirname, 'database-process.ts'), { execArgv: [] });
  const endpoint = await endpointOf(child);
  return {
    endpoint,
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

async function endpointOf(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  child.once('message', (endpoint) => resolve(String(endpoint)));
  child.once('exit', (code) => reject(new Error(`The database ended with code ${code} before it was ready.`)));
  child.once('error', reject);
  const timer = setTimeout(() => {
    child.kill();
    reject(new Error(`The database was not ready after ${startsWithinMs} ms.`));
  }, startsWithinMs);
  return promise.finally(() => clearTimeout(timer));
}
