import { beforeAll, describe, expect, test } from 'vitest';
import type { CompanySecret } from '#lib/contracts/integration.ts';
import { env, secretPrefix } from '#lib/names.ts';
import { systemClock } from '#lib/runtime/wire.ts';
import { demo } from '#local/demo-company.ts';
import { formEvent, knock, nextPath, ringFields, spoken, verbsOf, voicePath } from '#test/support/front-door.ts';
import { inEnvironment } from '#test/support/refurnish.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const inbound = voicePath('inbound');
const refused = { statusCode: 403 };
const base = 'https://voice.example.com';
const greeting = /^Hello, this is Ada/;

const rival = { companyId: 'rival', phoneNumber: '+12025550160', accountSid: 'ACrival', authToken: 'rival-token' };
const secretOf = (companyId: string): string => `${secretPrefix('local')}${companyId}`;
const secretWith = (twilio: CompanySecret['TWILIO']): string => JSON.stringify({ TWILIO: twilio });

beforeAll(async () => {
  const { companyId, phoneNumber, accountSid, authToken } = rival;
  await world().company({ companyId, phoneNumber, displayName: 'Rival Ltd' });
  world().secrets.secrets.set(secretOf(companyId), secretWith({ current: { accountSid, authToken } }));
});

/** A ring that is signed for `signed` and comes to an installation that calls itself `configured`. */
const ringAt = (configured: string | undefined, signed: string, query = '') =>
  inEnvironment({ [env.webhookBaseUrl]: configured }, () =>
    knock({ path: inbound, fields: ringFields(), url: signed, query }),
  );

describe('the URL that is signed', () => {
  test.each([
    ['as it was given', base, `${base}${inbound}`],
    ['given with a trailing slash', `${base}/`, `${base}${inbound}`],
    ['given with many', `${base}///`, `${base}${inbound}`],
    ['given with :443, which Twilio leaves out for voice', `${base}:443`, `${base}${inbound}`],
    ['signed with :443', base, `${base}:443${inbound}`],
    ['with a port of its own, which Twilio leaves out over HTTPS', `${base}:8443`, `${base}${inbound}`],
    ['with a port, over HTTP', 'http://203.0.113.7:8080', `http://203.0.113.7:8080${inbound}`],
    ['with :80 signed, over HTTP', 'http://voice.example.com', `http://voice.example.com:80${inbound}`],
    ['on an IPv6 address', 'https://[2001:db8::1]:8443', `https://[2001:db8::1]${inbound}`],
    ['under a path', `${base}/phone`, `${base}/phone${inbound}`],
  ])('%s passes', async (_, configured, signed) => {
    const answer = await ringAt(configured, signed);
    expect(spoken(answer)).toMatch(greeting);
    const { action } = verbsOf(answer)[0] as { action: string };
    expect(action).toContain(`${configured.replace(/\/+$/, '')}${voicePath('speech/1')}`);
  });

  test.each([['a=1&b=2'], ['b=2&a=%20x%2B&empty='], ["who=it's+me"]])(
    'holds the query ?%s letter for letter',
    async (query) => {
      expect(spoken(await ringAt(base, `${base}${inbound}?${query}`, query))).toMatch(greeting);
      expect(await ringAt(base, `${base}${inbound}`, query)).toEqual(refused);
      expect(await ringAt(base, `${base}${inbound}?${query}&c=3`, query)).toEqual(refused);
    },
  );

  test.each([
    ['another host', 'https://voice.example.org'],
    ['another scheme', 'http://voice.example.com'],
    ['another case', 'https://Voice.example.com'],
    ['a trailing dot', 'https://voice.example.com.'],
    ['another port over HTTP', 'http://voice.example.com:81'],
  ])('is not that of %s', async (_, elsewhere) => {
    expect(await ringAt(base, `${elsewhere}${inbound}`)).toEqual(refused);
  });

  test('is not another path of ours', async () => {
    const fields = ringFields();
    expect(await knock({ path: inbound, fields, url: `${process.env[env.webhookBaseUrl]}${inbound}/` })).toEqual(
      refused,
    );
    const answer = await knock({
      path: voicePath('speech/2'),
      fields,
      url: `${process.env[env.webhookBaseUrl]}${voicePath('speech/1')}`,
    });
    expect(answer).toEqual(refused);
  });

  test('is never taken from Host or forwarded headers', async () => {
    const headers = {
      host: 'evil.example.com',
      'x-forwarded-host': 'evil.example.com',
      'x-forwarded-proto': 'https',
      forwarded: 'host=evil.example.com;proto=https',
    };
    const answer = await inEnvironment({ [env.webhookBaseUrl]: base }, () =>
      knock({ path: inbound, fields: ringFields(), url: `https://evil.example.com${inbound}`, headers }),
    );
    expect(answer).toEqual(refused);
  });

  test('cannot be checked without TWILIO_WEBHOOK_BASE_URL: the caller hears an apology, and an operator why', async () => {
    const answer = await ringAt(undefined, `${base}${inbound}`);
    expect(spoken(answer)).toMatch(/technical problem/);
    expect(nextPath(answer)).toBe(voicePath('speech/0/100'));
    expect(String(world().log.lines.at(-1)?.cause)).toContain('TWILIO_WEBHOOK_BASE_URL is not set');
  });
});

