import { beforeAll, expect, test } from 'vitest';
import { runTask } from '#lib/domain/afterwards/run-task.ts';
import { retainCallUntil, type VoiceCall } from '#lib/domain/call.ts';
import { languages } from '#lib/domain/language.ts';
import { afterwardsPorts } from '#lib/runtime/wire-afterwards.ts';
import type { PhoneCall } from '#local/twilio/call.ts';
import { shown, sweeps, teamPhone, textsTo, told, uses } from '#test/support/afterwards.ts';
import { knock, spoken, verbsOf, voicePath } from '#test/support/front-door.ts';
import { freshCallSid } from '#test/support/samples.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const line = '+12025550139';
const asks = 'May I record your message for the team? Please say yes, or press 1.';
const say = (text: string) => ({ text });
const texts = () => textsTo(world(), teamPhone).filter((body) => body.includes('spoken message'));
const messageOf = async ({ callSid }: PhoneCall) => (await world().stores.calls.find(callSid))?.recordings?.[1];
const recordVerbs = (call: PhoneCall) => call.webhooks.filter(({ body }) => body.includes('<Record'));
const taskOf = (sid: string | undefined) => world().stores.outbox.find('records', `erase-recording#${sid}`);

// Nobody of the team is ever there: else callers would be put through.
beforeAll(() =>
  world().company({ ...told, businessHours: {}, companyId: 'records', phoneNumber: line, recordMessages: true }),
);

/** A caller whom we have just asked whether they may be recorded. */
async function asked(call: Parameters<ReturnType<typeof world>['caller']>[0] = {}): Promise<PhoneCall> {
  const caller = await world().caller({ to: line, ...call });
  world().claude.script(uses('record_message', { reason: 'Broken lamp' }, 'Of course.'));
  await caller.says('Nobody is there? Then let me leave a message.');
  return caller;
}

test.each(['says yes', 'presses 1'])('who %s is recorded, and the team is told who, why and how long', async (how) => {
  const before = texts().length;
  const caller = await asked();
  expect(caller.heard.slice(-2)).toSpeak(`Of course. ${asks}`);
  const next = how === 'says yes' ? await caller.says('Yes, please.') : await caller.presses('1');
  expect(next).toSpeak('Please speak after the tone, and press any key when you are done.');
  expect(caller.state).toBe('recording');
  expect(await caller.says('My lamp came broken, please send a new one to me.')).toSpeak(
    'Thank you, your message for the team is recorded. What else can I do for you?',
  );
  const [recording] = world().twilio.recordings.filter(({ callSid }) => callSid === caller.callSid);
  const heard = how === 'says yes' ? { kind: 'spoken', text: 'Yes, please.' } : { kind: 'keys', digits: '1' };
  expect(await messageOf(caller)).toMatchObject({
    consent: { given: true, heard, at: expect.stringMatching(/^20.*Z$/) },
    recording: { recordingSid: recording?.sid, status: 'completed', seconds: 4 },
  });
  await sweeps(world());
  expect(texts().slice(before)).toEqual([
    `Maple & Pine: a spoken message of 4 seconds from +12025550123, recording ${recording?.sid}. Not verified. Broken lamp`,
  ]);
  world().claude.script(say('Goodbye.'));
  await caller.says('Nothing, thank you.');
  expect(shown(world())).toContain('[The caller’s spoken message was recorded for the team');
  await caller.hangsUp();
});

const refusals: [string, (caller: PhoneCall) => Promise<unknown>, string][] = [
  ['says no', (caller) => caller.says('No, I would rather not.'), 'They said: \\"No, I would rather not.\\"'],
  ['says something else', (caller) => caller.says('What is my balance'), 'They said: \\"What is my balance\\"'],
  ['presses 2', (caller) => caller.presses('2'), 'did not agree to be recorded'],
  ['says nothing', (caller) => caller.isSilent(), 'did not agree to be recorded'],
];
test.each(refusals)('who %s is not recorded, and the AI goes on', async (_, act, note) => {
  const before = texts().length;
  const caller = await asked();
  await act(caller);
  expect(caller.heard.slice(-1)).toSpeak(/^All right, nothing is recorded\. .* pass it on in writing: what should/);
  expect(await messageOf(caller)).toMatchObject({ consent: { given: false } });
  world().claude.script(uses('take_message', { message: 'Broken lamp' }), say('It is passed on.'));
  expect(await caller.says('That my lamp is broken.')).toSpeak('It is passed on.');
  expect(shown(world())).toContain(note);
  expect(recordVerbs(caller)).toEqual([]);
  await caller.hangsUp();
  await sweeps(world());
  expect(texts()).toHaveLength(before);
  expect(world().twilio.recordings.filter(({ callSid }) => callSid === caller.callSid)).toEqual([]);
});

