import { beforeAll, expect, test, vi } from 'vitest';
import { secretPrefix } from '#lib/names.ts';
import { systemClock } from '#lib/runtime/wire.ts';
import { demo } from '#local/demo-company.ts';
import type { AnsweringOptions } from '#local/twilio/agents.ts';
import type { PhoneCall } from '#local/twilio/call.ts';
import { sweeps } from '#test/support/afterwards.ts';
import { api } from '#test/support/api.ts';
import { knock, ringFields, spoken, voicePath } from '#test/support/front-door.ts';
import { freshCallSid, freshId, samplePhoneNumber } from '#test/support/samples.ts';
import { useWorld } from '#test/support/world.ts';

/** Noon or one in New York, today or yesterday, and whatever a test adds to it. */
const latest = new Date();
const afternoon = latest.setUTCHours(17, 0, 0, 0) > Date.now() ? latest.getTime() - 86_400_000 : latest.getTime();
const behindMs = Date.now() - afternoon;
let aheadMs = 0;
const world = useWorld({ clock: { now: () => Date.now() - behindMs + aheadMs, sleep: systemClock.sleep } });

const company = freshId('birch');
const ours = samplePhoneNumber();
beforeAll(() => world().company({ companyId: company, phoneNumber: ours, outbound: { callsPerMinute: 600 } }));

const purpose = 'the rosebud order';
async function placed(
  how: 'answers' | 'doesNotAnswer' = 'answers',
  taken: AnsweringOptions = {},
): Promise<{ phone: PhoneCall; name: string }> {
  const to = samplePhoneNumber();
  world().twilio.agents.when(to)[how](taken);
  const { status, body } = await api(world())
    .as('agent', company)
    .post(
      voicePath('calls'),
      { to, purpose, context: 'Tell them of snowdrops.', consent: 'written', timeZone: 'America/New_York' },
      { headers: { 'idempotency-key': freshId('key') } },
    );
  expect(status).toBe(201);
  const phone = world().twilio.calls.find(({ callSid }) => callSid === body.callSid) as PhoneCall;
  await phone.settled();
  return { phone, name: `${company}~${body.outboundId}` };
}
const callOf = (phone: PhoneCall) => world().stores.calls.find(phone.callSid);
const over = (phone: PhoneCall) => vi.waitFor(async () => expect((await callOf(phone))?.endedAt).toBeDefined(), 5_000);
const fieldsOf = (phone: PhoneCall, own: Record<string, string> = {}) =>
  ringFields({
    CallSid: phone.callSid,
    AccountSid: world().account.accountSid,
    Direction: 'outbound-api',
    From: ours,
    ...own,
  });
const tell = (path: string, fields: ReturnType<typeof ringFields>) =>
  knock({ path: voicePath(path), fields, token: world().account.authToken });

test('a status that comes after the last one, or that one again, changes nothing; a late pick-up is told so', async () => {
  const { phone, name } = await placed();
  await phone.hangsUp();
  await over(phone);
  const books = await callOf(phone);
  for (const [CallStatus, SequenceNumber] of [
    ['ringing', '1'],
    ['in-progress', '9'],
    ['no-answer', '10'],
    ['completed', '3'],
  ] as const) {
    const events = `outbound/${name}/events/status`;
    expect((await tell(events, fieldsOf(phone, { CallStatus, SequenceNumber }))).statusCode).toBe(200);
  }
  expect(await callOf(phone)).toEqual(books);
  const late = await tell(`outbound/${name}/answered`, fieldsOf(phone, { CallStatus: 'in-progress' }));
  expect(spoken(late)).not.toContain(purpose);
});

test('a machine that is heard after the end, or twice, breaks off nothing more', async () => {
  const { phone, name } = await placed('answers', { detected: new Promise(() => undefined) });
  const machine = () =>
    tell(`outbound/${name}/events/machine`, fieldsOf(phone, { AnsweredBy: 'machine_end_beep', From: '' }));
  const redirects = () => world().twilio.requests.filter(({ path }) => path.includes(phone.callSid)).length;
  expect((await machine()).statusCode).toBe(200);
  await over(phone);
  expect(redirects()).toBe(1);
  expect((await machine()).statusCode).toBe(200);
  expect(redirects()).toBe(1);
});

