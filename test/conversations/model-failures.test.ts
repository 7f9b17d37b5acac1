import { beforeAll, expect, test } from 'vitest';
import type { Reply } from '#local/claude/reply.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld({ faster: 10 });
const alone = '+12025550101';
const person = '+12025550120';

beforeAll(async () => {
  await world().company({ companyId: 'alone', phoneNumber: alone, displayName: 'Alone Ltd' });
});

const models = () => world().claude.requests.map(({ body }) => body.model);
const good: Reply = { text: 'Here I am. What is it?' };
const bothModels = ['claude-haiku-5-5', 'claude-sonnet-5-5'];

const ways: [string, Reply][] = [
  ['is rate-limited (429)', { fail: { status: 429, type: 'rate_limit_error', retryAfterSeconds: 20 } }],
  ['is overloaded (529)', { fail: { status: 529, type: 'overloaded_error' } }],
  ['breaks down (500)', { fail: { status: 500, type: 'api_error' } }],
  ['refuses our key (401)', { fail: { status: 401, type: 'authentication_error' } }],
  ['refuses our request (400)', { fail: { status: 400, type: 'invalid_request_error' } }],
  ['never answers', { hang: true }],
  [
    'breaks off before the first sentence',
    { text: 'Well, let me', breakAfterTokens: 2, breakWith: 'overloaded_error' },
  ],
  ['hangs up before the first sentence', { text: 'Well, let me', breakAfterTokens: 2, breakWith: 'disconnect' }],
  ['has nothing to say', { text: [] }],
];

test.each(ways)('when the model %s, the other model answers and the caller notices nothing', async (_, failure) => {
  world().claude.script(failure, good);
  const caller = await world().caller();
  const heard = await caller.says('Hello?');
  expect(heard).toSpeak(/Here I am\. What is it\?$/);
  expect(caller).toListen();
  expect(models()).toEqual(bothModels);
  await caller.hangsUp();
});