test('who presses 0 instead hears when somebody is there', async () => {
  const caller = await asked();
  expect(await caller.presses('0')).toSpeak(/nobody on our team is there at this hour/);
  expect((await world().stores.calls.find(caller.callSid))?.transfers[1]).toMatchObject({ reason: 'zero' });
  await caller.hangsUp();
});

test('who says nothing after the tone is told so, and no text is sent', async () => {
  const before = texts().length;
  const caller = await asked();
  await caller.presses('1');
  expect(await caller.isSilent()).toSpeak(/^I didn't hear a message, so there is none\./);
  expect(await messageOf(caller)).toMatchObject({ recording: { status: 'absent', seconds: 0 } });
  world().claude.script(say('I see.'));
  await caller.says('Never mind.');
  expect(shown(world())).toContain('[The caller said nothing after the tone');
  await caller.hangsUp();
  await sweeps(world());
  expect(texts()).toHaveLength(before);
});

test('who hangs up in the middle is heard by the team all the same', async () => {
  const before = texts().length;
  const caller = await asked();
  await caller.says('Yes.');
  await caller.hangsUp();
  expect(caller.webhooks.findLast(({ purpose }) => purpose === 'twiml')?.params).toMatchObject({ Digits: 'hangup' });
  expect(await messageOf(caller)).toMatchObject({ recording: { status: 'completed' } });
  await sweeps(world());
  expect(texts()).toHaveLength(before + 1);
});

test('a message whose recording failed: the team is told that there was one', async () => {
  const caller = await asked({ from: 'anonymous' });
  await caller.presses('1');
  const response = await tells(caller, { RecordingSid: 'REfailed', RecordingStatus: 'failed' });
  expect(response).toMatchObject({ statusCode: 200, body: expect.stringContaining('<Response/>') });
  await sweeps(world());
  expect(texts().at(-1)).toBe(
    'Maple & Pine: a hidden number left a spoken message, but its recording failed. Not verified. Broken lamp',
  );
  await caller.hangsUp();
});

/** A word of Twilio's about a recording of turn 1, signed. */
const tells = ({ callSid, identity }: PhoneCall, own: Record<string, string>, token?: string) =>
  knock({
    path: voicePath('record/1/events/status'),
    fields: { CallSid: callSid, AccountSid: identity.accountSid, ...own },
    ...(token === undefined ? {} : { token }),
  });

test('every webhook twice, late and from the last to the first changes nothing', async () => {
  const caller = await asked();
  await caller.says('Yes.');
  await caller.says('My lamp came broken.');
  await sweeps(world());
  const webhooks = caller.webhooks.filter(({ url }) => url.includes('/record/'));
  expect(webhooks.map(({ url }) => url.split('/record/')[1])).toEqual([
    '1/consent',
    expect.stringMatching(/^1\/(?:events\/status|done)$/),
    expect.stringMatching(/^1\/(?:events\/status|done)$/),
  ]);
  const [sent, kept] = [texts().length, await messageOf(caller)];
  for (const webhook of webhooks.toReversed()) {
    const repeat = await caller.sendAgain(webhook);
    expect(repeat).toMatchObject({ status: 200, body: webhook.body });
  }
  await caller.hangsUp();
  await Promise.all(webhooks.map((webhook) => caller.sendAgain(webhook)));
  await sweeps(world());
  expect(texts()).toHaveLength(sent);
  expect(await messageOf(caller)).toEqual(kept);
});

test('twins of the answer agree on one consent, and hear the same', async () => {
  const caller = await asked();
  const post = (fields: object) =>
    knock({
      path: voicePath('record/1/consent'),
      fields: { CallSid: caller.callSid, AccountSid: caller.identity.accountSid, ...fields },
    });
  const answers = await Promise.all([post({ Digits: '2' }), post({ Digits: '1' }), post({})]);
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  const given = (await messageOf(caller))?.consent.given;
  expect(verbsOf(answers[0]).some(({ verb }) => verb === 'Record')).toBe(given);
  await caller.hangsUp();
});

test('a word about a recording that Twilio did not sign is refused', async () => {
  const caller = await asked();
  await caller.presses('1');
  const forged = { RecordingSid: 'REforged', RecordingStatus: 'completed', RecordingDuration: '9' };
  expect(await tells(caller, forged, 'another-token')).toMatchObject({ statusCode: 403 });
  expect((await messageOf(caller))?.recording).toBeUndefined();
  expect(await taskOf('REforged')).toBeUndefined();
  await caller.hangsUp();
});

test('a recording under way is no news, nor is a word that we do not know', async () => {
  const caller = await asked();
  await caller.presses('1');
  for (const status of ['in-progress', 'paused', '']) {
    expect(await tells(caller, { RecordingSid: 'RE1', RecordingStatus: status })).toMatchObject({ statusCode: 200 });
  }
  expect(await tells(caller, { RecordingStatus: 'completed' })).toMatchObject({ statusCode: 200 });
  expect((await messageOf(caller))?.recording).toBeUndefined();
  await caller.hangsUp();
});

test('a recording that nobody agreed to is deleted at once, and kept nowhere', async () => {
  const caller = await asked();
  await caller.presses('2');
  const before = texts().length;
  await tells(caller, { RecordingSid: 'REunasked', RecordingStatus: 'completed', RecordingDuration: '9' });
  await sweeps(world());
  expect(world().twilio.requests.at(-1)).toMatchObject({
    method: 'DELETE',
    path: expect.stringContaining('REunasked'),
  });
  expect(await taskOf('REunasked')).toMatchObject({ state: 'done', note: 'Gone already.' });
  expect((await messageOf(caller))?.recording).toBeUndefined();
  expect(texts()).toHaveLength(before);
  await caller.hangsUp();
});

test('a recording is deleted when the time that calls are kept for is over, however often that fails', async () => {
  const caller = await asked();
  await caller.presses('1');
  await caller.says('My lamp came broken.');
  await caller.hangsUp();
  const call = await world().stores.calls.find(caller.callSid);
  const sid = call?.recordings?.[1]?.recording?.recordingSid;
  const dueAt = new Date(retainCallUntil(call as VoiceCall) * 1000).toISOString();
  expect(await taskOf(sid)).toMatchObject({ state: 'open', dueAt });
  await sweeps(world());
  expect(await taskOf(sid)).toMatchObject({ state: 'open', tries: 0 });
  const kept = () => world().twilio.recordings.filter(({ sid: one }) => one === sid);
  expect(kept()).toHaveLength(1);

  let now = Date.parse(dueAt);
  const ports = { ...afterwardsPorts(), clock: { ...afterwardsPorts().clock, now: () => now } };
  const tries = async () => {
    const state = await runTask(ports, { companyId: 'records', taskId: `erase-recording#${sid}` });
    now += 3_600_000;
    return state;
  };
  // More than any other task is given, and some of them may have been carried out.
  for (let time = 0; time < 8; time += 1) {
    world().twilio.failNext(time % 2 === 0 ? { status: 500, code: 20500 } : { drop: true });
    expect(await tries()).toBe('open');
  }
  expect(kept()).toHaveLength(1);
  expect(await tries()).toBe('done');
  expect(kept()).toEqual([]);
});

test('a call that is over, and one that nobody knows, are told so', async () => {
  const caller = await asked();
  await caller.hangsUp();
  await world().lambda.settled();
  const fields = { CallSid: caller.callSid, AccountSid: caller.identity.accountSid };
  for (const step of ['consent', 'done']) {
    const path = voicePath(`record/1/${step}`);
    expect(spoken(await knock({ path, fields: { ...fields, Digits: '1' } }))).toMatch(/^This call has already ended/);
    const stranger = { ...fields, CallSid: freshCallSid(), From: '+12025550123', To: line, Direction: 'inbound' };
    expect(spoken(await knock({ path, fields: stranger }))).toMatch(/^Hello, this is Ada/);
  }
});

test('nobody is offered to be recorded where the company does not want it, or nobody would be told', async () => {
  await world().company({
    ...told,
    businessHours: {},
    recordMessages: false,
    companyId: 'writes-only',
    phoneNumber: '+12025550166',
  });
  await world().company({
    businessHours: {},
    companyId: 'tells-nobody',
    phoneNumber: '+12025550167',
    recordMessages: true,
  });
  for (const to of ['+12025550166', '+12025550167']) {
    const caller = await world().caller({ to });
    world().claude.script(uses('record_message', { reason: 'x' }), say('I cannot.'));
    expect(await caller.says('Record me.')).toSpeak('I cannot.');
    expect(JSON.stringify(world().claude.requests.at(-1)?.body.tools)).not.toContain('record_message');
    await caller.hangsUp();
  }
});

test.each(languages)('records who says yes in %s', async (language) => {
  const phoneNumber = `+1202555017${languages.indexOf(language)}`;
  const yes = { en: 'Yes.', es: 'Sí.', fr: 'Oui.', de: 'Ja.', pt: 'Sim.' }[language];
  await world().company({
    ...told,
    companyId: `records-${language}`,
    phoneNumber,
    language,
    businessHours: {},
    recordMessages: true,
  });
  const caller = await asked({ to: phoneNumber });
  await caller.says(yes);
  expect(caller.state).toBe('recording');
  await caller.hangsUp();
});
