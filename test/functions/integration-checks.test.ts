import { expect, test } from 'vitest';
import { demo } from '#local/demo-company.ts';
import { adminOf, ifMatch, integrationPath, putNow, sellNumbers, states } from '#test/support/integrations.ts';
import { inEnvironment } from '#test/support/refurnish.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const admin = (companyId: string) => adminOf(world(), companyId);
const tried = async (companyId: string, provider: string, body: object = {}) => {
  const answer = await admin(companyId).post(integrationPath(provider, 'test'), body);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const checksOf = (report: { checks: { check: string; state: string; fault?: string }[] }) =>
  report.checks.map(({ check, state, fault }) => [check, state, fault].filter(Boolean).join(' '));
const demoNumber = () => world().twilio.numbers.find(({ phoneNumber }) => phoneNumber === demo.phoneNumber);

test('the demo company passes: account, number, and both its addresses', async () => {
  const report = await tried(demo.companyId, 'TWILIO');
  expect(report.ok).toBe(true);
  expect(checksOf(report)).toEqual(['account passed', 'number passed', 'voiceUrl passed', 'statusCallback passed']);
});

test('a number that points elsewhere is found, with the offer to set it, which is taken', async () => {
  const number = demoNumber();
  if (number === undefined) throw new Error('The demo company has a number.');
  Object.assign(number, { voiceUrl: 'https://user:geheim@demo.example.com/welcome?token=geheim', statusCallback: '' });
  const report = await tried(demo.companyId, 'TWILIO');
  expect(report).toMatchObject({ ok: false, offer: 'setWebhooks' });
  expect(report.checks.slice(2)).toMatchObject(
    [
      { check: 'voiceUrl', fault: 'elsewhere', found: 'https://demo.example.com/welcome', advice: /setWebhooks/ },
      { check: 'statusCallback', fault: 'elsewhere', found: 'nothing' },
    ].map((one) => ({ ...one, ...(one.advice && { advice: expect.stringMatching(one.advice) }) })),
  );
  expect(JSON.stringify(report)).not.toContain('geheim');
  expect((await tried(demo.companyId, 'TWILIO', { setWebhooks: true })).ok).toBe(true);
  expect(demoNumber()?.voiceUrl).toMatch(/^http.*\/api\/momentum\/voice\/inbound#rc=2/);
  expect(demoNumber()?.statusCallback).toMatch(/\/status-callback#rc=5/);
  expect(await tried(demo.companyId, 'TWILIO')).toMatchObject({ ok: true });
});

test('a token that Twilio does not know, and a number that the account does not have', async () => {
  sellNumbers(world(), '+12025550151');
  const numbered = (own = {}) => states.twilio({}, { phoneNumber: '+12025550151', ...own });
  await putNow(admin('mistyped'), numbered());
  await putNow(admin('mistyped'), numbered({ authToken: 'a-wrong-token' }));
  const report = await tried('mistyped', 'TWILIO');
  expect(checksOf(report)).toEqual(['account failed refused']);
  expect(JSON.stringify(report)).not.toContain('a-wrong-token');
  await putNow(admin('mistyped'), numbered());
  world().twilio.takeBackNumber('+12025550151');
  expect(checksOf(await tried('mistyped', 'TWILIO'))).toEqual(['account passed', 'number failed missing']);
});

test('a Twilio that is busy, broken, or answers garbage leaves it open', async () => {
  const { twilio } = world();
  twilio.failNext({ status: 429, code: 20429 });
  expect(checksOf(await tried(demo.companyId, 'TWILIO'))).toEqual(['account unknown busy']);
  twilio.failNext({ status: 503, code: 20503 });
  expect(checksOf(await tried(demo.companyId, 'TWILIO'))).toEqual(['account unknown broken']);
  twilio.failNext({ status: 200, body: '<h1>It works!</h1>' });
  expect(checksOf(await tried(demo.companyId, 'TWILIO'))).toEqual(['account unknown broken']);
  await inEnvironment({ TWILIO_API_BASE_URL: 'http://127.0.0.1:1' }, async () => {
    expect(checksOf(await tried(demo.companyId, 'TWILIO'))).toEqual(['account unknown unreachable']);
  });
});

test('a model key is tried with one token', async () => {
  await putNow(admin('speaker'), states.anthropic());
  expect(checksOf(await tried('speaker', 'ANTHROPIC'))).toEqual(['key passed']);
  expect(world().claude.asides.at(-1)?.body).toMatchObject({ max_tokens: 1, model: 'claude-haiku-5-5' });
});

test.each([
  [401, 'failed refused'],
  [400, 'failed forbidden'],
  [404, 'failed noModel'],
  [429, 'unknown busy'],
  [529, 'unknown busy'],
  [500, 'unknown broken'],
])('a model key that is answered %i is %s', async (status, found) => {
  await putNow(admin('speaker'), states.anthropic());
  world().claude.answerAside(() => ({ fail: { status } }));
  const report = await tried('speaker', 'ANTHROPIC');
  expect(checksOf(report)).toEqual([`key ${found}`]);
  expect(report.checks[0].advice).toMatch(/\./);
});

test('a shop is asked as it will be, and must turn strangers away', async () => {
  await putNow(admin('shopkeeper'), states.webhook(world().shop.endpoint, demo.shopKey));
  expect(checksOf(await tried('shopkeeper', 'WEBHOOK'))).toEqual(['answer passed', 'strangers passed']);
  expect(world().shop.requests.at(-2)).toMatchObject({ verdict: 'signed', request: { type: 'ping' } });
  expect(world().shop.requests.at(-1)).toMatchObject({ verdict: 'wrong', status: 401 });
});

test('a shop with another key, garbage for an answer, a wrong path, or no address for us', async () => {
  const { shop } = world();
  const company = admin('shopkeeper');
  await putNow(company, states.webhook(shop.endpoint, 'another-signing-key'));
  expect(checksOf(await tried('shopkeeper', 'WEBHOOK'))).toEqual(['answer failed refused']);
  await putNow(company, states.webhook(shop.endpoint, demo.shopKey));
  for (const [how, found] of [
    ['garbage', 'failed broken'],
    ['drop', 'unknown noAnswer'],
    [404, 'failed missing'],
    [500, 'unknown broken'],
  ] as const) {
    shop.failNext({ when: 'before', how });
    expect(checksOf(await tried('shopkeeper', 'WEBHOOK'))).toEqual([`answer ${found}`]);
  }
  await putNow(company, states.webhook('http://10.0.0.7/commerce'));
  expect(checksOf(await tried('shopkeeper', 'WEBHOOK'))).toEqual(['answer failed notPublic']);
});

test('a Stripe key reads the balance, or is none', async () => {
  await putNow(admin('stripes'), states.stripe());
  expect(checksOf(await tried('stripes', 'STRIPE'))).toEqual(['key passed']);
  await putNow(admin('stripes'), states.stripe('sk-somebody-elses'));
  expect(checksOf(await tried('stripes', 'STRIPE'))).toEqual(['key failed refused']);
});

test('there is no next key to test or to promote before one was put', async () => {
  await putNow(admin('patient'), states.stripe());
  const company = admin('patient');
  expect(await company.post(integrationPath('STRIPE', 'test'), { keys: 'next' })).toMatchObject({ status: 409 });
  expect(await company.post(integrationPath('STRIPE', 'promote'), {}, ifMatch(1))).toMatchObject({ status: 409 });
});

test('a next key that the provider does not take is not promoted, unless somebody insists', async () => {
  const company = admin('insistent');
  const path = integrationPath('STRIPE', 'promote');
  await putNow(company, states.stripe(demo.stripeKey, { next: { apiKey: 'sk-of-nobody-at-all' } }));
  expect(checksOf(await tried('insistent', 'STRIPE', { keys: 'next' }))).toEqual(['key failed refused']);
  expect(await company.post(path, {}, ifMatch(1))).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('did not pass') },
  });
  const forced = await company.post(path, { force: true }, ifMatch(1));
  expect(forced).toMatchObject({ status: 200, body: { version: 2, keys: { current: { key: '…-all' } } } });
  // A repeat finds it done; a later one finds nothing to promote.
  expect(await company.post(path, { force: true }, ifMatch(1))).toMatchObject({ status: 200, body: { version: 2 } });
  expect((await company.post(path, {}, ifMatch(2))).status).toBe(409);
  expect((await company.post(path, {}, ifMatch(7))).status).toBe(412);
});
