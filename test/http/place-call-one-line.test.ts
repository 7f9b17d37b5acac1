import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { api } from '#test/support/api.ts';
import { noonClock } from '#test/support/noon.ts';
import { freshId, samplePhoneNumber } from '#test/support/samples.ts';
import { useWorld } from '#test/support/world.ts';

const clock = noonClock();
const world = useWorld({ clock });
const company = freshId('polyglot');
const ours = samplePhoneNumber();
beforeAll(() => world().company({ companyId: company, phoneNumber: ours, outbound: { callsPerMinute: 600 } }));

/** Nobody picks up, and the books of every call are closed before the next test. */
afterEach(() =>
  vi.waitFor(async () => {
    const calls = await Promise.all(world().twilio.calls.map(({ callSid }) => world().stores.calls.find(callSid)));
    expect(calls.filter((call) => call?.endedAt === undefined)).toEqual([]);
  }, 5_000),
);

/** Two ways in which networks write one phone's number. */
const lines = [
  ['an old Mexican mobile, called by the new', '+5215500000101', '+525500000101', 'America/Mexico_City'],
  ['a new Mexican number, called by the old', '+525500000102', '+5215500000102', 'America/Mexico_City'],
  ['an Argentine mobile without the 9, called with it', '+541100000103', '+5491100000103', 'America/Buenos_Aires'],
  ['an Argentine mobile with the 9, called without', '+5491100000104', '+541100000104', 'America/Buenos_Aires'],
] as const;

const ask = (to: string, timeZone: string, own: Record<string, unknown> = {}, key = freshId('key')) =>
  api(world())
    .as('agent', company)
    .post(
      '/api/momentum/voice/calls',
      { to, purpose: 'a lamp', consent: 'request', timeZone, ...own },
      { headers: { 'idempotency-key': key } },
    );
const contact = (phone: string) => `/api/momentum/voice/contacts/${encodeURIComponent(phone)}`;

test.each(lines)('who wants no more calls gets none: %s', async (_, says, called, timeZone) => {
  const caller = await world().caller({ from: says, to: ours });
  world().claude.script({ text: 'Noted.' });
  await caller.says('Never call me again, please.');
  await caller.hangsUp();
  expect(await ask(called, timeZone)).toMatchObject({ status: 409, body: { code: 'optedOut' } });
  const agent = api(world()).as('agent', company);
  for (const phone of [says, called]) {
    expect(await agent.get(contact(phone))).toMatchObject({ body: { phone, optedOut: { by: 'call' } } });
  }
  // Taken back in one form, it is taken back.
  await agent.put(contact(called), { optedOut: false });
  expect((await agent.get(contact(says))).body).not.toHaveProperty('optedOut');
  expect((await ask(called, timeZone)).status).toBe(201);
});

test.each(lines)(
  'consent to be called is of the line, and so is a promise to call back: %s',
  async (_, kept, called, timeZone) => {
    const agent = api(world()).as('agent', company);
    await agent.put(contact(kept), { consent: 'written' });
    expect((await ask(called, timeZone, { consent: undefined })).status).toBe(201);
    const callbackId = freshId('cb');
    const now = new Date(clock.now()).toISOString();
    await world().stores.callbacks.put({
      companyId: company,
      callbackId,
      sessionId: 'sess_earlier',
      status: 'open',
      phone: kept,
      from: now,
      to: now,
      timeZone: 'UTC',
      owner: 'the team',
      reason: 'a lamp',
      createdAt: now,
      expiresAt: Math.floor(Date.now() / 1000) + 86_400,
    });
    expect((await ask(called, timeZone, { callbackId })).status).toBe(201);
  },
);

test('two calls to one phone at once are one too many, whichever form each is asked in', async () => {
  const before = world().twilio.requests.length;
  world().twilio.failNext({ silent: true });
  const first = ask('+541100000107', 'America/Buenos_Aires');
  await expect.poll(() => world().twilio.requests.length).toBeGreaterThan(before);
  expect(await ask('+5491100000107', 'America/Buenos_Aires')).toMatchObject({
    status: 409,
    body: { code: 'conflict' },
  });
  expect(await first).toMatchObject({ status: 202 });
});

test('a Mexican mobile in its old form is dialled in the one that rings, and is one call in either', async () => {
  const key = freshId('key');
  const first = await ask('+5215500000109', 'America/Mexico_City', {}, key);
  expect(first).toMatchObject({ status: 201, body: { to: '+525500000109' } });
  expect(world().twilio.requests.at(-1)?.params.To).toBe('+525500000109');
  expect((await ask('+525500000109', 'America/Mexico_City', {}, key)).body.callSid).toBe(first.body.callSid);
});

test('a call whose answer was lost is found under whichever form Twilio lists it', async () => {
  world().twilio.failNext({ lost: true });
  const asked = ask('+5491100000108', 'America/Buenos_Aires');
  await expect.poll(() => world().twilio.calls.find(({ identity }) => identity.to === '+5491100000108')).toBeDefined();
  const call = world().twilio.calls.find(({ identity }) => identity.to === '+5491100000108');
  if (call !== undefined) (call.identity as { to: string }).to = '+541100000108';
  expect(await asked).toMatchObject({ status: 201, body: { callSid: call?.callSid } });
});
