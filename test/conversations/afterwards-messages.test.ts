import { beforeAll, expect, test } from 'vitest';
import { shown, sweeps, teamPhone, textsTo, told, uses } from '#test/support/afterwards.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const line = '+12025550139';
const say = (text: string) => ({ text });
const texts = () => textsTo(world(), teamPhone);

beforeAll(async () => {
  await world().company({ ...told, companyId: 'takes-messages', phoneNumber: line });
  world().twilio.agents.when('+12025550120').isBusy();
});

test('a caller who reaches nobody leaves a message in words, and the team reads it once', async () => {
  const { claude } = world();
  const caller = await world().caller({ to: line });
  await caller.presses('0');
  expect(caller.heard).toSpeak(/line is busy/);
  claude.script(say('Shall I write down that your lamp came broken, and pass it on?'));
  await caller.says('Then tell them my lamp came broken.');
  claude.script(
    uses('take_message', { message: 'My lamp came broken. My card is 4111 1111 1111 1111.' }),
    say('It is passed on.'),
  );
  expect(await caller.says('Yes.')).toSpeak('It is passed on.');
  await sweeps(world());
  await sweeps(world());
  const messages = texts().filter((body) => body.includes('message from'));
  expect(messages).toEqual([
    'Maple & Pine: a message from a caller, +12025550123. Not verified. "My lamp came broken. My card is […]."',
  ]);
  await caller.hangsUp();
});

test('a message whose text was not sent is sent later, and the call has noticed nothing', async () => {
  const { claude, twilio } = world();
  const before = texts().length;
  const caller = await world().caller({ to: line, from: 'anonymous' });
  claude.script(uses('take_message', { message: 'Please send the invoice again.' }), say('Done.'));
  expect(await caller.says('Yes, write that down.')).toSpeak('Done.');
  twilio.failNext({ status: 429, code: 20429 });
  await sweeps(world());
  expect(texts()).toHaveLength(before);
  const [task] = await world().stores.outbox.due('2999', 10);
  expect(task).toMatchObject({ about: { kind: 'message' }, state: 'open', tries: 1 });
  await caller.hangsUp();
});

test('a second message in the same breath is not said to be written down', async () => {
  const { claude } = world();
  const caller = await world().caller({ to: line, from: '+12025550184' });
  const messages = ['The lamp is broken.', 'The rug is stained.'];
  claude.script(
    { tools: messages.map((message) => ({ name: 'take_message', input: { message } })) },
    say('The first one is on its way.'),
  );
  await caller.says('Yes, write both down.');
  expect(shown(world())).toMatch(/The message is written down.*this one was not added to it/);
  await sweeps(world());
  expect(texts().filter((body) => body.includes('0184'))).toEqual([expect.stringContaining('The lamp is broken.')]);
  await caller.hangsUp();
});

test('nobody takes a message where nobody would read it', async () => {
  const to = '+12025550164';
  await world().company({ companyId: 'reads-nothing', phoneNumber: to });
  world().claude.script(say('I cannot.'));
  const caller = await world().caller({ to });
  await caller.says('Take a message.');
  expect(JSON.stringify(world().claude.requests.at(-1)?.body.tools)).not.toContain('take_message');
  await caller.hangsUp();
});
