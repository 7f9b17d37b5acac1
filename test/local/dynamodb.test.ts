import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { dynamodbStores } from '#lib/adapters/dynamodb/stores.ts';
import { tables } from '#lib/names.ts';
import { createTables } from '#local/dynamodb/create-tables.ts';
import { findJava, whyNoDynamoDbLocal } from '#local/dynamodb/dynamodb-local.ts';
import { startEmbeddedDynamo } from '#local/dynamodb/embedded.ts';
import { documentClient } from '#test/support/dynamodb.ts';
import { sampleCall } from '#test/support/samples.ts';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cs-ai-dynamo-'));
  folders.push(folder);
  return folder;
}

/** Past the highest number that Linux and macOS give. */
const pidOfNobody = 2 ** 22 + 1;

describe('the embedded DynamoDB', () => {
  it('creates every table once, and again means nothing', async () => {
    const dynamo = await startEmbeddedDynamo();
    const client = documentClient(dynamo.endpoint);
    await createTables(client, { tablePrefix: 'a-' });
    await createTables(client, { tablePrefix: 'a-' });
    const { TableNames } = await client.send(new ListTablesCommand());
    expect(TableNames?.sort()).toEqual(
      Object.values(tables)
        .map(({ name }) => `a-${name}`)
        .sort(),
    );
    await dynamo.close();
  });

  it('says who has its folder when it is in use, and takes it over from a run that died', async () => {
    const path = await freshFolder();
    const dynamo = await startEmbeddedDynamo({ path });
    await expect(startEmbeddedDynamo({ path })).rejects.toThrow(`${path} is in use by process ${process.pid}.`);
    await dynamo.close();
    await writeFile(join(path, 'owner.pid'), String(process.pid));
    await (await startEmbeddedDynamo({ path })).close();
    await writeFile(join(path, 'owner.pid'), String(process.ppid));
    await expect(startEmbeddedDynamo({ path })).rejects.toThrow(`in use by process ${process.ppid}.`);
    await writeFile(join(path, 'owner.pid'), String(pidOfNobody));
    await (await startEmbeddedDynamo({ path })).close();
  });

  it('keeps what was written in its folder, and lets go of port and folder when it closes', async () => {
    const path = await freshFolder();
    const call = sampleCall();
    const first = await startEmbeddedDynamo({ path });
    await createTables(documentClient(first.endpoint));
    await dynamodbStores(documentClient(first.endpoint)).calls.createOnce(call);
    await first.close();
    const second = await startEmbeddedDynamo({ path, port: Number(new URL(first.endpoint).port) });
    expect(second.endpoint).toBe(first.endpoint);
    await createTables(documentClient(second.endpoint));
    expect(await dynamodbStores(documentClient(second.endpoint)).calls.find(call.callSid)).toEqual(call);
    await second.close();
  });

  it('says so when its port is taken', async () => {
    const dynamo = await startEmbeddedDynamo();
    const port = Number(new URL(dynamo.endpoint).port);
    await expect(startEmbeddedDynamo({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await dynamo.close();
  });
});

describe('looking for Java', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('finds none where there is none, and says so', () => {
    vi.stubEnv('PATH', tmpdir());
    vi.stubEnv('JAVA_HOME', tmpdir());
    expect(findJava()).toBeUndefined();
    expect(whyNoDynamoDbLocal()).toMatch(/no Java here|not installed/);
  });
});

const missing = whyNoDynamoDbLocal();
describe.skipIf(missing !== undefined)(`DynamoDB Local${missing ? ` (skipped: ${missing})` : ''}`, () => {
  it('dies with the process that started it, even one that was killed', async () => {
    const code = `
      import { startDynamoDbLocal } from '#local/dynamodb/dynamodb-local.ts';
      console.log((await startDynamoDbLocal()).endpoint);
      setInterval(() => {}, 1000);
    `;
    const owner: ChildProcess = spawn(process.execPath, ['--input-type=module-typescript', '-e', code], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [endpoint] = await once(createInterface({ input: owner.stdout as NodeJS.ReadableStream }), 'line');
    expect((await fetch(endpoint)).status).toBe(400);
    owner.kill('SIGKILL');
    await vi.waitFor(() => expect(fetch(endpoint)).rejects.toThrow(), { timeout: 10_000 });
  });
});
