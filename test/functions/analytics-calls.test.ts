import { beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '#lib/runtime/wire.ts';
import type { AgentEntry } from '#local/twilio/agents.ts';
import type { PhoneCall } from '#local/twilio/call.ts';
import { sweeps } from '#test/support/afterwards.ts';
import { api } from '#test/support/api.ts';
import { useFaultyWorld } from '#test/support/faulty-world.ts';
import { knock, ringFields, voicePath } from '#test/support/front-door.ts';
import { freshCallSid, freshId, samplePhoneNumber } from '#test/support/samples.ts';

/** Ten minutes to one in New York, today or yesterday, and whatever a test adds to it. */
const latest = new Date();
const noon = latest.setUTCHours(16, 50, 0, 0) > Date.now() ? latest.getTime() - 86_400_000 : latest.getTime();
const behindMs = Date.now() - noon;
let aheadMs = 0;
const clock = { now: () => Date.now() - behindMs + aheadMs, sleep: systemClock.sleep };
const { world, store } = useFaultyWorld({ clock });

let company: string;
let ours: string;
beforeEach(async () => {
  company = freshId('maple');
  ours = samplePhoneNumber();
  await world().company({ companyId: company, phoneNumber: ours, outbound: { callsPerMinute: 600 } });
});

const wish = (to: string) => ({ to, purpose: 'a lamp', consent: 'written', timeZone: 'America/New_York' });
const ask = (to: string) =>
  api(world())
    .as('agent', company)
    .post(voicePath('calls'), wish(to), { headers: { 'idempotency-key': freshId('key') } });

/** A call of ours, as it rings. */
async function called(behave: (agent: AgentEntry) => void): Promise<PhoneCall> {
  const to = samplePhoneNumber();
  behave(world().twilio.agents.when(to));
  const { status, body } = await ask(to);
  expect(status).toBe(201);
  return world().twilio.calls.find(({ callSid }) => callSid === body.callSid) as PhoneCall;
}
/** What Twilio tells of the end of a call of ours. */
async function told(phone: PhoneCall, CallStatus: string): Promise<void> {
  const { outbound } = (await world().stores.calls.find(phone.callSid)) ?? {};
  const event = `outbound/${company}~${outbound?.outboundId}/events/status`;
  const fields = { CallSid: phone.callSid, From: ours, Direction: 'outbound-api', CallStatus };
  expect((await tell(event, fields)).statusCode).toBe(200);
}
const rings = (agent: AgentEntry) => agent.decides(() => new Promise(() => {}));
const over = (phone: PhoneCall) =>
  vi.waitFor(async () => expect((await world().stores.calls.find(phone.callSid))?.endedAt).toBeDefined(), 5_000);

/** The last hours' numbers of calls. */
async function numbers(granularity: 'hour' | 'day' | 'month' = 'hour') {
  await world().lambda.settled();
  const { status, body } = await api(world())
    .as('viewer', company)
    .get('/api/momentum/voice/analytics', { query: { granularity } });
  expect(status).toBe(200);
  return body;
}

const tell = (path: string, fields: Record<string, string>) =>
  knock({
    path: voicePath(path),
    fields: ringFields({ AccountSid: world().account.accountSid, To: ours, ...fields }),
    token: world().account.authToken,
  });

test('calls that nobody picked up are counted by direction and by how they ended, and are no conversations', async () => {
  await called((agent) => agent.doesNotAnswer()).then(over);
  await called((agent) => agent.isBusy()).then(over);
  await called((agent) => agent.fails()).then(over);
  const canceled = await called(rings);
  await canceled.hangsUp();
  await over(canceled);
  // One that was talked in.
  const spoken = await called((agent) => agent.answers());
  await spoken.settled();
  await spoken.hangsUp();
  await over(spoken);
  // One that came to us.
  const caller = await world().caller({ to: ours });
  await caller.hangsUp();
  await sweeps(world());

  const { total, periods } = await numbers();
  expect(total.calls).toEqual({
    total: 6,
    machines: 0,
    directions: { outbound: 5, inbound: 1 },
    statuses: { 'no-answer': 1, busy: 1, failed: 1, canceled: 1, completed: 2 },
    byDirection: {
      outbound: { 'no-answer': 1, busy: 1, failed: 1, canceled: 1, completed: 1 },
      inbound: { completed: 1 },
    },
  });
  expect(total).toMatchObject({ sessions: 2, outcomes: { abandoned: 2 }, turns: { total: 0, perSession: 0 } });
  expect(total.duration.totalSeconds).toBeLessThan(10);
  expect(periods).toHaveLength(1);
});

test('a call that a mailbox took is a call that a machine took, and no conversation', async () => {
  const phone = await called((agent) => agent.answersAsMachine());
  await over(phone);
  await sweeps(world());
  expect((await numbers()).total).toMatchObject({
    sessions: 0,
    outcomes: {},
    duration: { totalSeconds: 0 },
    calls: { total: 1, machines: 1, byDirection: { outbound: { completed: 1 } } },
  });
});

test('requests that were refused, by us or by the carrier, are no calls', async () => {
  const refused = samplePhoneNumber();
  await world().stores.contacts.optOut(company, refused, { at: new Date(clock.now()).toISOString(), by: 'company' });
  expect((await ask(refused)).status).toBe(409);
  world().twilio.failNext({ status: 400, code: 21211 });
  expect((await ask(samplePhoneNumber())).status).toBeGreaterThanOrEqual(400);
  await sweeps(world());
  expect((await numbers()).total).toMatchObject({ sessions: 0, calls: { total: 0, directions: {}, byDirection: {} } });
});

test('a call is counted in the hour in which it began, whenever it ends', async () => {
  const phone = await called(rings);
  const { startedAt = '' } = (await world().stores.calls.find(phone.callSid)) ?? {};
  aheadMs += 15 * 60_000;
  await told(phone, 'no-answer');
  const { periods } = await numbers();
  expect(periods).toMatchObject([{ begin: `${startedAt.slice(0, 13)}:00:00.000Z`, calls: { total: 1 } }]);
  expect(new Date(clock.now()).toISOString().slice(0, 13)).not.toBe(startedAt.slice(0, 13));
  await phone.hangsUp();
  aheadMs = 0;
});

test('a call is counted once, wherever the counting of it breaks off', async () => {
  const phone = await called(rings);
  let left = 4;
  // The hour gets it, the day does not.
  store().breaks(({ table, body }) => table === 'CSAIUsageSummary' && body.includes('voice#day') && left-- > 0);
  await told(phone, 'busy');
  await world().lambda.settled();
  store().heals();
  expect((await numbers('day')).total.calls.total).toBe(0);
  aheadMs += 31_000;
  await sweeps(world());
  await told(phone, 'busy');
  await sweeps(world());
  for (const granularity of ['hour', 'day', 'month'] as const)
    expect((await numbers(granularity)).total.calls).toMatchObject({ total: 1, statuses: { busy: 1 } });
  await phone.hangsUp();
  aheadMs = 0;
});

test('a call whose greeting could not be stored is counted, and is no conversation', async () => {
  const CallSid = freshCallSid();
  store().breaks(({ table, command }) => table === 'CSSession' && command === 'PutItem');
  await tell('inbound', { CallSid });
  store().heals();
  expect(await world().stores.sessions.find(`sess_${CallSid}`)).toBeUndefined();
  expect((await tell('status-callback', { CallSid, CallStatus: 'completed', CallDuration: '4' })).statusCode).toBe(200);
  await world().lambda.settled();
  expect((await numbers()).total).toMatchObject({ sessions: 0, calls: { total: 1, directions: { inbound: 1 } } });
  aheadMs += 31_000;
  const before = world().metrics.of('tasksGivenUp').length;
  await sweeps(world());
  expect((await numbers()).total).toMatchObject({ sessions: 0, calls: { total: 1 } });
  expect(world().metrics.of('tasksGivenUp')).toHaveLength(before);
  aheadMs = 0;
});