describe('the token', () => {
  const { accountSid } = demo;
  const ring = (token: string) => knock({ path: inbound, fields: ringFields(), token });

  test('is current or next while a rotation is under way, each of them', async () => {
    const rotation = { current: { accountSid, authToken: 'old' }, next: { accountSid, authToken: 'new' } };
    await withSecret(secretWith(rotation), async () => {
      expect(spoken(await ring('old'))).toMatch(greeting);
      expect(spoken(await ring('new'))).toMatch(greeting);
      expect(await ring(demo.authToken)).toEqual(refused);
      expect(await ring('')).toEqual(refused);
    });
  });

  test('of the next account signs for the next account only', async () => {
    const rotation = { current: { accountSid, authToken: 'old' }, next: { accountSid: 'ACnext', authToken: 'new' } };
    await withSecret(secretWith(rotation), async () => {
      expect(await ring('new')).toEqual(refused);
      const fields = ringFields({ AccountSid: 'ACnext' });
      expect(spoken(await knock({ path: inbound, fields, token: 'new' }))).toMatch(greeting);
      expect(await knock({ path: inbound, fields, token: 'old' })).toEqual(refused);
    });
  });

  test('is believed for five minutes, and read again after that', async () => {
    let passedMs = 0;
    const clock = { ...systemClock, now: () => Date.now() + passedMs };
    await withSecret(secretWith({ current: { accountSid, authToken: 'old' } }), async () => {
      await inEnvironment(
        {},
        async () => {
          expect(spoken(await ring('old'))).toMatch(greeting);
          world().secrets.secrets.set(
            secretOf(demo.companyId),
            secretWith({ current: { accountSid, authToken: 'new' } }),
          );
          passedMs = 299_000;
          expect(await ring('new')).toEqual(refused);
          passedMs = 301_000;
          expect(spoken(await ring('new'))).toMatch(greeting);
          expect(await ring('old')).toEqual(refused);
        },
        { clock },
      );
    });
  });
});

