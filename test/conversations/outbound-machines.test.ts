import { beforeAll, expect, test, vi } from 'vitest';
import type { PhoneCall } from '#local/twilio/call.ts';
import { sweeps } from '#test/support/afterwards.ts';
import { api } from '#test/support/api.ts';
import { knock, ringFields, voicePath } from '#test/support/front-door.ts';
import { noonClock } from '#test/support/noon.ts';
import { freshId, sampleEscalation, samplePhoneNumber } from '#test/support/samples.ts';
import { useWorld } from '#test/support/world.ts';

const clock = noonClock();
const world = useWorld({ clock });
const company = freshId('mapleton');
const ours = samplePhoneNumber();
beforeAll(() => world().company({ companyId: company, phoneNumber: ours, outbound: { callsPerMinute: 600 } }));

const greeting = 'You have reached the Smiths. Please leave a message after the tone.';
const agent = () => api(world()).as('agent', company);

/** A call that keeps a promise, taken by somebody of whom machine detection says nothing before it is told to. */
async function promised() {
  const to = samplePhoneNumber();
  const callbackId = freshId('cb');
  const at = new Date(clock.now()).toISOString();
  await world().stores.callbacks.put({
    companyId: company,
    callbackId,
    sessionId: 'sess_earlier',
    status: 'open',
    phone: to,
    from: at,
    to: at,
    timeZone: 'UTC',
    owner: 'the team',
    reason: 'a lamp',
    createdAt: at,
    expiresAt: Math.floor(Date.now() / 1000) + 86_400,
  });
  world()
    .twilio.agents.when(to)
    .answers({ detected: new Promise(() => undefined) });
  const { body, status } = await agent().post(
    voicePath('calls'),
    { to, purpose: 'the lamp', callbackId, timeZone: 'America/New_York' },
    { headers: { 'idempotency-key': freshId('key') } },
  );
  expect(status).toBe(201);
  const phone = world().twilio.calls.find(({ callSid }) => callSid === body.callSid) as PhoneCall;
  await phone.settled();
  /** Machine detection makes up its mind. Its form tells neither number. */
  const detected = (AnsweredBy: string) =>
    knock({
      path: voicePath(`outbound/${company}~${body.outboundId}/events/machine`),
      fields: ringFields({ CallSid: phone.callSid, From: '', To: '', AnsweredBy }),
      token: world().account.authToken,
    });
  const promise = async () => (await world().stores.callbacks.find(company, callbackId))?.status;
  const over = () => vi.waitFor(async () => expect((await callOf(phone))?.endedAt).toBeDefined(), 5_000);
  return { to, phone, detected, promise, over };
}
const callOf = (phone: PhoneCall) => world().stores.calls.find(phone.callSid);

test('the greeting of a mailbox is nobody’s words: no promise is kept by it, and nothing is reported as said', async () => {
  const { phone, detected, promise, over } = await promised();
  world().claude.script({ text: 'Good day! It is about your lamp.' }, { text: 'Pardon?' });
  // Its greeting has a pause in it.
  await phone.says('Hello!');
  await phone.says(greeting);
  await detected('machine_end_beep');
  await over();
  await sweeps(world());
  expect(phone.heard.at(-1)?.text).toMatch(/Goodbye\.$/);
  expect(await promise()).toBe('open');

  const story = await agent().get(voicePath(`calls/${phone.callSid}`));
  expect(story.body.call).toMatchObject({ pickedUpBy: 'machine', ending: 'unresolved' });
  expect(story.body.turns[1].heard).toEqual({ kind: 'machine', words: greeting });
  expect(story.body.session).toMatchObject({ status: 'abandoned' });
  expect(story.body.session).not.toHaveProperty('report');
  const { body } = await agent().get(`/api/momentum/cs/sessions/sess_${phone.callSid}/transcript`);
  expect(body.lines.filter(({ who }: { who: string }) => who === 'customer')).toEqual([]);
  expect(body.lines).toContainEqual(expect.objectContaining({ who: 'note', text: `(answering machine: ${greeting})` }));
});

test('a mailbox that hangs up before anybody knew what it is keeps no promise, and is no success', async () => {
  const { to, phone, detected, promise, over } = await promised();
  const before = world().metrics.of('callsSuccess').length;
  world().claude.script({ text: 'Good day!' });
  await phone.says('The mailbox is full. Goodbye.');
  await phone.hangsUp();
  await over();
  expect(await promise()).toBe('open');
  await detected('machine_end_other');
  expect(await promise()).toBe('open');
  expect(await callOf(phone)).toMatchObject({ pickedUpBy: 'machine' });
  expect(world().metrics.of('callsSuccess').length - before).toBeLessThanOrEqual(1);
  // Who finds our number on the screen and rings back has not fallen out of a conversation.
  const caller = await world().caller({ from: to, to: ours, params: { StirVerstat: 'TN-Validation-Passed-A' } });
  expect((await world().stores.calls.find(caller.callSid))?.resumes).toBeUndefined();
  await caller.hangsUp();
});

test('a machine that was known before the end counts as no success and no failure, and has taken no turn', async () => {
  const { phone, detected, over } = await promised();
  const before = world().metrics.of('callsSuccess').length;
  const messages = world().metrics.of('messagesPerSession').length;
  world().claude.script({ text: 'Good day!' });
  await phone.says(greeting);
  await detected('machine_end_silence');
  await over();
  await vi.waitFor(() => expect(world().metrics.of('messagesPerSession').slice(messages)).toEqual([0]));
  expect(world().metrics.of('callsSuccess')).toHaveLength(before);
});

test('a person keeps the promise with one sentence, also where detection says so only after the end', async () => {
  const { phone, detected, promise, over } = await promised();
  world().claude.script({ text: 'Good day!' });
  await phone.says('Yes, this is she.');
  await phone.hangsUp();
  await over();
  expect(await promise()).toBe('open');
  await detected('human');
  expect(await promise()).toBe('kept');
});

test('where detection cannot tell, a conversation keeps the promise', async () => {
  const { phone, detected, promise, over } = await promised();
  await detected('unknown');
  world().claude.script({ text: 'Good day!' }, { text: 'On Tuesday.' });
  await phone.says('Yes?');
  await phone.says('When does it come?');
  await phone.hangsUp();
  await over();
  await vi.waitFor(async () => expect(await promise()).toBe('kept'));
});

test('who has pressed a key is a person, whatever detection hears', async () => {
  const { phone, detected, over } = await promised();
  world().claude.script({ text: 'Thank you.' });
  await phone.presses('5');
  await detected('machine_end_other');
  await phone.settled();
  expect(phone.ending).toBeUndefined();
  expect(await callOf(phone)).toMatchObject({ pickedUpBy: 'human' });
  await phone.hangsUp();
  await over();
});

test('whom one of our people talks with is a person, and is not torn off them', async () => {
  const { phone, detected, over } = await promised();
  const accepted = sampleEscalation({ state: { kind: 'accepted', index: 0 } });
  await world().stores.calls.moveTransfer(phone.callSid, 1, undefined, accepted);
  await detected('machine_end_other');
  await phone.settled();
  expect(phone.ending).toBeUndefined();
  expect(await callOf(phone)).toMatchObject({ pickedUpBy: 'human' });
  await phone.hangsUp();
  await over();
});

test('a word of detection that comes before Twilio has told us of the call is kept', async () => {
  const { phone, detected, over } = await promised();
  await world().stores.calls.erase(phone.callSid);
  await detected('machine_start');
  expect(await callOf(phone)).toMatchObject({ pickedUpBy: 'machine', direction: 'outbound' });
  await over();
});
