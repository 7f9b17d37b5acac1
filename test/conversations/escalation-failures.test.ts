import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { world as wired } from '#lib/runtime/wire.ts';
import { team, teamConfig, transferOf } from '#test/support/transfers.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
beforeAll(() => world().company(teamConfig));
beforeEach(() => {
  world().twilio.agents.when(team.first).answers({ presses: '1', talksMs: 1_000 });
  world().twilio.agents.when(team.second).answers({ presses: '1', talksMs: 1_000 });
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** The store refuses from the `nth` write of a transfer on, `times` times. */
function breakWrites(nth: number, times = Number.POSITIVE_INFINITY): void {
  const { calls } = wired().ports;
  const write = calls.moveTransfer;
  let n = 0;
  vi.spyOn(calls, 'moveTransfer').mockImplementation((...change) => {
    n += 1;
    if (n >= nth && n < nth + times) throw new Error('The store is away.');
    return write(...change);
  });
}

/** The store knows no calls from the first time that a step asks for one. */
function breakReads(step: string): void {
  const { calls } = wired().ports;
  const find = calls.find;
  vi.spyOn(calls, 'find').mockImplementation((callSid) => {
    const asked = world().twilio.calls.at(-1);
    const urls = [...(asked?.webhooks ?? []), ...(asked?.dialled.flatMap(({ webhooks }) => webhooks) ?? [])];
    if (urls.some(({ url, ms }) => ms === undefined && url.includes(`/${step}`))) throw new Error('The store is away.');
    return find(callSid);
  });
}

test('the dial cannot be written: the person is rung all the same, and the talk is known afterwards', async () => {
  breakWrites(1, 1);
  const caller = await world().caller({ to: team.number });
  expect(await caller.presses('0')).toSpeak(
    /something went wrong on my end\. I'll put you through to a person now.*has ended/,
  );
  expect(caller.dialled[0]?.bridged).toBe(true);
  expect(await transferOf(world(), caller)).toMatchObject({
    reason: 'unrecorded',
    state: { kind: 'bridged', index: 0 },
  });
});

test('the key cannot be written: whoever pressed 1 gets the caller, and the talk is known afterwards', async () => {
  breakWrites(2, 1);
  const caller = await world().caller({ to: team.number });
  expect(await caller.presses('0')).toSpeak(/The conversation with my colleague has ended/);
  expect(caller.dialled[0]?.bridged).toBe(true);
  expect(await transferOf(world(), caller)).toMatchObject({ state: { kind: 'bridged' } });
});

test('the key cannot be written, and it was no 1: the caller is not given away', async () => {
  breakWrites(2, 1);
  world().twilio.agents.when(team.first).answers();
  const caller = await world().caller({ to: team.number });
  await caller.presses('0');
  expect(caller.dialled.map(({ bridged }) => bridged)).toEqual([false, true]);
});

test('the result cannot be written after a talk: goodbye all the same', async () => {
  breakWrites(3, 1);
  const caller = await world().caller({ to: team.number });
  expect(await caller.presses('0')).toSpeak(/The conversation with my colleague has ended/);
  expect(caller).toHaveHungUp();
});

test('the result cannot be written after a busy line: the next number', async () => {
  breakWrites(2, 1);
  world().twilio.agents.when(team.first).isBusy();
  const caller = await world().caller({ to: team.number });
  expect(await caller.presses('0')).toSpeak(/trying someone else.*has ended/);
  expect(caller.dialled.map(({ bridged }) => bridged)).toEqual([false, true]);
});

test('nothing of a transfer can be written at all: two people are tried, and the caller is back with the AI', async () => {
  breakWrites(1);
  world().twilio.agents.when(team.first).isBusy();
  world().twilio.agents.when(team.second).answers({ presses: '2' });
  const caller = await world().caller({ to: team.number });
  expect(await caller.presses('0')).toSpeak(/trying someone else.*couldn't get you through to the team just now/);
  expect(caller.dialled.map(({ number }) => number)).toEqual([team.first, team.second]);
  expect(caller).toListen();
  await caller.hangsUp();
});

test.each([
  ['dial', /couldn't get you through to the team.*I'm still here/],
  ['result', /The conversation with my colleague has ended/],
])('the call cannot be read at %s: a true sentence and a next step, in English', async (step, spoken) => {
  const caller = await world().caller({ to: team.number });
  breakReads(`${step}.0`);
  expect(await caller.presses('0')).toSpeak(spoken);
  expect(caller.ending?.by === 'hangup' || caller.state === 'waiting-for-input').toBe(true);
  vi.restoreAllMocks();
  if (!caller.ending) await caller.hangsUp();
});

test.each(['whisper', 'accept'])('the call cannot be read at %s: 1 takes the call all the same', async (step) => {
  const caller = await world().caller({ to: team.number });
  breakReads(`${step}.0`);
  expect(await caller.presses('0')).toSpeak(/The conversation with my colleague has ended/);
  const told = step === 'whisper' ? /^Press 1 to take the call, or 2 to decline\.$/ : /^This is Team Ltd\..*Press 1/;
  expect(caller.dialled[0]?.heard).toSpeak(told);
  expect(caller.dialled[0]?.bridged).toBe(true);
});

test.each(['whisper', 'accept'])(
  'the call cannot be read at %s, and a mailbox has answered: it gets nobody',
  async (step) => {
    world().twilio.agents.when(team.first).answersAsMachine();
    const caller = await world().caller({ to: team.number });
    breakReads(`${step}.0`);
    await caller.presses('0');
    expect(caller.dialled.map(({ bridged }) => bridged)).toEqual([false, true]);
  },
);