describe('the company', () => {
  test('is not reached with the token of another one', async () => {
    expect(await knock({ path: inbound, fields: ringFields(), token: rival.authToken })).toEqual(refused);
  });

  test.each([
    ['another company’s', { AccountSid: rival.accountSid }],
    ['nobody’s', { AccountSid: 'ACnobody' }],
    ['empty', { AccountSid: '' }],
  ])('is not reached with an AccountSid that is %s, well signed or not', async (_, account) => {
    const fields = ringFields(account);
    expect(await knock({ path: inbound, fields })).toEqual(refused);
    expect(await knock({ path: inbound, fields, token: rival.authToken })).toEqual(refused);
  });

  test('is not reached without an AccountSid', async () => {
    const fields = ringFields();
    delete fields.AccountSid;
    expect(await knock({ path: inbound, fields })).toEqual(refused);
  });

  test.each([
    'speech',
    'speech/1',
    'speech/0/100',
    'escalate',
    'escalate/1/dial',
    'escalate/1/whisper',
    'escalate/1/result',
    'status-callback',
  ])('of a call that is under way is told by the call and not by the number called: %s', async (entry) => {
    const { CallSid = '' } = await ringIn();
    const before = await world().stores.calls.find(String(CallSid));
    const { accountSid, authToken, phoneNumber } = rival;
    const theirs = { AccountSid: accountSid, To: phoneNumber, CallStatus: 'completed' };
    const asOwn = ringFields({ ...theirs, CallSid });
    expect(await knock({ path: voicePath(entry), fields: asOwn, token: authToken })).toEqual(refused);
    const asChild = ringFields({ ...theirs, ParentCallSid: CallSid });
    expect(await knock({ path: voicePath(entry), fields: asChild, token: authToken })).toEqual(refused);
    expect(await world().stores.calls.find(String(CallSid))).toEqual(before);
  });

  test('never hears of another one’s call, not even by ringing with its CallSid', async () => {
    const { CallSid = '' } = await ringIn();
    const { accountSid, authToken, phoneNumber } = rival;
    const fields = ringFields({ AccountSid: accountSid, To: phoneNumber, CallSid });
    const answer = await knock({ path: inbound, fields, token: authToken });
    expect(answer).toEqual(refused);
  });

  test('is nobody, and so is its number: only the platform’s own account may say so', async () => {
    const fields = ringFields({ To: '+12025550199', AccountSid: 'ACplatform' });
    const rings = () => knock({ path: inbound, fields, token: 'platform-token' });
    expect(await rings()).toEqual(refused);
    const platform = { [env.twilioAccountSid]: 'ACplatform', [env.twilioAuthToken]: 'platform-token' };
    const answer = await inEnvironment(platform, rings);
    expect(spoken(answer)).toMatch(/this number is not in service/);
    expect(verbsOf(answer).at(-1)).toEqual({ verb: 'Hangup' });
  });

  async function ringIn(): Promise<ReturnType<typeof ringFields>> {
    const fields = ringFields();
    expect(spoken(await knock({ path: inbound, fields }))).toMatch(greeting);
    return fields;
  }
});

