import { beforeAll, expect, test } from 'vitest';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const alone = '+12025550101';
const person = '+12025550120';

beforeAll(async () => {
  await world().company({ companyId: 'alone', phoneNumber: alone, displayName: 'Alone Ltd' });
});

test('silence, silence, goodbye where there is no person', async () => {
  const caller = await world().caller({ to: alone });
  expect(await caller.isSilent()).toSpeak("I'm listening. What can I do for you?");
  expect(await caller.isSilent()).toSpeak(/Are you still there\?/);
  expect(await caller.isSilent()).toSpeak(/I'll end the call here.*Goodbye\./);
  expect(caller).toHaveHungUp();
  const call = await world().stores.calls.find(caller.callSid);
  expect(call).toMatchObject({ ending: 'silence', status: 'completed' });
});

test('a caller who never says a word counts neither as a success nor as a failure', async () => {
  const before = world().metrics.of('callsSuccess').length;
  const caller = await world().caller({ to: alone });
  await caller.hangsUp();
  expect(world().metrics.of('callsSuccess')).toHaveLength(before);
});

test('silence, silence, a person, and goodbye if nobody is there and the line stays silent', async () => {
  const caller = await world().caller();
  await caller.isSilent();
  await caller.isSilent();
  expect(await caller.isSilent()).toSpeak(/put you through.*nobody on the team picked up/);
  expect(caller).toTransferTo(person);
  expect(await caller.isSilent()).toSpeak(/end the call here/);
  expect(caller).toHaveHungUp();
});

test('one word between silences starts the count anew', async () => {
  world().claude.script({ text: 'I am here.' });
  const caller = await world().caller({ to: alone });
  await caller.isSilent();
  await caller.isSilent();
  await caller.says('Hello?');
  expect(await caller.isSilent()).toSpeak(/What can I do for you\?/);
  await caller.hangsUp();
});

test('0 brings a person, who hears who is calling before the two are joined', async () => {
  world().twilio.agents.when(person).answers({ presses: '1', talksMs: 60_000 });
  const caller = await world().caller();
  expect(await caller.presses('0')).toSpeak(/put you through.*Thank you for calling Maple & Pine\. Goodbye\./);
  expect(caller).toTransferTo(person);
  expect(caller.dialled[0]?.heard).toSpeak(
    /This is Maple & Pine\. Our AI assistant is passing a caller on to you\. The caller asked for a person\. Press 1/,
  );
  expect(caller).toHaveHungUp();
  expect(await world().stores.calls.find(caller.callSid)).toMatchObject({
    ending: 'transferred',
    transfers: { 1: { reason: 'zero', state: { kind: 'bridged', index: 0 } } },
  });
  expect(await world().stores.sessions.find(`sess_${caller.callSid}`)).toMatchObject({ status: 'escalated' });
  expect(world().metrics.of('callsSuccess').at(-1)).toBe(100);
  expect(world().metrics.of('callsEscalation').at(-1)).toBe(100);
});

test('0 where there is no person is answered truthfully, and the AI goes on', async () => {
  const caller = await world().caller({ to: alone });
  expect(await caller.presses('0')).toSpeak(/I don't have a person I can put you through to/);
  expect(caller).toListen();
  world().claude.script({ text: 'Sure.' });
  expect(await caller.says('Then you help me.')).toSpeak('Sure.');
  await caller.hangsUp();
});

test('another key reaches the model as a key', async () => {
  world().claude.script({ text: 'You pressed five.' });
  const caller = await world().caller();
  expect(await caller.presses('5')).toSpeak('You pressed five.');
  expect(JSON.stringify(world().claude.requests.at(-1)?.body.messages)).toContain(
    '[The caller pressed 5 on the keypad.]',
  );
  await caller.hangsUp();
});
