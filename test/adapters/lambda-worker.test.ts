import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Context } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lambdaWorker } from '#lib/adapters/aws/lambda-worker.ts';
import type { TurnJob } from '#lib/ports/worker.ts';
import { type LocalLambda, startLambda } from '#local/aws/lambda.ts';

const job: TurnJob = { kind: 'answer', companyId: 'acme', sessionId: 'sess_CA1', turn: 3 };

let local: LocalLambda;
let client: LambdaClient;
let ran: { event: unknown; context: Context }[];
let errors: unknown[];
let turn: (event: unknown, context: Context) => Promise<unknown>;

beforeEach(async () => {
  ran = [];
  errors = [];
  turn = async () => 'done';
  local = await startLambda({
    functions: {
      turn: async (event, context) => {
        ran.push({ event, context });
        return turn(event, context);
      },
    },
    onError: (error, functionName) => errors.push([functionName, error]),
  });
  client = new LambdaClient({
    endpoint: local.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
});

afterEach(async () => {
  client.destroy();
  await local.close();
});

const worker = (functionName = 'turn') => lambdaWorker({ client, functionName, afterwardsFunction: 'afterwards' });

describe('starting the turn worker', () => {
  test('hands the job over and does not wait for it', async () => {
    const gate = Promise.withResolvers<void>();
    turn = () => gate.promise;
    await worker().start(job);
    gate.resolve();
    await local.settled();
    expect(ran.map(({ event }) => event)).toEqual([job]);
    expect(local.invocations).toEqual([{ functionName: 'turn', type: 'Event', event: job, fate: 'run' }]);
  });

  test.each(['turn:live', 'arn:aws:lambda:us-east-1:000000000000:function:turn:live'])(
    'finds it as %s',
    async (name) => {
      await worker(name).start(job);
      await local.settled();
      expect(ran).toHaveLength(1);
    },
  );

  test('throws when there is no such function', async () => {
    await expect(worker('nothing').start(job)).rejects.toThrow('Function not found');
  });

  test('throws when Lambda is in trouble, and nothing has run', async () => {
    local.failNext();
    await expect(worker().start(job)).rejects.toThrow('Told to fail');
    await local.settled();
    expect(ran).toEqual([]);
  });

  test('throws when an answer says anything but that the job was taken', async () => {
    const asked = { send: async () => ({ StatusCode: 200 }) } as unknown as LambdaClient;
    await expect(
      lambdaWorker({ client: asked, functionName: 'turn', afterwardsFunction: 'afterwards' }).start(job),
    ).rejects.toThrow('200, not 202');
  });
});

describe('the local Lambda', () => {
  test('runs an event twice, with the same request id, when told to', async () => {
    local.duplicateNext();
    await worker().start(job);
    await worker().start({ ...job, turn: 4 });
    await local.settled();
    expect(ran.map(({ event }) => event)).toEqual([job, job, { ...job, turn: 4 }]);
    expect(ran[0]?.context.awsRequestId).toBe(ran[1]?.context.awsRequestId);
    expect(ran[0]?.context.awsRequestId).not.toBe(ran[2]?.context.awsRequestId);
  });

  test('takes an event and loses it when told to', async () => {
    local.dropNext();
    await worker().start(job);
    await local.settled();
    expect(ran).toEqual([]);
    expect(local.invocations).toMatchObject([{ fate: 'dropped' }]);
  });

  test('tells of a handler that threw, and goes on', async () => {
    const mishap = new Error('no luck');
    turn = () => Promise.reject(mishap);
    await worker().start(job);
    await local.settled();
    expect(errors).toEqual([['turn', mishap]]);
  });

  test('has settled only when what a handler started has ended too', async () => {
    turn = async (event) => {
      const { turn: number } = event as TurnJob;
      if (number < 6) await worker().start({ ...job, turn: number + 1 });
    };
    await worker().start(job);
    await local.settled();
    expect(ran.map(({ event }) => (event as TurnJob).turn)).toEqual([3, 4, 5, 6]);
  });

  test('answers with what the function returned, when somebody waits for it', async () => {
    turn = async (event) => ({ heard: event });
    const { StatusCode, Payload } = await client.send(
      new InvokeCommand({ FunctionName: 'turn', Payload: JSON.stringify(job) }),
    );
    expect(StatusCode).toBe(200);
    expect(JSON.parse(Payload?.transformToString() ?? '')).toEqual({ heard: job });
  });

  test('answers with the error of the function, as the runtime words it', async () => {
    turn = () => Promise.reject(new TypeError('no luck'));
    const { FunctionError, Payload } = await client.send(new InvokeCommand({ FunctionName: 'turn' }));
    expect(FunctionError).toBe('Unhandled');
    expect(JSON.parse(Payload?.transformToString() ?? '')).toMatchObject({
      errorType: 'TypeError',
      errorMessage: 'no luck',
    });
  });

  test('refuses what AWS would refuse: no signature, no JSON, too much', async () => {
    const url = `${local.endpoint}/2015-03-31/functions/turn/invocations`;
    expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(403);
    const invoke = (Payload: string) =>
      client.send(new InvokeCommand({ FunctionName: 'turn', InvocationType: 'Event', Payload }));
    await expect(invoke('{')).rejects.toThrow('Could not parse request body');
    await expect(invoke(JSON.stringify('x'.repeat(1_048_577)))).rejects.toMatchObject({
      name: 'RequestTooLargeException',
    });
    expect(ran).toEqual([]);
  });

  test('gives a context like that of Lambda', async () => {
    await worker().start(job);
    await local.settled();
    const context = ran[0]?.context;
    expect(context).toMatchObject({
      functionName: 'turn',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:turn',
    });
    expect(context?.getRemainingTimeInMillis()).toBeGreaterThan(20_000);
  });
});
