import { expect, test } from 'vitest';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const person = '+12025550120';

const transfer = (text: string) => ({
  text,
  tools: [{ name: 'transfer_to_human', input: { reason: 'asked for a person', summary: 'The lamp arrived broken.' } }],
});

test('the model transfers, and the person hears the summary', async () => {
  world().claude.script(transfer('I am connecting you now.'));
  world().twilio.agents.when(person).answers({ presses: '1', talksMs: 30_000 });
  const caller = await world().caller();
  expect(await caller.says('I want a person.')).toSpeak(
    /^I am connecting you now\. The conversation with my colleague/,
  );
  expect(caller.dialled[0]?.heard).toSpeak(/The lamp arrived broken\. Press 1 to take the call, or 2 to decline\.$/);
  expect(caller).toHaveHungUp();
});

test('a transfer without a word of the model is announced by us', async () => {
  world().claude.script({ ...transfer(''), text: [] });
  world().twilio.agents.when(person).answers({ presses: '1' });
  const caller = await world().caller();
  expect(await caller.says('A person, please.')).toSpeak(/I'll put you through to a colleague now/);
});

test.each([
  ['nobody answers', 'doesNotAnswer', /nobody on the team picked up/, '[Nobody answered the transfer.'],
  ['the line is busy', 'isBusy', /our team's line is busy/, 'line was busy.'],
  ['the number fails', 'fails', /couldn't get you through/, '[The transfer failed.'],
] as const)('a transfer where %s brings the caller back to the AI, which knows of it', async (_, how, spoken, told) => {
  const { claude, twilio } = world();
  claude.script(transfer('One moment.'), { text: 'Tell me about the lamp.' });
  twilio.agents.when(person)[how]();
  const caller = await world().caller();
  expect(await caller.says('A person, please.')).toSpeak(spoken);
  expect(caller).toListen();
  expect(await caller.says('All right, you then.')).toSpeak('Tell me about the lamp.');
  expect(JSON.stringify(claude.requests.at(-1)?.body.messages)).toContain(told);
  expect(await world().stores.sessions.find(`sess_${caller.callSid}`)).toMatchObject({ status: 'active' });
  await caller.hangsUp();
  expect(world().metrics.of('callsEscalation').at(-1)).toBe(100);
});

test('a caller who hangs up on the person leaves closed books', async () => {
  world().claude.script(transfer('One moment.'));
  world().twilio.agents.when(person).answers({ presses: '1', talksMs: Number.POSITIVE_INFINITY });
  const caller = await world().caller();
  const saying = caller.says('A person, please.');
  await saying;
  expect(caller.state).toBe('talking');
  await caller.hangsUp();
  expect(await world().stores.calls.find(caller.callSid)).toMatchObject({ ending: 'transferred', status: 'completed' });
  expect(world().metrics.of('callsSuccess').at(-1)).toBe(100);
});
