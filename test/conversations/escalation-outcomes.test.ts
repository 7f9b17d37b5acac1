import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { AgentEntry } from '#local/twilio/agents.ts';
import type { PhoneCall } from '#local/twilio/call.ts';
import { countsOf, expectRepeatsToChangeNothing, team, teamConfig, transferOf } from '#test/support/transfers.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
beforeAll(async () => {
  await world().company(teamConfig);
  await world().company({
    ...teamConfig,
    companyId: 'single',
    phoneNumber: '+12025550133',
    tiers: { humanAgent: { enabled: true, escalationPhone: team.first } },
  });
});
beforeEach(() => {
  first().doesNotAnswer();
  second().doesNotAnswer();
});

const first = () => world().twilio.agents.when(team.first);
const second = () => world().twilio.agents.when(team.second);

/** What is counted while a caller asks for a person, by what is new of it. */
async function counting(act: () => Promise<unknown>) {
  const before = countsOf(world());
  await act();
  const after = Object.entries(countsOf(world()));
  return Object.fromEntries(
    after
      .map(([metric, count]) => [metric, count - (before[metric as keyof typeof before] ?? 0)])
      .filter(([, count]) => count !== 0),
  );
}

test('answered and accepted: the caller is joined to whoever pressed 1', async () => {
  first().answers({ presses: '1', talksMs: 30_000 });
  const caller = await world().caller({ to: team.number });
  const counts = await counting(() => caller.presses('0'));
  expect(caller.heard).toSpeak(/put you through.*The conversation with my colleague has ended/);
  expect(caller).toHaveHungUp();
  expect(caller.dialled.map(({ number, bridged }) => [number, bridged])).toEqual([[team.first, true]]);
  expect(await transferOf(world(), caller)).toMatchObject({ reason: 'zero', state: { kind: 'bridged' }, tried: [] });
  expect(counts).toEqual({ escalationsRequested: 1, escalationsAccepted: 1, escalationsBridged: 1 });
  await expectRepeatsToChangeNothing(world(), caller);
});

