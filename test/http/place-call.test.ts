import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from '#lib/runtime/wire.ts';
import { api } from '#test/support/api.ts';
import { inEnvironment } from '#test/support/refurnish.ts';
import { freshId, samplePhoneNumber } from '#test/support/samples.ts';
import { useWorld } from '#test/support/world.ts';

/** Five in the afternoon UTC, today or yesterday: noon or one in New York, and behind the wall's clock. */
const latest = new Date();
const afternoon = latest.setUTCHours(17, 0, 0, 0) > Date.now() ? latest.getTime() - 86_400_000 : latest.getTime();
let aheadMs = 0;
const behindMs = Date.now() - afternoon;
const world = useWorld({ clock: { now: () => Date.now() - behindMs + aheadMs, sleep: systemClock.sleep } });
beforeEach(() => {
  aheadMs = 0;
});
/** A company with room for all the calls of this file. */
const company = freshId('busy');
beforeAll(() =>
  world().company({ companyId: company, phoneNumber: samplePhoneNumber(), outbound: { callsPerMinute: 600 } }),
);

const ask = (body: Record<string, unknown>, key = freshId('key'), companyId = company) =>
  api(world())
    .as('agent', companyId)
    .post(
      '/api/momentum/voice/calls',
      { to: samplePhoneNumber(), purpose: 'a lamp', consent: 'request', timeZone: 'America/New_York', ...body },
      { headers: { 'idempotency-key': key } },
    );
const posted = () =>
  world().twilio.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/Calls.json'));