test("nobody speaks for another company's call: neither with an own key nor by an own call", async () => {
  const { phone, name } = await placed();
  const rival = freshId('rival');
  const [rivalSid, rivalToken] = [`AC${'7'.repeat(32)}`, 'rivals-own-token'];
  await world().company({ companyId: rival, phoneNumber: samplePhoneNumber() });
  const secret = { TWILIO: { current: { accountSid: rivalSid, authToken: rivalToken } } };
  world().secrets.secrets.set(`${secretPrefix('local')}${rival}`, JSON.stringify(secret));
  const standing = async () =>
    JSON.stringify([await callOf(phone), await world().stores.dialogues.read(`sess_${phone.callSid}`)]);
  const before = await standing();
  const own = freshCallSid();
  for (const step of ['answered', 'message', 'events/status', 'events/machine']) {
    for (const CallSid of [phone.callSid, own]) {
      const fields = fieldsOf(phone, { CallSid, AccountSid: rivalSid, CallStatus: 'completed', AnsweredBy: 'fax' });
      const path = voicePath(`outbound/${name}/${step}`);
      expect((await knock({ path, fields, token: rivalToken })).statusCode, step).toBe(403);
      // Its own name for a call of ours.
      const claimed = voicePath(`outbound/${name.replace(company, rival)}/${step}`);
      const answer = await knock({ path: claimed, fields, token: rivalToken });
      expect(JSON.stringify(answer), step).not.toContain(purpose);
    }
  }
  expect(await standing()).toBe(before);
  expect(await world().stores.calls.find(own)).toBeUndefined();
  await phone.hangsUp();
});

test('nothing of what a call is about, or of whom it calls, is logged', async () => {
  const before = world().log.lines.length;
  const { phone, name } = await placed('answers', { detected: new Promise(() => undefined) });
  await tell(`outbound/${name}/events/machine`, fieldsOf(phone, { AnsweredBy: 'machine_end_beep' }));
  await over(phone);
  const lines = JSON.stringify(world().log.lines.slice(before));
  expect(lines).toContain(phone.callSid);
  for (const personal of [purpose, 'snowdrops', String((await callOf(phone))?.to), ours.slice(1), demo.authToken]) {
    expect(lines).not.toContain(personal);
  }
});

test('a call whose end nobody tells us of is closed when no call can last any longer, as of the last word in it', async () => {
  const spoke = await placed();
  const events = spoke.phone.webhooks.filter(({ purpose: why }) => why === 'status').length;
  expect(events).toBeGreaterThan(0);
  world().claude.script({ text: 'On Tuesday.' });
  await spoke.phone.says('When does it come?');
  const call = await callOf(spoke.phone);
  const sessionId = `sess_${spoke.phone.callSid}`;
  aheadMs = 4 * 3_600_000;
  await sweeps(world());
  expect((await callOf(spoke.phone))?.endedAt).toBeUndefined();
  aheadMs = 5 * 3_600_000;
  await sweeps(world());
  // The report on it is the next run's.
  await sweeps(world());
  const closed = await callOf(spoke.phone);
  expect(closed).toMatchObject({ status: 'completed', endedAt: expect.any(String) });
  expect(closed?.durationSeconds).toBeLessThan(60);
  expect(Date.parse(closed?.endedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(call?.startedAt ?? ''));
  expect(await world().stores.sessions.find(sessionId)).toMatchObject({
    status: 'abandoned',
    afterCall: { reason: expect.any(String) },
  });
  aheadMs = 0;
});

test('a call that ended as calls do leaves nothing for the sweep', async () => {
  const { phone } = await placed('doesNotAnswer');
  await over(phone);
  const taskId = `unheard-end#${phone.callSid}`;
  await vi.waitFor(async () =>
    expect(await world().stores.outbox.find(company, taskId)).toMatchObject({ state: 'done', note: 'Ended in time.' }),
  );
});
