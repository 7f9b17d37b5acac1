import { expect, test } from 'vitest';
import { handler as turn } from '#functions/turn.ts';
import { lambdaContext } from '#local/aws/lambda-context.ts';
import { demo } from '#local/demo-company.ts';
import { allRows, rowsChangedSince } from '#test/support/rows.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld({ faster: 10 });

test.each([
  ['cannot be started', () => world().lambda.failNext(3)],
  ['is lost on the way', () => world().lambda.dropNext()],
  ['is started twice', () => world().lambda.duplicateNext()],
  [
    'cannot be started, and then is lost',
    () => {
      world().lambda.failNext(3);
      world().lambda.dropNext();
    },
  ],
])('a worker that %s: the caller is answered, once', async (_, breaks) => {
  const { claude, lambda } = world();
  const caller = await world().caller();
  await lambda.settled();
  breaks();
  claude.script({ text: 'Here I am.' });
  expect(await caller.says('Hello?')).toSpeak(/Here I am\.$/);
  expect(caller).toListen();
  expect(claude.requests).toHaveLength(1);
  await caller.hangsUp();
});

test('a job that Lambda hands over again when its turn is long over asks no model and writes nothing', async () => {
  const { claude, lambda } = world();
  claude.reset();
  const caller = await world().caller();
  claude.script({ text: 'Here I am.' });
  await caller.says('Hello?');
  await lambda.settled();
  const jobs = lambda.invocations.map(({ event }) => event as { kind?: string });
  const before = await allRows();
  await turn(
    jobs.findLast(({ kind }) => kind === 'answer'),
    lambdaContext({ functionName: 'turn' }),
  );
  expect(await rowsChangedSince(before)).toEqual([]);
  expect(claude.requests).toHaveLength(1);
  await caller.hangsUp();
});

test('a worker that cannot warm the model: the caller is greeted all the same', async () => {
  world().lambda.failNext(3);
  const caller = await world().caller();
  expect(caller.heard).toSpeak(/^Hello, this is Ada/);
  await caller.hangsUp();
});

test('a worker that never starts: the caller hears that it took too long, and 0 brings a person', async () => {
  const { lambda, metrics, twilio } = world();
  twilio.agents.when(demo.personPhone).answers({ talksMs: 1_000 });
  const caller = await world().caller();
  await lambda.settled();
  const failed = metrics.of('turnFailed').length;
  lambda.failNext(500);
  expect(await caller.says('Hello?')).toSpeak(/that took too long\. .* press zero/);
  expect(metrics.of('turnFailed').length - failed).toBe(1);
  expect(await caller.presses('0')).toSpeak(/put you through/);
  expect(caller).toTransferTo(demo.personPhone);
});