test('the end of a call is told again and again where we fail to take it: its books hang on it', async () => {
  expect((await ask({})).status).toBe(201);
  expect(posted().at(-1)?.params).toMatchObject({
    StatusCallback: expect.stringMatching(/events\/status#rc=5&rp=5xx,ct,rt$/),
    Url: expect.stringMatching(/answered#rc=2&/),
  });
});

describe('who may not be called', () => {
  test.each([
    ['is no number', { to: '12025550123' }, 'to'],
    ['does not exist', { to: '+12025550' }, 'to'],
    ['is paid for by whoever calls it', { to: '+19005550123' }, 'to'],
    ['leads anywhere at any price', { to: '+447010000123', timeZone: undefined }, 'to'],
    ['is for emergencies', { to: '+44999', timeZone: undefined }, 'to'],
    ['is a satellite’s', { to: '+881612345678', timeZone: undefined }, 'to'],
    ['is not in the time zone given', { timeZone: 'Europe/Berlin' }, 'timeZone'],
    ['has a script that is none', { scriptId: 'greeting#en' }, 'scriptId'],
    ['is called about nothing', { purpose: ' ' }, 'purpose'],
    ['is called for a promise that there is not', { callbackId: 'cb_none' }, 'callbackId'],
    ['comes with a field that nobody knows', { from: '+12025550100' }, 'from'],
  ])('a number that %s', async (_, body, field) => {
    const before = posted().length;
    expect(await ask(body)).toMatchObject({ status: 422, body: { code: 'invalid', errors: [{ field }] } });
    expect(posted()).toHaveLength(before);
  });

  test('a number without consent, until there is some', async () => {
    const to = samplePhoneNumber();
    expect(await ask({ to, consent: undefined })).toMatchObject({ status: 409, body: { code: 'noConsent' } });
    expect((await ask({ to, consent: 'written' })).status).toBe(201);
    expect((await ask({ to, consent: undefined })).status).toBe(201);
  });

  test('a number where it may be night; the answer says until when', async () => {
    // 17:00 UTC is seven in the morning in Honolulu, and a number does not tell where its phone is.
    const refused = await ask({ timeZone: undefined });
    expect(refused).toMatchObject({ status: 409, body: { code: 'quietHours' } });
    const seconds = Number(refused.headers['retry-after']);
    expect(seconds).toBeGreaterThan(0);
    aheadMs = seconds * 1000;
    expect((await ask({ timeZone: undefined })).status).toBe(201);
  });

  test('more in a minute than the company wants', async () => {
    const companyId = freshId('slow');
    await world().company({ companyId, phoneNumber: samplePhoneNumber(), outbound: { callsPerMinute: 2 } });
    const answers = [];
    for (let call = 0; call < 3; call += 1) answers.push((await ask({}, freshId('key'), companyId)).status);
    // A new minute may have begun in between.
    expect(answers.slice(0, 2)).toEqual([201, 201]);
    expect([201, 429]).toContain(answers[2]);
  });

  test('repeats of one key count once towards that, however many come at once', async () => {
    const companyId = freshId('stutter');
    await world().company({ companyId, phoneNumber: samplePhoneNumber(), outbound: { callsPerMinute: 2 } });
    const [to, key] = [samplePhoneNumber(), freshId('key')];
    const repeats = await Promise.all(Array.from({ length: 8 }, () => ask({ to }, key, companyId)));
    for (const { status } of repeats) expect([201, 202]).toContain(status);
    expect((await ask({}, freshId('key'), companyId)).status).toBe(201);
  });

  test('what the pace refuses is placed when it is asked for again in the next minute, and holds no number meanwhile', async () => {
    const companyId = freshId('patient');
    await world().company({ companyId, phoneNumber: samplePhoneNumber(), outbound: { callsPerMinute: 1 } });
    // A whole minute lies ahead.
    aheadMs = 60_000 - ((Date.now() - behindMs) % 60_000);
    expect((await ask({}, freshId('key'), companyId)).status).toBe(201);
    const [to, key] = [samplePhoneNumber(), freshId('key')];
    const refused = await ask({ to }, key, companyId);
    expect(refused).toMatchObject({ status: 429, body: { code: 'rateLimited' } });
    expect((await ask({ to }, freshId('key'), companyId)).body.code).toBe('rateLimited');
    aheadMs += Number(refused.headers['retry-after']) * 1000;
    expect((await ask({ to }, key, companyId)).status).toBe(201);
  });

  test('anybody, by a company that is switched off', async () => {
    const companyId = freshId('off');
    await world().company({ companyId, phoneNumber: samplePhoneNumber(), enabled: false });
    expect(await ask({}, freshId('key'), companyId)).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });

  test.each(['INACTIVE', 'ERROR'] as const)('anybody, from a number whose integration is %s', async (status) => {
    const companyId = freshId('unplugged');
    await world().company({ companyId, phoneNumber: samplePhoneNumber() });
    const row = await world().stores.integrations.find(companyId, 'TWILIO');
    if (row === undefined) throw new Error('The company has a number.');
    await world().stores.integrations.put({ ...row, status });
    const before = posted().length;
    const key = freshId('key');
    expect(await ask({}, key, companyId)).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(posted()).toHaveLength(before);
  });

  test('anybody, by a viewer or without a key', async () => {
    const body = { to: samplePhoneNumber(), purpose: 'a lamp' };
    expect((await api(world()).as('viewer').post('/api/momentum/voice/calls', body)).status).toBe(403);
    expect((await api(world()).as('agent').post('/api/momentum/voice/calls', body)).status).toBe(400);
  });
});

test('nobody calls from the number of another company: the fallback is its own company’s', async () => {
  const [landlord, guest] = [freshId('landlord'), freshId('guest')];
  const { accountSid, authToken } = world().account;
  const fallback = {
    TWILIO_ACCOUNT_SID: accountSid,
    TWILIO_AUTH_TOKEN: authToken,
    TWILIO_PHONE_NUMBER: samplePhoneNumber(),
    DEFAULT_COMPANY_ID: landlord,
  };
  await inEnvironment(fallback, async () => {
    const before = posted().length;
    expect(await ask({}, freshId('key'), guest)).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(posted()).toHaveLength(before);
    expect((await ask({}, freshId('key'), landlord)).status).toBe(201);
    expect(posted().at(-1)?.params.From).toBe(fallback.TWILIO_PHONE_NUMBER);
  });
});

describe('one key is one call', () => {
  test('asked for twice, and many times at once', async () => {
    const to = samplePhoneNumber();
    const key = freshId('key');
    const before = posted().length;
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask({ to }, key)));
    expect(answers.map(({ status }) => status).sort()).toEqual(expect.arrayContaining([201]));
    for (const { status } of answers) expect([201, 202]).toContain(status);
    const again = await ask({ to }, key);
    expect(again.status).toBe(201);
    expect(posted()).toHaveLength(before + 1);
    expect(await ask({ to, purpose: 'something else' }, key)).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
  });

  test('an answer of Twilio that was lost is looked up, not repeated', async () => {
    const before = posted().length;
    world().twilio.failNext({ lost: true });
    const { status, body } = await ask({});
    expect(status).toBe(201);
    expect(world().twilio.calls.map(({ callSid }) => callSid)).toContain(body.callSid);
    expect(posted()).toHaveLength(before + 1);
  });

  test('a request that never arrived is repeated only when Twilio has had time to show it', async () => {
    const to = samplePhoneNumber();
    const key = freshId('key');
    world().twilio.failNext({ status: 503, body: 'gateway' });
    expect(await ask({ to }, key)).toMatchObject({ status: 202, body: { status: 'unknown' } });
    const before = posted().length;
    expect(await ask({ to }, key)).toMatchObject({ status: 202, body: { status: 'unknown' } });
    expect(posted()).toHaveLength(before);
    aheadMs = 61_000;
    expect((await ask({ to }, key)).status).toBe(201);
    expect(posted()).toHaveLength(before + 1);
  });

  test('a try that is repeated asks again whether they may be called by now', async () => {
    const [to, key] = [samplePhoneNumber(), freshId('key')];
    world().twilio.failNext({ status: 503, body: 'gateway' });
    expect((await ask({ to }, key)).status).toBe(202);
    const before = posted().length;
    // Ten at night in New York, and then the next noon, when they have said no in the meantime.
    aheadMs = 10 * 3_600_000;
    expect(await ask({ to }, key)).toMatchObject({ status: 409, body: { code: 'quietHours' } });
    aheadMs = 24 * 3_600_000;
    await api(world())
      .as('agent', company)
      .put(`/api/momentum/voice/contacts/${encodeURIComponent(to)}`, { optedOut: true });
    expect(await ask({ to }, key)).toMatchObject({ status: 409, body: { code: 'optedOut' } });
    expect(posted()).toHaveLength(before);
  });

  test('the same words in another language are another call', async () => {
    const [to, key] = [samplePhoneNumber(), freshId('key')];
    expect((await ask({ to, scriptId: 'outboundOpening#es' }, key)).status).toBe(201);
    expect((await ask({ to, scriptId: 'outboundOpening#es' }, key)).status).toBe(201);
    expect(await ask({ to, scriptId: 'outboundOpening#fr' }, key)).toMatchObject({ status: 409 });
  });

  test('two calls to one number at once are never taken for each other: the second has to wait', async () => {
    const to = samplePhoneNumber();
    const before = posted().length;
    world().twilio.failNext({ lost: true });
    const keys = [freshId('key'), freshId('key')];
    const answers = await Promise.all(keys.map((key) => ask({ to }, key)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(posted()).toHaveLength(before + 1);
    const refused = answers.findIndex(({ status }) => status === 409);
    expect(answers[refused]).toMatchObject({ body: { code: 'conflict' }, headers: { 'retry-after': '10' } });
    const again = await ask({ to }, keys[refused]);
    expect(again.status).toBe(201);
    expect(again.body.callSid).not.toBe(answers[1 - refused]?.body.callSid);
  });

  test('a Twilio that says nothing at all is not asked twice', async () => {
    const before = posted().length;
    world().twilio.failNext({ silent: true });
    expect(await ask({})).toMatchObject({ status: 202, body: { status: 'unknown' } });
    // What the stand-in was asked and did not answer is in its books too.
    expect(posted()).toHaveLength(before + 1);
  });

  test('what Twilio is too busy for may be asked again with the same key', async () => {
    const to = samplePhoneNumber();
    const key = freshId('key');
    const busy = { status: 429, code: 20429 };
    world().twilio.failNext(busy, busy, busy);
    const refused = await ask({ to }, key);
    expect(refused).toMatchObject({ status: 429, body: { code: 'rateLimited' } });
    expect(refused.headers['retry-after']).toBe('10');
    expect((await ask({ to }, key)).status).toBe(201);
  });

  test('a number that Twilio refuses is told as the fault of its field', async () => {
    world().twilio.failNext({ status: 400, code: 21211 });
    expect(await ask({})).toMatchObject({ status: 422, body: { errors: [{ field: 'to' }] } });
  });
});

test.each([
  ['is busy', 'isBusy', 'busy'],
  ['does not answer', 'doesNotAnswer', 'no-answer'],
  ['cannot be reached', 'fails', 'failed'],
] as const)('somebody who %s leaves closed books, and no summary is asked for', async (_, how, status) => {
  const to = samplePhoneNumber();
  world().twilio.agents.when(to)[how]();
  const { callSid } = (await ask({ to })).body;
  const { calls, sessions } = world().stores;
  await vi.waitFor(async () =>
    expect(await calls.find(callSid)).toMatchObject({ status, endedAt: expect.any(String) }),
  );
  expect(await sessions.find(`sess_${callSid}`)).toBeUndefined();
});