const lost: [string, (agent: AgentEntry) => void, string, RegExp, string][] = [
  [
    'declined',
    (agent) => agent.answers({ presses: '2' }),
    'escalationsDeclined',
    /nobody on the team is free/,
    'declined',
  ],
  ['answered and ignored', (agent) => agent.answers(), 'escalationsIgnored', /nobody on the team is free/, 'ignored'],
  [
    'answered and put down in the whisper',
    (agent) => agent.answers({ hangsUpDuringWhisper: true }),
    'escalationsIgnored',
    /nobody on the team is free/,
    'ignored',
  ],
  ['busy', (agent) => agent.isBusy(), 'escalationsBusy', /our team's line is busy/, 'busy'],
  ['no answer', (agent) => agent.doesNotAnswer(), 'escalationsNoAnswer', /nobody on the team picked up/, 'noAnswer'],
  ['a machine', (agent) => agent.answersAsMachine(), 'escalationsMachine', /nobody on the team picked up/, 'machine'],
  [
    'an invalid number',
    (agent) => agent.fails(),
    'escalationsFailed',
    /couldn't get you through to the team/,
    'failed',
  ],
];

test.each(lost)('%s, and nobody else: the caller hears the truth and is back with the AI', async (...row) => {
  const [, behave, counted, spoken, outcome] = row;
  behave(first());
  const caller = await world().caller({ to: '+12025550133' });
  const counts = await counting(() => caller.presses('0'));
  expect(caller.heard).toSpeak(spoken);
  expect(caller.heard).toSpeak(/I'm still here/);
  expect(caller).toListen();
  expect(caller.dialled.every(({ bridged }) => !bridged)).toBe(true);
  expect(await transferOf(world(), caller)).toMatchObject({ state: { kind: 'exhausted' }, tried: [outcome] });
  expect(counts).toEqual({ escalationsRequested: 1, [counted]: 1, escalationsExhausted: 1 });
  expect(await world().stores.sessions.find(`sess_${caller.callSid}`)).toMatchObject({ status: 'active' });
  await expectRepeatsToChangeNothing(world(), caller);
  world().claude.script({ text: 'Gladly. What is it about?' });
  expect(await caller.says('Then you.')).toSpeak('Gladly. What is it about?');
  await caller.hangsUp();
});

test.each(lost)('%s, and the second number answers', async (...row) => {
  row[1](first());
  second().answers({ presses: '1', talksMs: 10_000 });
  const caller = await world().caller({ to: team.number });
  await caller.presses('0');
  expect(caller.heard).toSpeak(
    /put you through.*trying someone else. Please stay on the line. The conversation with my/,
  );
  expect(caller.dialled.map(({ number, bridged }) => [number, bridged])).toEqual([
    [team.first, false],
    [team.second, true],
  ]);
  expect(await transferOf(world(), caller)).toMatchObject({ state: { kind: 'bridged', index: 1 }, tried: [row[4]] });
  expect(world().metrics.of('callsSuccess').at(-1)).toBe(100);
  await expectRepeatsToChangeNothing(world(), caller);
});

test('all fail, each in its own way: one true sentence, and the AI knows', async () => {
  first().isBusy();
  second().answers({ presses: '2' });
  const caller = await world().caller({ to: team.number });
  expect(await caller.presses('0')).toSpeak(
    /trying someone else.*nobody on the team is free right now\. I'm still here/,
  );
  expect(caller).toListen();
  await expectRepeatsToChangeNothing(world(), caller);
  world().claude.script({ text: 'I can help.' });
  await caller.says('And now?');
  expect(JSON.stringify(world().claude.requests.at(-1)?.body.messages)).toContain('Nobody on the team was free');
  await caller.hangsUp();
});

test('who could not be had may be asked for again', async () => {
  first().isBusy();
  const caller = await world().caller({ to: '+12025550133' });
  await caller.presses('0');
  first().answers({ presses: '1' });
  await caller.presses('0');
  expect(caller).toHaveHungUp();
  expect(await transferOf(world(), caller, 1)).toMatchObject({ state: { kind: 'exhausted' } });
  expect(await transferOf(world(), caller, 2)).toMatchObject({ state: { kind: 'bridged' } });
});

test('another key asks again, and only 1 takes the call', async () => {
  let asked = 0;
  first().answers({ presses: async () => (asked++ === 0 ? '7' : '1'), talksMs: 1_000 });
  const caller = await world().caller({ to: team.number });
  await caller.presses('0');
  expect(caller.dialled[0]?.heard).toSpeak(/Press 1 to take the call, or 2 to decline\. Press 1 to take the call/);
  expect(caller.dialled[0]?.bridged).toBe(true);
});

const stages: [string, (agent: AgentEntry) => void, PhoneCall['state']][] = [
  ['while it rings', (agent) => agent.decides(() => new Promise(() => {})), 'ringing'],
  ['during the whisper', (agent) => agent.answers({ presses: () => new Promise(() => {}) }), 'waiting-for-input'],
];

test.each(stages)('a caller who hangs up %s is gone: nobody else is rung, and the books say so', async (...row) => {
  const [, behave, state] = row;
  behave(first());
  const caller = await world().caller({ to: team.number });
  const counts = await counting(async () => {
    const asking = caller.presses('0');
    await expect.poll(() => caller.dialled[0]?.progress.state).toBe(state);
    await caller.hangsUp();
    await asking;
  });
  expect(caller.dialled.map(({ number }) => number)).toEqual([team.first]);
  expect(await transferOf(world(), caller)).toMatchObject({ state: { kind: 'callerGone' } });
  expect(counts).toEqual({ escalationsRequested: 1, escalationsCallerGone: 1 });
  await expectRepeatsToChangeNothing(world(), caller);
});

test('a caller who hangs up on the person they talk to was transferred', async () => {
  first().answers({ presses: '1', talksMs: Number.POSITIVE_INFINITY });
  const caller = await world().caller({ to: team.number });
  const counts = await counting(async () => {
    await caller.presses('0');
    expect(caller.state).toBe('talking');
    await caller.hangsUp();
  });
  expect(counts).toEqual({ escalationsRequested: 1, escalationsAccepted: 1, escalationsBridged: 1 });
  expect(await world().stores.calls.find(caller.callSid)).toMatchObject({ ending: 'transferred' });
  expect(world().metrics.of('callsSuccess').at(-1)).toBe(100);
  await expectRepeatsToChangeNothing(world(), caller);
});
