import { beforeAll, expect, test, vi } from 'vitest';
import { systemClock } from '#lib/runtime/wire.ts';
import type { PhoneCall } from '#local/twilio/call.ts';
import { api } from '#test/support/api.ts';
import { freshId, samplePhoneNumber } from '#test/support/samples.ts';
import { useWorld } from '#test/support/world.ts';

/** Five in the afternoon UTC, today or yesterday: noon or one in New York, and behind the wall's clock. */
const latest = new Date();
const afternoon = latest.setUTCHours(17, 0, 0, 0) > Date.now() ? latest.getTime() - 86_400_000 : latest.getTime();
const behindMs = Date.now() - afternoon;
const clock = { now: () => Date.now() - behindMs, sleep: systemClock.sleep };
const world = useWorld({ clock, twilio: { charactersPerSecond: 400 } });

/** A company with room for all the calls of this file. */
const company = freshId('maple');
const ours = samplePhoneNumber();
beforeAll(() =>
  world().company({
    companyId: company,
    phoneNumber: ours,
    displayName: 'Maple Tea',
    outbound: { callsPerMinute: 600 },
  }),
);

const path = '/api/momentum/voice/calls';
const ask = (body: Record<string, unknown>, key = freshId('key')) =>
  api(world())
    .as('agent', company)
    .post(
      path,
      { purpose: 'your order of Saturday', consent: 'relationship', timeZone: 'America/New_York', ...body },
      { headers: { 'idempotency-key': key } },
    );

/** Asks for a call, and waits until whoever picks up is waited for, or it is over. */
async function placed(body: Record<string, unknown>): Promise<PhoneCall> {
  const { status, body: call } = await ask(body);
  expect(status).toBe(201);
  const phone = world().twilio.calls.find(({ callSid }) => callSid === call.callSid);
  if (phone === undefined) throw new Error('Nobody was called.');
  await phone.settled();
  return phone;
}
const callOf = (phone: PhoneCall) => world().stores.calls.find(phone.callSid);
const over = (phone: PhoneCall) => vi.waitFor(async () => expect((await callOf(phone))?.endedAt).toBeDefined(), 5_000);
const heard = (phone: PhoneCall): string => phone.heard.map(({ text }) => text).join(' ');

test('who picks up hears that this is an AI and why it calls, and talks with it', async () => {
  const to = samplePhoneNumber();
  world().twilio.agents.when(to).answers();
  world().claude.script({ text: 'It will be there on Tuesday.' });
  const phone = await placed({ to, context: 'The lamp of order 4711 is late. Offer Tuesday.' });
  expect(heard(phone)).toMatch(
    /AI assistant of .*\. I'm calling about your order of Saturday\. Do you have a moment\?$/,
  );
  expect(await phone.says('Yes, when does it come?')).toSpeak('It will be there on Tuesday.');
  const told = JSON.stringify(world().claude.requests.at(-1)?.body.messages);
  expect(told).toContain('We placed this call, about: your order of Saturday.');
  expect(told).toContain('The lamp of order 4711 is late. Offer Tuesday.');
  await phone.hangsUp();
  await over(phone);
  expect(await callOf(phone)).toMatchObject({ direction: 'outbound', from: ours, to, status: 'completed' });
  expect(await world().stores.sessions.find(`sess_${phone.callSid}`)).toMatchObject({ status: 'abandoned' });
});

test('a call is opened in the language and the words that its script says', async () => {
  const to = samplePhoneNumber();
  world().twilio.agents.when(to).answers();
  const phone = await placed({ to, scriptId: 'outboundOpening#es', purpose: 'su pedido' });
  expect(heard(phone)).toMatch(/Le llamo por lo siguiente: su pedido\. ¿Tiene un momento\?$/);
  await phone.hangsUp();
});

test('a machine is left a message that names no reason, whatever was being said', async () => {
  const to = samplePhoneNumber();
  world().twilio.agents.when(to).answersAsMachine();
  const { body } = await ask({ to });
  const phone = world().twilio.calls.find(({ callSid }) => callSid === body.callSid) as PhoneCall;
  await over(phone);
  expect(heard(phone)).toMatch(
    /AI assistant of [^.]*\. I'm sorry that I missed you\. Please call us back.* Goodbye\.$/,
  );
  expect(phone.ending?.by).toBe('hangup');
  expect(await callOf(phone)).toMatchObject({ ending: 'unresolved' });
});

test('a machine is left nothing where the company wants it so', async () => {
  const companyId = freshId('quiet');
  const phoneNumber = samplePhoneNumber();
  await world().company({ companyId, phoneNumber, outbound: { voicemail: 'hangUp' } });
  const to = samplePhoneNumber();
  world().twilio.agents.when(to).answersAsMachine();
  const { status, body } = await api(world())
    .as('agent', companyId)
    .post(
      path,
      { to, purpose: 'a lamp', consent: 'request', timeZone: 'America/New_York' },
      { headers: { 'idempotency-key': 'one' } },
    );
  expect(status).toBe(201);
  const phone = world().twilio.calls.find(({ callSid }) => callSid === body.callSid) as PhoneCall;
  await over(phone);
  expect(heard(phone)).not.toContain('missed you');
  expect(await callOf(phone)).toMatchObject({ from: phoneNumber, ending: 'unresolved' });
});