test.each(ways)('when the model %s twice, the caller hears so and gets a person', async (_, failure) => {
  world().claude.script(failure, failure);
  world().twilio.agents.when(person).answers({ presses: '1', talksMs: 1_000 });
  const caller = await world().caller();
  const heard = await caller.says('Hello?');
  expect(heard).toSpeak(/something went wrong on my end. I'll put you through to a person now|took too long/);
  if (!caller.ending) expect(await caller.presses('0')).toSpeak(/put you through/);
  expect(caller).toTransferTo(person);
});

test('where there is no person the caller may try again, and is let go truthfully when it fails again', async () => {
  const failure: Reply = { fail: { status: 529 } };
  world().claude.script(failure, failure, failure, failure);
  const caller = await world().caller({ to: alone });
  expect(await caller.says('Hello?')).toSpeak(/something went wrong on my end\. Could you say that once more/);
  expect(caller).toListen();
  expect(await caller.says('Hello?')).toSpeak(/technical problem.*Goodbye\./);
  expect(caller).toHaveHungUp();
  expect(await world().stores.calls.find(caller.callSid)).toMatchObject({ ending: 'failed' });
  expect(world().metrics.of('callsSuccess').at(-1)).toBe(0);
  expect(world().metrics.of('turnFailed').length).toBeGreaterThanOrEqual(2);
});

test('a good turn between two failures starts anew', async () => {
  const failure: Reply = { fail: { status: 529 } };
  world().claude.script(failure, failure, good, failure, failure);
  const caller = await world().caller({ to: alone });
  await caller.says('Hello?');
  await caller.says('Hello?');
  expect(await caller.says('And?')).toSpeak(/Could you say that once more/);
  await caller.hangsUp();
});

test('a stream that breaks after a sentence goes on from there with the other model', async () => {
  world().claude.script(
    { text: 'Your rug is on its way. It will arr', breakAfterTokens: 8, breakWith: 'overloaded_error' },
    { text: 'It arrives on Friday.' },
  );
  const caller = await world().caller();
  expect(await caller.says('Where is my rug?')).toSpeak(/^Your rug is on its way\. (.*)?It arrives on Friday\.$/);
  expect(JSON.stringify(world().claude.requests[1]?.body.messages)).toContain('The line cut you off here');
  world().claude.script({ text: 'Yes.' });
  await caller.says('Sure?');
  // What was said is in the history, what was cut off is not.
  const history = JSON.stringify(world().claude.requests[2]?.body.messages);
  expect(history).toContain('Your rug is on its way.');
  expect(history).toContain('It arrives on Friday.');
  expect(history).not.toContain('It will arr');
  await caller.hangsUp();
});

test('a refusal is answered gracefully, a person is offered, and the refused words do not come back', async () => {
  world().claude.script({ text: [], stopReason: 'refusal' }, good);
  const caller = await world().caller();
  expect(await caller.says('Something vile.')).toSpeak(/I'm afraid I can't help with that.*press zero/);
  expect(caller).toListen();
  await caller.says('Then my order.');
  const history = JSON.stringify(world().claude.requests[1]?.body.messages);
  expect(history).not.toContain('Something vile');
  expect(history).toContain('Then my order');
  await caller.hangsUp();
});

test('a reply cut off by max_tokens keeps its whole sentences and drops the fragment', async () => {
  world().claude.script({ text: 'It is open. The hours on a usual Satur', stopReason: 'max_tokens' });
  const caller = await world().caller();
  expect(await caller.says('When are you open?')).toSpeak('It is open.');
  expect(caller).toListen();
  await caller.hangsUp();
});

test('a tool call with garbage for input is shown to the model as an error, and nothing happens', async () => {
  world().claude.script(
    { tools: [{ name: 'search_knowledge', input: { query: 7 } }], text: [] },
    { tools: [{ name: 'no_such_tool', input: {} }], text: [] },
    good,
  );
  const caller = await world().caller();
  expect(await caller.says('Hi')).toSpeak(/Here I am/);
  const history = JSON.stringify(world().claude.requests[2]?.body.messages);
  expect(history).toContain('The input is not valid');
  expect(history).toContain('There is no tool no_such_tool for you here');
  await caller.hangsUp();
});

test('a tool call that is cut off in its input is no end of the answer: the other model goes on', async () => {
  const broken = { tools: [{ name: 'search_knowledge', input: {} }], rawToolInput: '{"query": "hours on Sat' };
  world().claude.script({ text: 'Let me look. One moment.', ...broken, stopReason: 'max_tokens' }, good);
  const caller = await world().caller();
  expect(await caller.says('When are you open?')).toSpeak(/Let me look\..*Here I am/);
  const [first, second] = world().claude.requests;
  expect(second?.model).not.toBe(first?.model);
  expect(JSON.stringify(second?.body.messages)).toContain('The line cut you off here');
  await caller.hangsUp();
});

test('fillers vary, never enter the history, and the hard stop offers a person', async () => {
  world().claude.script({ hang: true }, { hang: true });
  world().twilio.agents.when(person).doesNotAnswer();
  const caller = await world().caller();
  const heard = await caller.says('Hello?');
  const fillers = heard.slice(0, -1).map(({ text }) => text);
  expect(fillers.length).toBeGreaterThan(3);
  expect(new Set(fillers.slice(0, 6)).size).toBeGreaterThan(3);
  expect(caller).toListen();
  world().claude.script(good);
  await caller.says('Still there?');
  const history = JSON.stringify(world().claude.requests.at(-1)?.body.messages);
  for (const filler of fillers) expect(history).not.toContain(filler);
  await caller.hangsUp();
});

test('every failed model call is booked too', async () => {
  const from = new Date().toISOString();
  world().claude.script({ fail: { status: 529 } }, good);
  const caller = await world().caller();
  await caller.says('Hi');
  await caller.hangsUp();
  await world().lambda.settled();
  const rows = await world().stores.usage.list('demo', from.slice(0, 10), '2999');
  const ours = rows.filter(({ sessionId, turn }) => sessionId === `sess_${caller.callSid}` && turn === 1);
  expect(ours.map(({ outcome }) => outcome).sort()).toEqual(['failed', 'ok']);
});