describe('a company without an integration', () => {
  const fallback = {
    [env.twilioAccountSid]: 'ACplatform',
    [env.twilioAuthToken]: 'platform-token',
    [env.twilioPhoneNumber]: '+12025550170',
    [env.defaultCompanyId]: 'first-customer',
  };
  const fields = () => ringFields({ To: '+12025550170', AccountSid: 'ACplatform' });

  test('is served by the account in the environment, from the first ring on', async () => {
    await inEnvironment(fallback, async () => {
      const first = fields();
      const answer = await knock({ path: inbound, fields: first, token: 'platform-token' });
      expect(spoken(answer)).toBe('Hello, this is Ada, the AI assistant of our company. How can I help you today?');
      const next = { path: voicePath('speech/1'), fields: first };
      expect(spoken(await knock({ ...next, token: 'platform-token' }))).toMatch(/I'm listening/);
      expect(await knock({ ...next, token: demo.authToken })).toEqual(refused);
    });
    expect(await world().stores.companies.find('first-customer')).toMatchObject({ enabled: true, version: 0 });
  });

  test.each([
    ['with another token', {}, demo.authToken],
    ['without DEFAULT_COMPANY_ID', { [env.defaultCompanyId]: undefined }, demo.authToken],
    ['without the account’s token', { [env.twilioAuthToken]: undefined }, 'platform-token'],
  ])('is not served %s', async (_, changes, token) => {
    const answer = await inEnvironment({ ...fallback, ...changes }, () =>
      knock({ path: inbound, fields: fields(), token }),
    );
    expect(answer).toEqual(refused);
  });

  test('lends its account to no company that has its own', async () => {
    const ring = ringFields({ AccountSid: 'ACplatform' });
    const answer = await inEnvironment(fallback, () => knock({ path: inbound, fields: ring, token: 'platform-token' }));
    expect(answer).toEqual(refused);
  });

  test('is the only one it may sign for: a company whose secret is lost is not', async () => {
    world().secrets.secrets.delete(secretOf(rival.companyId));
    const ring = ringFields({ AccountSid: 'ACplatform', To: rival.phoneNumber });
    const answer = await inEnvironment(fallback, () => knock({ path: inbound, fields: ring, token: 'platform-token' }));
    expect(answer).toEqual(refused);
  });
});

describe('a missing or wrong signature', () => {
  const unsigned = (post: Partial<Parameters<typeof knock>[0]> = {}) =>
    knock({ path: inbound, fields: ringFields(), signature: null, sourceIp: '127.0.0.1', ...post });
  const inTheCloud = { [env.desk]: undefined };

  test.each([['127.0.0.1'], ['::1'], ['::ffff:127.0.0.1'], ['54.172.60.2']])(
    'never passes in the cloud, from %s',
    async (sourceIp) => {
      await inEnvironment(inTheCloud, async () => {
        expect(await unsigned({ sourceIp })).toEqual(refused);
        expect(await unsigned({ sourceIp, headers: { 'x-forwarded-for': '127.0.0.1' } })).toEqual(refused);
        expect(await unsigned({ sourceIp, signature: '' })).toEqual(refused);
      });
    },
  );

  test.each(['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1'])('passes on the desk from %s', async (sourceIp) => {
    expect(spoken(await unsigned({ sourceIp }))).toMatch(greeting);
  });

  test('does not pass on the desk for the account of somebody else', async () => {
    const fields = ringFields({ AccountSid: rival.accountSid });
    expect(await unsigned({ fields })).toEqual(refused);
  });

  test.each(['54.172.60.2', '10.0.0.1', '128.0.0.1', '::2', '127.0.0.1.evil.example.com', ''])(
    'does not pass on the desk from "%s"',
    async (sourceIp) => {
      expect(await unsigned({ sourceIp })).toEqual(refused);
    },
  );

  test('does not pass on the desk where REQUIRE_SIGNATURE is true', async () => {
    const answer = await inEnvironment({ [env.requireSignature]: 'true' }, () => unsigned());
    expect(answer).toEqual(refused);
  });

  test.each([
    ['wrong', 'AAAAAAAAAAAAAAAAAAAAAAAAAAA='],
    ['too short', 'AAAA'],
    ['empty', ''],
    ['no Base64', '☎'],
    ['two in one header', 'twice'],
  ])('is never good when it is %s, on the desk and from loopback', async (_, wrong) => {
    const fields = ringFields();
    const right = formEvent({ path: inbound, fields }).headers['x-twilio-signature'];
    const signature = wrong === 'twice' ? `${right},${right}` : wrong;
    expect(await unsigned({ fields, signature })).toEqual(refused);
  });

  test('says nothing but 403: no body, no header', async () => {
    expect(await unsigned({ sourceIp: '54.172.60.2' })).toEqual({ statusCode: 403 });
  });
});

async function withSecret(secret: string, run: () => Promise<void>): Promise<void> {
  const { secrets } = world().secrets;
  const name = secretOf(demo.companyId);
  const earlier = secrets.get(name) ?? '';
  secrets.set(name, secret);
  try {
    await inEnvironment({}, run);
  } finally {
    secrets.set(name, earlier);
  }
}
