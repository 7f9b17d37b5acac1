import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { env } from '#lib/names.ts';
import { demo } from '#local/demo-company.ts';
import type { PhoneCall } from '#local/twilio/call.ts';
import type { Heard } from '#local/twilio/progress.ts';
import { storeRequests } from '#test/support/faulty-dynamodb.ts';
import { useFaultyWorld } from '#test/support/faulty-world.ts';
import { knock, nextPath, ringFields, spoken, voicePath } from '#test/support/front-door.ts';
import { inEnvironment } from '#test/support/refurnish.ts';

const { world, store } = useFaultyWorld();
const person = demo.personPhone;
const onceMore = "I'm sorry, something went wrong on my end. Could you say that once more, please?";

test.each(['fails', 'disconnects'] as const)(
  'a store that %s: the caller hears so, is tried once more, and is let go',
  async (how) => {
    store().breaks(storeRequests.all, how);
    const caller = await world().caller();
    expect(caller.heard).toSpeak(
      /^I'm sorry, we're having a technical problem at the moment\. I'm so sorry, .* Goodbye\.$/,
    );
    expect(caller).toHaveHungUp();
    expect(pathsOf(caller)).toEqual([voicePath('inbound'), voicePath('speech/0/100')]);
    expect(world().claude.warmUps).toHaveLength(0);
  },
);

test('a store that nobody reaches: the caller hears so in time', async () => {
  const nowhere = createServer().listen(0, '127.0.0.1');
  await once(nowhere, 'listening');
  const endpoint = `http://127.0.0.1:${(nowhere.address() as AddressInfo).port}`;
  nowhere.close();
  await once(nowhere, 'close');
  await inEnvironment({ [env.dynamodbEndpoint]: endpoint }, async () => {
    const caller = await world().caller();
    expect(caller.heard).toSpeak(/technical problem at the moment\..*Goodbye\.$/);
    expect(caller).toHaveHungUp();
  });
});

test('a store that comes back before the second try: the caller is greeted and served', async () => {
  let requests = 0;
  // The first webhook's first request, with the SDK's own two tries after it.
  store().breaks(() => ++requests <= 3);
  const caller = await world().caller();
  expect(caller.heard).toSpeak(/^I'm sorry, we're having a technical problem at the moment\. Hello, this is Ada/);
  world().claude.script({ text: 'Of course.' });
  expect(await caller.says('Can you help?')).toSpeak('Of course.');
  await caller.hangsUp();
  expect(await world().stores.calls.find(caller.callSid)).toMatchObject({ status: 'completed' });
});

test('a store that fails while the session is opened: the second try opens it, and both are counted once', async () => {
  const { metrics } = world();
  const [calls, sessions] = [metrics.of('callsTotal').length, metrics.of('sessionsTotal').length];
  let requests = 0;
  store().breaks(({ command, table }) => command === 'PutItem' && table === 'CSMessage' && ++requests <= 3);
  const caller = await world().caller();
  expect(caller.heard).toSpeak(/technical problem.* Hello, this is Ada/);
  expect(metrics.of('callsTotal').length - calls).toBe(1);
  expect(metrics.of('sessionsTotal').length - sessions).toBe(1);
  await caller.hangsUp();
});

test('a store that fails in the middle of a call: the caller is asked once more, and the call goes on', async () => {
  const caller = await world().caller();
  store().breaks(storeRequests.all);
  expect(await caller.says('Where is my rug?')).toSpeak(onceMore);
  expect(caller).toListen();
  store().heals();
  world().claude.script({ text: 'On its way.' });
  expect(await caller.says('My rug, where is it?')).toSpeak('On its way.');
  expect(lastWords()).toContain('My rug, where is it?');
  world().claude.script({ text: 'You are welcome.' });
  expect(await caller.says('Thanks.')).toSpeak('You are welcome.');
  await caller.hangsUp();
});

