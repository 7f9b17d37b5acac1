import { afterEach, describe, expect, test } from 'vitest';
import { demo } from '#local/demo-company.ts';
import { report, sweeps, teamPhone, textsTo, told, uses } from '#test/support/afterwards.ts';
import { api } from '#test/support/api.ts';
import { openChat } from '#test/support/chat.ts';
import type { StoreRequest } from '#test/support/faulty-dynamodb.ts';
import { useFaultyWorld } from '#test/support/faulty-world.ts';
import { knock, ringFields, voicePath } from '#test/support/front-door.ts';
import { freshId, samplePhoneNumber } from '#test/support/samples.ts';
import { settableClock } from '#test/support/settable-clock.ts';

const clock = settableClock();
const { world, store } = useFaultyWorld({ clock });
afterEach(() => store().heals());

/** Tasks of a kind cannot be written down: the table is throttled. */
const lost = (kind: string) => (request: StoreRequest) =>
  request.table === 'CSOutbox' && request.command === 'PutItem' && request.body.includes(`${kind}#`);

async function company(): Promise<{ companyId: string; number: string }> {
  const [companyId, number] = [freshId('rowan'), samplePhoneNumber()];
  await world().company({ ...told, companyId, phoneNumber: number });
  return { companyId, number };
}

/** A call of this company that was greeted, as Twilio tells of it. */
async function ring(number: string) {
  const fields = ringFields({ To: number, AccountSid: world().account.accountSid });
  const callSid = String(fields.CallSid);
  const token = world().account.authToken;
  const at = (path: string, own: Record<string, string> = {}) =>
    knock({ path: voicePath(path), fields: Object.assign(fields, own), token });
  await at('inbound');
  await world().lambda.settled();
  return { callSid, ends: () => at('status-callback', { CallStatus: 'completed', CallDuration: '42' }) };
}

async function counted(companyId: string) {
  await world().lambda.settled();
  const query = { granularity: 'month' };
  const { body } = await api(world()).as('viewer', companyId).get('/api/momentum/cs/analytics', { query });
  return body.total;
}
const statusOf = async (sessionId: string) => (await world().stores.sessions.find(sessionId))?.status;

describe('where what is to be done after a call cannot be written down', () => {
  test('its end is a 503 and closes nothing, and the repeat of it does all of it once', async () => {
    const { companyId, number } = await company();
    const { callSid, ends } = await ring(number);
    const before = world().metrics.of('callsDuration').length;
    store().breaks(lost('after-call'));
    expect(await ends()).toEqual({ statusCode: 503 });
    expect((await world().stores.calls.find(callSid))?.endedAt).toBeUndefined();
    expect(await counted(companyId)).toMatchObject({ sessions: 0, calls: { total: 0 } });
    store().heals();
    for (const _ of [1, 2]) expect((await ends()).statusCode).toBe(200);
    expect(world().metrics.of('callsDuration').slice(before)).toEqual([42]);
    expect(await counted(companyId)).toMatchObject({
      sessions: 1,
      calls: { total: 1 },
      duration: { totalSeconds: 42 },
    });
  });

  test('a chat is not ended, its page is told to ask again, and then it is', async () => {
    const { companyId } = await company();
    const chat = await openChat(world(), { companyId });
    store().breaks(lost('after-call'));
    expect(await chat.ends('resolved')).toMatchObject({
      status: 503,
      headers: { 'retry-after': '2' },
      body: { code: 'unavailable' },
    });
    expect(await statusOf(chat.sessionId)).toBe('active');
    store().heals();
    expect(await chat.ends('resolved')).toMatchObject({ status: 200, body: { status: 'resolved' } });
    expect(await counted(companyId)).toMatchObject({ sessions: 1, outcomes: { resolved: 1 } });
  });

  test('a chat that the AI ends says its goodbye, and is ended by the sweep as it was meant', async () => {
    const { companyId } = await company();
    world().claude.script({ text: 'Goodbye!', tools: [{ name: 'end_conversation', input: { outcome: 'resolved' } }] });
    const chat = await openChat(world(), { companyId });
    store().breaks(lost('after-call'));
    expect(await chat.writes('That was all.')).toMatchObject({ text: 'Goodbye!', next: 'ended' });
    expect(await statusOf(chat.sessionId)).toBe('active');
    store().heals();
    world().claude.answerAside(() => report());
    clock.forward(31 * 60_000);
    await sweeps(world());
    expect(await statusOf(chat.sessionId)).toBe('resolved');
    expect(await counted(companyId)).toMatchObject({ sessions: 1, outcomes: { resolved: 1 } });
  });
});

describe('where the books stay open after that was written down, and nobody tells of the end again', () => {
  test.each([
    ['the call', 'VoiceCall'],
    ['the session', 'CSSession'],
  ])('the sweep closes %s, and counts and reports as ever', async (_, table) => {
    const { companyId, number } = await company();
    const { callSid, ends } = await ring(number);
    const before = world().metrics.of('callsDuration').length;
    store().breaks((request) => request.table === table && request.command === 'UpdateItem');
    expect(await ends()).toEqual({ statusCode: 503 });
    await world().lambda.settled();
    store().heals();
    expect(await statusOf(`sess_${callSid}`)).toBe('active');
    clock.forward(31_000);
    await sweeps(world());
    expect(await statusOf(`sess_${callSid}`)).toBe('abandoned');
    expect(await world().stores.calls.find(callSid)).toMatchObject({ status: 'completed', durationSeconds: 42 });
    expect(world().metrics.of('callsDuration').slice(before)).toEqual([42]);
    expect(await counted(companyId)).toMatchObject({
      sessions: 1,
      calls: { total: 1 },
      duration: { totalSeconds: 42 },
    });
  });
});

test('a caller who is put through notices nothing of a text that cannot be written down', async () => {
  const { number } = await company();
  world().claude.script(uses('transfer_to_human', { reason: 'lamp', summary: 'A lamp.' }, 'One moment.'));
  world().twilio.agents.when(demo.personPhone).answers({ presses: '1' });
  const before = textsTo(world(), teamPhone).length;
  store().breaks(lost('escalation'));
  const caller = await world().caller({ to: number });
  await caller.says('A person, please.');
  expect(caller.dialled.map(({ bridged }) => bridged)).toEqual([true]);
  await world().lambda.settled();
  expect(textsTo(world(), teamPhone)).toHaveLength(before);
  expect(world().log.lines.filter(({ message }) => message === 'task not written')).toHaveLength(1);
});