test('who wants no more calls is heard in that turn, and is not called again', async () => {
  const to = samplePhoneNumber();
  world().twilio.agents.when(to).answers();
  const phone = await placed({ to });
  expect(await phone.says("Please don't call me again!")).toSpeak(/we won't call you again\. Goodbye\.$/);
  expect(phone).toHaveHungUp();
  const again = await ask({ to });
  expect(again).toMatchObject({ status: 409, body: { code: 'optedOut' } });
  // Consent does not outweigh it; only taking it back does.
  const contact = `/api/momentum/voice/contacts/${encodeURIComponent(to)}`;
  const agent = api(world()).as('agent', company);
  expect(await agent.get(contact)).toMatchObject({ body: { optedOut: { by: 'call' } } });
  const { body: back } = await agent.put(contact, { optedOut: false });
  expect(back).not.toHaveProperty('optedOut');
  // Whoever took it back answers for it.
  expect(back).toMatchObject({ optedInAt: expect.any(String), optedInBy: { subject: 'desk', role: 'agent' } });
  expect((await ask({ to })).status).toBe(201);
  expect((await agent.put(contact, { optedOut: true })).body).toMatchObject({ optedOut: { by: 'company' } });
  expect(await api(world()).as('agent', freshId('other')).get(contact)).toMatchObject({ body: { phone: to } });
});

test('who calls us and wants no calls is heard too, and is still served', async () => {
  const from = samplePhoneNumber();
  world().claude.script({ text: 'Noted. What else can I do?' });
  const caller = await world().caller({ from, to: ours });
  expect(await caller.says('Take me off your list, and where is my order?')).toSpeak('Noted. What else can I do?');
  expect(await world().stores.contacts.find(company, from)).toMatchObject({ optedOut: { by: 'call' } });
  await caller.hangsUp();
});

test('the AI has a tool for whoever says it in other words', async () => {
  const to = samplePhoneNumber();
  world().twilio.agents.when(to).answers();
  world().claude.script(
    { text: 'Let me see.', tools: [{ name: 'stop_calls', input: {} }] },
    { text: 'Done, nobody of us will ring you.' },
  );
  const phone = await placed({ to });
  await phone.says('I would rather you lost this number for good.');
  expect((await ask({ to })).body).toMatchObject({ code: 'optedOut' });
  await phone.hangsUp();
});

test('a promise to call back is consent to that call, and kept once its customer has spoken', async () => {
  const { callbacks } = world().stores;
  const to = samplePhoneNumber();
  const callbackId = freshId('cb');
  await callbacks.put({
    companyId: company,
    callbackId,
    sessionId: 'sess_earlier',
    status: 'open',
    phone: to,
    from: new Date(clock.now()).toISOString(),
    to: new Date(clock.now() + 3_600_000).toISOString(),
    timeZone: 'UTC',
    owner: 'the team',
    reason: 'a lamp',
    createdAt: new Date(clock.now()).toISOString(),
    expiresAt: Math.floor(Date.now() / 1000) + 86_400,
  });
  world().twilio.agents.when(to).answers();
  world().claude.script({ text: 'It was about the lamp.' });
  expect((await ask({ to: samplePhoneNumber(), callbackId })).body).toMatchObject({
    code: 'invalid',
    errors: [{ field: 'callbackId' }],
  });
  const phone = await placed({ to, callbackId, consent: undefined });
  expect(heard(phone)).toContain('You asked us to call you back');
  expect(await callbacks.find(company, callbackId)).toMatchObject({ status: 'open' });
  await phone.says('Yes, what was it?');
  await phone.hangsUp();
  await vi.waitFor(
    async () => expect(await callbacks.find(company, callbackId)).toMatchObject({ status: 'kept' }),
    5_000,
  );
});

test('every webhook of a call of ours may come twice', async () => {
  const to = samplePhoneNumber();
  world().twilio.agents.when(to).answers();
  const phone = await placed({ to });
  const [first] = phone.webhooks.filter(({ purpose }) => purpose === 'twiml');
  if (first === undefined) throw new Error('Nothing was asked.');
  expect((await phone.sendAgain(first)).body).toBe(first.body);
  await phone.hangsUp();
  await over(phone);
  const books = await callOf(phone);
  for (const exchange of phone.webhooks.filter(({ purpose }) => purpose === 'status')) await phone.sendAgain(exchange);
  expect(await callOf(phone)).toEqual(books);
});