test('a store that fails on the bare /speech: the call goes on where it was, not where it began', async () => {
  const caller = await world().caller();
  world().claude.script({ text: 'Good day.' });
  await caller.says('Hello?');
  const bare = { path: voicePath('speech'), fields: ringFields({ CallSid: caller.callSid, SpeechResult: 'And now?' }) };
  store().breaks(storeRequests.all);
  const lost = await knock(bare);
  expect(spoken(lost)).toMatch(/technical problem/);
  store().heals();
  const next = { path: nextPath(lost) ?? '', fields: ringFields({ CallSid: caller.callSid }) };
  expect(nextPath(await knock(next))).toBe(voicePath('speech/3'));
  await caller.hangsUp();
});

test('a store that stays away: the second failure is the last', async () => {
  const caller = await world().caller();
  store().breaks(storeRequests.all);
  expect(await caller.says('Hello?')).toSpeak(onceMore);
  expect(await caller.says('Hello?')).toSpeak(/technical problem and can't help you right now.*Goodbye\.$/);
  expect(caller).toHaveHungUp();
});

test('a store that cannot be written: the second failure brings a person', async () => {
  world().twilio.agents.when(person).answers({ presses: '1', talksMs: 5_000 });
  const caller = await world().caller();
  store().breaks(storeRequests.writes);
  expect(await caller.says('Hello?')).toSpeak(onceMore);
  expect(await caller.says('Hello?')).toSpeak(/I'll put you through to a person now/);
  expect(caller).toTransferTo(person);
  expect(caller.dialled[0]?.bridged).toBe(true);
});

test('a store that cannot be written, and nobody there: a silent line comes to an end', async () => {
  world().twilio.agents.when(person).doesNotAnswer();
  const caller = await world().caller();
  store().breaks(storeRequests.writes);
  const heard: Heard[] = [];
  for (let times = 0; times < 8 && caller.ending === undefined; times += 1) heard.push(...(await caller.isSilent()));
  expect(heard).toSpeak(/say that once more.*put you through to a person.*couldn't get you through.*Goodbye\.$/);
  expect(caller).toHaveHungUp();
  expect(caller.dialled).toHaveLength(1);
});

test('a store that comes back while a person is tried in vain: the AI goes on', async () => {
  const caller = await world().caller();
  world()
    .twilio.agents.when(person)
    .decides(() => ({ kind: 'busy' }));
  store().breaks(storeRequests.writes);
  await caller.says('Hello?');
  expect(await caller.says('Hello?')).toSpeak(/I couldn't get you through to the team just now\. I'm still here/);
  store().heals();
  world().claude.script({ text: 'Here I am again.' });
  expect(await caller.says('You, then.')).toSpeak('Here I am again.');
  expect(caller).toListen();
  await caller.hangsUp();
});

test('a store that fails while a person hears the case: the two are joined all the same', async () => {
  world().twilio.agents.when(person).answers({ presses: '1', talksMs: 5_000 });
  const caller = await world().caller();
  store().breaks((request) => storeRequests.changesOfTheCall(request) && request.body.includes('transferred'));
  await caller.presses('0');
  expect(caller.dialled[0]?.bridged).toBe(true);
});

test('a store that fails after the talk with a person: nobody says that there was none', async () => {
  world().twilio.agents.when(person).answers({ presses: '1', talksMs: 5_000 });
  const caller = await world().caller();
  store().breaks((request) => storeRequests.changesOfTheCall(request) && request.body.includes('answered'));
  expect(await caller.presses('0')).toSpeak(/put you through.*conversation with my colleague has ended.*Goodbye\.$/);
  expect(caller.dialled[0]?.bridged).toBe(true);
  expect(caller).toHaveHungUp();
});

const pathsOf = (caller: PhoneCall): string[] =>
  caller.webhooks.filter(({ purpose }) => purpose === 'twiml').map(({ url }) => new URL(url).pathname);

const lastWords = (): string => JSON.stringify(world().claude.requests.at(-1)?.body.messages);
