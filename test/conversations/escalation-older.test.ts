import { beforeAll, beforeEach, expect, test } from 'vitest';
import { pathOf } from '#lib/routes.ts';
import type { PhoneCall } from '#local/twilio/call.ts';
import { team, teamConfig, transferOf } from '#test/support/transfers.ts';
import { useWorld } from '#test/support/world.ts';

// Calls that are under way while a new version is deployed, and webhooks that carry no place.
const world = useWorld();
beforeAll(() => world().company(teamConfig));
beforeEach(() => {
  world().twilio.agents.when(team.first).isBusy();
  world().twilio.agents.when(team.second).isBusy();
});

const post = async (call: PhoneCall, path: string, fields: Record<string, string> = {}): Promise<string> => {
  const { callSid, from, to, accountSid } = call.identity;
  const form = { CallSid: callSid, From: from, To: to, AccountSid: accountSid, Direction: 'inbound', ...fields };
  const response = await fetch(world().url + path, { method: 'POST', body: new URLSearchParams(form) });
  return await response.text();
};
const step = (name: string) => pathOf('escalateStep', { attempt: 1, step: name });

test('a step without a number is the first one', async () => {
  const caller = await world().caller({ to: team.number });
  expect(await post(caller, step('dial'))).toMatch(/whisper\.0#.*\+12025550131<\/Number>/);
  expect(await post(caller, step('whisper'))).toMatch(/Press 1 to take the call.*<Hangup\/>/);
  expect(await post(caller, step('result'), { DialCallStatus: 'busy' })).toMatch(/trying someone else.*dial\.1#/);
  expect(await transferOf(world(), caller)).toMatchObject({ state: { kind: 'busy', index: 0 }, tried: ['busy'] });
  await caller.hangsUp();
});

test('the bare path rings whoever is due, and begins anew when nobody is left', async () => {
  const caller = await world().caller({ to: team.number });
  expect(await post(caller, pathOf('escalate'))).toContain('+12025550131</Number>');
  expect(await transferOf(world(), caller, 0)).toMatchObject({ reason: 'api', state: { kind: 'dialing', index: 0 } });
  await post(caller, pathOf('escalateStep', { attempt: 0, step: 'result.0' }), { DialCallStatus: 'busy' });
  expect(await post(caller, pathOf('escalate'))).toContain('+12025550132</Number>');
  await post(caller, pathOf('escalateStep', { attempt: 0, step: 'result.1' }), { DialCallStatus: 'busy' });
  // One that is over is not gone back to: this is a new wish.
  expect(await post(caller, pathOf('escalate'))).toMatch(/escalate\/1\/whisper\.0#.*\+12025550131<\/Number>/);
  await caller.hangsUp();
});

test('a leg whose caller nobody knows is hung up, and its machine is nobody’s', async () => {
  const caller = await world().caller({ to: team.number });
  for (const name of ['whisper.0', 'accept.0']) {
    expect(await post(caller, step(name), { CallSid: 'CAnobody' })).toMatch(/<Response><Hangup\/><\/Response>$/);
  }
  await caller.hangsUp();
});

test('a person who decides after the caller has left hears so', async () => {
  const caller = await world().caller({ to: team.number });
  await post(caller, step('dial.0'));
  await caller.hangsUp();
  for (const name of ['whisper.0', 'accept.0'])
    expect(await post(caller, step(name), { Digits: '1' })).toMatch(/The caller has hung up\. Goodbye\..*<Hangup\/>/);
});

test('machine detection on the request for the whisper ends the leg before a word is said', async () => {
  const caller = await world().caller({ to: team.number });
  await post(caller, step('dial.0'));
  const answer = await post(caller, step('whisper.0'), { AnsweredBy: 'machine_start' });
  expect(answer).toMatch(/<Response><Hangup\/><\/Response>$/);
  expect(await transferOf(world(), caller)).toMatchObject({ state: { kind: 'machine' } });
  await caller.hangsUp();
});
