import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { PhoneCall } from '#local/twilio/call.ts';
import type { ScriptedFailure } from '#local/twilio/rest/types.ts';
import { sweeps, teamPhone, textsTo } from '#test/support/afterwards.ts';
import { api } from '#test/support/api.ts';
import { settableClock } from '#test/support/settable-clock.ts';
import { expectRepeatsToChangeNothing, team, teamConfig, transferOf } from '#test/support/transfers.ts';
import { useWorld } from '#test/support/world.ts';

const clock = settableClock();
const world = useWorld({ clock });
const say = (text: string) => ({ text });

beforeAll(async () => {
  const humanAgent = { ...teamConfig.tiers.humanAgent, notifyOnEscalation: true, notificationPhone: teamPhone };
  await world().company({ ...teamConfig, tiers: { humanAgent } });
  await world().company({ companyId: 'alone', phoneNumber: '+12025550137' });
  await world().company({
    ...teamConfig,
    companyId: 'closed',
    phoneNumber: '+12025550138',
    timeZone: 'America/New_York',
    businessHours: {},
  });
});
beforeEach(() => {
  first().answers({ presses: '1', talksMs: 10_000 });
  second().doesNotAnswer();
});

const first = () => world().twilio.agents.when(team.first);
const second = () => world().twilio.agents.when(team.second);
const pathOf = (call: PhoneCall) => `/api/momentum/cs/sessions/sess_${call.callSid}/escalate`;
const escalate = (call: PhoneCall, companyId = 'team', role: 'agent' | 'viewer' = 'agent') =>
  api(world()).as(role, companyId).post(pathOf(call), { reason: 'They were promised a call from Kim.' });
/** What Twilio was asked to do to live calls. */
const redirects = () => world().twilio.requests.filter(({ path }) => path.includes('/Calls/'));

test('a caller is put through in mid-conversation, and whoever takes the call is told why', async () => {
  world().claude.script(say('Good day.'));
  const caller = await world().caller({ to: team.number });
  await caller.says('Hello.');
  const answer = await escalate(caller);
  expect(answer).toMatchObject({ status: 202, body: { attempt: 1, state: 'requested', already: false } });
  await caller.settled();
  expect(caller.heard).toSpeak(/put you through.*The conversation with my colleague has ended/);
  expect(caller.dialled[0]?.heard).toSpeak(/They were promised a call from Kim\./);
  expect(caller.dialled[0]?.bridged).toBe(true);
  expect(await transferOf(world(), caller)).toMatchObject({ reason: 'api', state: { kind: 'bridged' } });
  await sweeps(world());
  expect(textsTo(world(), teamPhone).at(-1)).toMatch(/They were promised a call from Kim\./);
  await expectRepeatsToChangeNothing(world(), caller);
});

test('a caller who has not said a word yet is put through, and is back with the AI where nobody answers', async () => {
  first().doesNotAnswer();
  const caller = await world().caller({ to: team.number });
  expect(await escalate(caller)).toMatchObject({ status: 202, body: { attempt: 0 } });
  await caller.settled();
  expect(caller.heard).toSpeak(/nobody on the team picked up/);
  expect(caller).toListen();
  world().claude.script(say('What may I do for you?'));
  expect(await caller.says('Well then.')).toSpeak('What may I do for you?');
  await caller.hangsUp();
});

test('asked for twice, at once and later, the caller is put through once', async () => {
  const caller = await world().caller({ to: team.number });
  first().answers({ presses: '1', talksMs: Number.POSITIVE_INFINITY });
  const before = redirects().length;
  const answers = await Promise.all([escalate(caller), escalate(caller), escalate(caller)]);
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
  expect(answers.filter(({ body }) => !body.already)).toHaveLength(1);
  await caller.settled();
  expect(await escalate(caller)).toMatchObject({ status: 202, body: { state: 'accepted', already: true } });
  expect(redirects()).toHaveLength(before + 1);
  expect(caller.dialled).toHaveLength(1);
  await caller.agentHangsUp();
});

test('a caller who pressed 0 is with the person already', async () => {
  const caller = await world().caller({ to: team.number });
  first().answers({ presses: '1', talksMs: Number.POSITIVE_INFINITY });
  await caller.presses('0');
  const before = redirects().length;
  expect(await escalate(caller)).toMatchObject({ status: 202, body: { state: 'accepted', already: true } });
  expect(redirects()).toHaveLength(before);
  await caller.hangsUp();
});

const failures: [string, ScriptedFailure[], number][] = [
  ['is too busy', Array.from({ length: 3 }, () => ({ status: 429, code: 20429 })), 502],
  ['breaks down', [{ status: 503, code: 20500 }], 502],
  ['breaks the connection', [{ drop: true }], 502],
  ['does not answer', [{ silent: true }], 504],
];

