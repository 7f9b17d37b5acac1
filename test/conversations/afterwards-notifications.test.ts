import { beforeAll, beforeEach, expect, test } from 'vitest';
import { sweeps, teamPhone, textsTo, told, uses } from '#test/support/afterwards.ts';
import { settableClock } from '#test/support/settable-clock.ts';
import { useWorld } from '#test/support/world.ts';

const clock = settableClock();
const world = useWorld({ clock });
const line = '+12025550161';
const person = '+12025550120';
const minute = 60_000;

beforeAll(() => world().company({ ...told, companyId: 'told', phoneNumber: line }));
beforeEach(() => world().twilio.agents.when(person).answers({ presses: '1', talksMs: 30_000 }));

const texts = () => textsTo(world(), teamPhone);
const transfer = uses(
  'transfer_to_human',
  { reason: 'broken lamp', summary: 'Card 4111 1111 1111 1111, PIN: 4711, call 202-555-0188. Order 4712 came broken.' },
  'I am connecting you.',
);

test('the team is told of a transfer once, though everything is delivered twice', async () => {
  world().claude.script(transfer);
  const caller = await world().caller({ to: line });
  world().lambda.duplicateNext();
  await caller.says('A person, please.');
  for (const webhook of caller.webhooks.filter(({ url }) => url.includes('/escalate/'))) {
    await caller.sendAgain(webhook);
  }
  await sweeps(world());
  expect(texts()).toHaveLength(1);
  expect(texts()[0]).toMatch(/^Maple & Pine: a caller is being put through to a person\. Not verified\. broken lamp: /);
  expect(texts()[0]).toContain('Order 4712 came broken.');
  expect(texts()[0]).not.toMatch(/4111|4711|0188/);
  expect(texts()[0]?.length).toBeLessThanOrEqual(450);
  expect(caller).toTransferTo(person);
});

test('one text message is sent even where its worker is started twice', async () => {
  const before = texts().length;
  const caller = await world().caller({ to: line });
  const { lambda } = world();
  lambda.duplicateNext();
  await caller.presses('0');
  await lambda.settled();
  const jobs = lambda.invocations.filter(({ functionName }) => functionName === 'afterwards');
  expect(jobs.some(({ fate }) => fate === 'twice')).toBe(true);
  expect(texts()).toHaveLength(before + 1);
});

test.each([
  ['too many requests at once', { status: 429, code: 20429 }],
  ['a refusal that an operator can mend', { status: 400, code: 21606 }],
  ['a connection that broke', { drop: true }],
] as const)('%s: the caller notices nothing, and the message is sent by a later sweep', async (_, failure) => {
  const before = texts().length;
  world().claude.script(transfer);
  const caller = await world().caller({ to: line });
  world().twilio.failNext(failure);
  expect(await caller.says('A person, please.')).toSpeak(/^I am connecting you\. The conversation with my colleague/);
  await sweeps(world());
  expect(texts()).toHaveLength(before);
  clock.forward(minute);
  expect(await sweeps(world())).toMatchObject({ done: 1 });
  expect(texts()).toHaveLength(before + 1);
  clock.forward(60 * minute);
  expect(await sweeps(world())).toMatchObject({ done: 0, open: 0 });
});

test('a message that may have been sent is tried once more and no further', async () => {
  const asked = () => world().twilio.requests.filter(({ path }) => path.endsWith('/Messages.json')).length;
  const from = asked();
  world().twilio.failNext({ drop: true }, { status: 503, body: 'gateway' });
  const caller = await world().caller({ to: line });
  await caller.presses('0');
  await world().lambda.settled();
  for (let hour = 0; hour < 4; hour += 1) {
    clock.forward(60 * minute);
    await sweeps(world());
  }
  expect(asked()).toBe(from + 2);
  expect(world().metrics.of('tasksGivenUp').at(-1)).toBe(1);
});

test('a number that has opted out is never written to again', async () => {
  const before = texts().length;
  world().twilio.failNext({ status: 400, code: 21610 });
  const caller = await world().caller({ to: line });
  await caller.presses('0');
  await sweeps(world());
  clock.forward(120 * minute);
  await sweeps(world());
  expect(texts()).toHaveLength(before);
});

test('a message whose worker could not be started is sent by the sweep', async () => {
  const before = texts().length;
  const caller = await world().caller({ to: line });
  world().lambda.dropNext();
  await caller.presses('0');
  await world().lambda.settled();
  expect(texts()).toHaveLength(before);
  await sweeps(world());
  expect(texts()).toHaveLength(before + 1);
});

test('a company that does not want it is not written to', async () => {
  const quiet = '+12025550136';
  const humanAgent = { ...told.tiers.humanAgent, notifyOnEscalation: false };
  await world().company({ ...told, companyId: 'quiet', phoneNumber: quiet, tiers: { ...told.tiers, humanAgent } });
  const caller = await world().caller({ to: quiet });
  await caller.presses('0');
  await sweeps(world());
  expect(world().twilio.messages.filter(({ from }) => from === quiet)).toEqual([]);
});

test('no log line holds the case', () => {
  const logged = JSON.stringify(world().log.lines.map(({ pii: _, ...line }) => line));
  expect(logged).toContain('task done');
  expect(logged).not.toMatch(/lamp|4111 1111|\+1202555/);
});
