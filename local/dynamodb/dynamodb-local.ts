import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalDynamo } from '#local/dynamodb/embedded.ts';

/** Where the development dependency amplify-dynamodb-simulator keeps Amazon's DynamoDB Local. */
const emulator = join(import.meta.dirname, '../../node_modules/amplify-dynamodb-simulator/emulator');
const readyWithinMs = 30_000;

/** A Java that runs: JAVA_HOME's, or the first on the PATH. (On macOS /usr/bin/java may be there and be none.) */
export function findJava(): string | undefined {
  const home = process.env.JAVA_HOME;
  const candidates = home ? [join(home, 'bin', 'java'), 'java'] : ['java'];
  return candidates.find((java) => spawnSync(java, ['-version'], { stdio: 'ignore' }).status === 0);
}

/** Why DynamoDB Local cannot run here; undefined when it can. */
export function whyNoDynamoDbLocal(): string | undefined {
  if (!existsSync(join(emulator, 'DynamoDBLocal.jar'))) return 'amplify-dynamodb-simulator is not installed';
  return findJava() === undefined ? 'no Java here' : undefined;
}

/** Amazon's own DynamoDB Local, in memory, in a Java process that does not outlive this one. */
export async function startDynamoDbLocal(): Promise<LocalDynamo> {
  const missing = whyNoDynamoDbLocal();
  const java = findJava();
  if (missing !== undefined || java === undefined) throw new Error(`DynamoDB Local cannot start: ${missing}.`);
  const port = await freePort();
  const jar = ['-jar', 'DynamoDBLocal.jar', '-port', String(port), '-inMemory', '-sharedDb', '-disableTelemetry'];
  // TieredStopAtLevel=1 starts it in 1.25 s instead of 1.67 s.
  const options = ['-Djava.library.path=./DynamoDBLocal_lib', '-XX:TieredStopAtLevel=1'];
  const database = spawn(java, [...options, ...jar], { cwd: emulator, stdio: ['ignore', 'ignore', 'ignore'] });
  const guard = guardian(database);
  const close = async () => {
    guard.kill('SIGKILL');
    if (database.exitCode !== null || database.signalCode !== null) return;
    // It ignores SIGTERM for a while.
    database.kill('SIGKILL');
    await once(database, 'exit');
  };
  if (!(await ready(database, port))) {
    await close();
    throw new Error(`DynamoDB Local did not open port ${port} (exit code ${database.exitCode}).`);
  }
  return { endpoint: `http://127.0.0.1:${port}`, close };
}

/** Kills the database when we are gone, however we went: our end of the pipe is closed then. */
function guardian(database: ChildProcess): ChildProcess {
  const guard = spawn('sh', ['-c', `cat > /dev/null; kill -9 ${database.pid}`], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  database.unref();
  return guard;
}

async function ready(database: ChildProcess, port: number): Promise<boolean> {
  for (const deadline = Date.now() + readyWithinMs; Date.now() < deadline; await sleep(20)) {
    if (database.exitCode !== null) return false;
    if (await answers(port)) return true;
  }
  return false;
}

function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  return new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  }).finally(() => socket.destroy());
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