test.each(failures)('where Twilio %s the caller stays with the AI, and it may be asked for again', async (...row) => {
  const [, script, status] = row;
  const { claude, twilio } = world();
  const caller = await world().caller({ to: team.number });
  twilio.failNext(...script);
  const answer = await escalate(caller);
  expect(answer).toMatchObject({ status, headers: { 'content-type': 'application/problem+json' } });
  expect(answer.body.detail).toMatch(/telephone company/);
  expect(caller).toListen();
  expect(await transferOf(world(), caller, 0)).toBeUndefined();
  claude.script(say('Good day.'));
  expect(await caller.says('Hello.')).toSpeak('Good day.');
  expect(await escalate(caller)).toMatchObject({ status: 202, body: { already: false } });
  await caller.settled();
  expect(caller).toHaveHungUp();
});

test('a redirect that was done although its answer was lost leads to one transfer', async () => {
  const caller = await world().caller({ to: team.number });
  world().twilio.failNext({ lost: true });
  expect(await escalate(caller)).toMatchObject({ status: 502, body: { detail: /may or may not/ } });
  await caller.settled();
  expect(caller.dialled.map(({ bridged }) => bridged)).toEqual([true]);
  expect(await transferOf(world(), caller, 0)).toMatchObject({ reason: 'api', state: { kind: 'bridged' } });
  expect(await escalate(caller)).toMatchObject({ status: 409 });
});

test('a wish whose caller never got there is forgotten, and may be asked for again', async () => {
  const { stores } = world();
  const caller = await world().caller({ to: team.number });
  const askedAt = new Date(clock.now()).toISOString();
  const left = { reason: 'api', askedAt, rev: 0, state: { kind: 'requested' }, tried: [] } as const;
  await stores.calls.moveTransfer(caller.callSid, 0, undefined, left);
  expect(await escalate(caller)).toMatchObject({ status: 202, body: { already: true } });
  clock.forward(60_000);
  expect(await escalate(caller)).toMatchObject({ status: 202, body: { already: false } });
  await caller.settled();
  expect(caller).toHaveHungUp();
});

test('a transfer whose end could not be written down does not stand in the way of the next wish', async () => {
  const { claude, stores } = world();
  const caller = await world().caller({ to: team.number });
  const askedAt = new Date(clock.now()).toISOString();
  const left = { reason: 'api', askedAt, rev: 0, state: { kind: 'dialing', index: 0 }, tried: [] } as const;
  await stores.calls.moveTransfer(caller.callSid, 0, undefined, left);
  clock.forward(60_000);
  expect(await escalate(caller)).toMatchObject({ status: 202, body: { already: true } });
  claude.script(say('Good day.'));
  await caller.says('Hello.');
  expect(await escalate(caller)).toMatchObject({ status: 202, body: { attempt: 1, already: false } });
  await caller.settled();
  expect(caller.dialled.map(({ bridged }) => bridged)).toEqual([true]);
});

test('a call that is over is a conflict, also where only Twilio knows it', async () => {
  const over = await world().caller({ to: team.number });
  await over.hangsUp();
  expect(await escalate(over)).toMatchObject({ status: 409, body: { code: 'conflict', detail: /is over/ } });
  const open = await world().caller({ to: team.number, statusCallback: undefined as never });
  await open.hangsUp();
  expect(await escalate(open)).toMatchObject({ status: 409, body: { detail: /is over/ } });
  expect(await transferOf(world(), open, 0)).toBeUndefined();
});

test('nobody is sent where there is no person, or none at this hour, and the caller notices nothing', async () => {
  const alone = await world().caller({ to: '+12025550137' });
  expect(await escalate(alone, 'alone')).toMatchObject({ status: 409, body: { detail: /no person/ } });
  const late = await world().caller({ to: '+12025550138' });
  expect(await escalate(late, 'closed')).toMatchObject({ status: 409, body: { detail: /at this hour/ } });
  for (const call of [alone, late]) {
    expect(call).toListen();
    expect(call.heard).not.toSpeak(/person|team/);
    expect(await transferOf(world(), call, 0)).toBeUndefined();
    await call.hangsUp();
  }
});

test("another company's session does not exist, a viewer may not, and a reason there must be", async () => {
  const caller = await world().caller({ to: team.number });
  expect(await escalate(caller, 'alone')).toMatchObject({ status: 404 });
  expect(await escalate(caller, 'team', 'viewer')).toMatchObject({ status: 403 });
  const agent = api(world()).as('agent', 'team');
  expect(await agent.post(pathOf(caller), { reason: ' ' })).toMatchObject({ status: 422 });
  expect(await agent.post('/api/momentum/cs/sessions/sess_none/escalate', { reason: 'Why not.' })).toMatchObject({
    status: 404,
  });
  expect(caller).toListen();
  await caller.hangsUp();
});
