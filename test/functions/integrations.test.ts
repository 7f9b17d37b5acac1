import { beforeAll, expect, test } from 'vitest';
import { secretPrefix } from '#lib/names.ts';
import { demo } from '#local/demo-company.ts';
import { api } from '#test/support/api.ts';
import { adminOf, ifMatch, integrationPath, putNow, sellNumbers, states } from '#test/support/integrations.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
beforeAll(() => sellNumbers(world(), ...Array.from({ length: 10 }, (_, last) => `+1202555014${last}`)));
const admin = (companyId: string) => adminOf(world(), companyId);
const secretOf = (companyId: string) =>
  JSON.parse(world().secrets.secrets.get(`${secretPrefix('local')}${companyId}`) ?? '{}');

test('a new company sets its telephone up, and its number is answered at the next ring', async () => {
  const put = await admin('newcomer').put(
    integrationPath('TWILIO'),
    states.twilio({}, { phoneNumber: '+12025550141' }),
    ifMatch(0),
  );
  expect(put).toMatchObject({
    status: 200,
    headers: { etag: '"1"' },
    body: { provider: 'TWILIO', category: 'COMMUNICATION', status: 'ACTIVE', phoneNumber: '+12025550141', version: 1 },
  });
  const caller = await world().caller({ to: '+12025550141' });
  expect(caller.heard).toSpeak(/AI assistant/);
  await caller.hangsUp();
});

test('a key is never shown again, but for its last four', async () => {
  const company = admin('masked');
  const answers = [
    await putNow(company, states.anthropic('sk-nobody-shall-see-this-9f3a')),
    await company.get(integrationPath('ANTHROPIC')),
    await company.get('/api/integrations'),
  ];
  for (const { status, text } of answers) {
    expect(status).toBe(200);
    expect(text).toContain('"…9f3a"');
    expect(text).not.toContain('nobody');
  }
  expect(JSON.stringify(world().log.lines)).not.toContain('nobody-shall');
});

test('a short key shows nothing of itself', async () => {
  const put = await putNow(admin('short'), states.anthropic('12345678'));
  expect(put.body.keys.current.key).toBe('…');
});

test('who did what is in the log and in the answer, and no secret is', async () => {
  await putNow(admin('audited'), states.stripe('sk-audited-secret-0001'));
  const line = world().log.lines.findLast(({ message }) => message === 'integration put');
  expect(line?.fields).toMatchObject({ provider: 'STRIPE', edition: 1, role: 'admin' });
  const { body } = await admin('audited').get(integrationPath('STRIPE'));
  expect(body).toMatchObject({ editedAt: expect.any(String), editedBy: { role: 'admin' } });
});

test('a key that is left out stays, and one that was never put is asked for', async () => {
  const company = admin('keeper');
  const { authToken: _, ...credentials } = states.twilio().credentials;
  const put = (version: number, own = {}) =>
    company.put(
      integrationPath('TWILIO'),
      { provider: 'TWILIO', credentials: { ...credentials, phoneNumber: '+12025550142', ...own } },
      ifMatch(version),
    );
  expect(await put(0)).toMatchObject({ status: 422, body: { errors: [{ field: 'credentials.authToken' }] } });
  await putNow(company, states.twilio({}, { phoneNumber: '+12025550142' }));
  expect(await put(1, { phoneNumber: '+12025550143' })).toMatchObject({ status: 200, body: { version: 2 } });
  expect(secretOf('keeper').TWILIO.current.authToken).toBe(demo.authToken);
  // A token is of one account.
  expect((await put(2, { accountSid: 'ACanother' })).status).toBe(422);
});

test('an edit of what has been changed since is refused, a repeat of one that was made is not', async () => {
  const company = admin('editors');
  const put = (key: string, version: number) =>
    company.put(integrationPath('ANTHROPIC'), states.anthropic(key), ifMatch(version));
  expect(await put('first-key-of-all', 0)).toMatchObject({ status: 200, headers: { etag: '"1"' } });
  expect(await put('first-key-of-all', 0)).toMatchObject({ status: 200, headers: { etag: '"1"' } });
  expect(await put('another-key-late', 0)).toMatchObject({ status: 412, body: { code: 'stale' } });
  expect(await put('second-key-of-all', 1)).toMatchObject({ status: 200, headers: { etag: '"2"' } });
});

test('of two who edit the same at once one wins, and the keys are those of the one who won', async () => {
  const company = admin('rivals');
  await putNow(company, states.stripe('key-to-begin-with'));
  const keys = ['key-of-the-first', 'key-of-the-other'];
  const put = (key: string) => company.put(integrationPath('STRIPE'), states.stripe(key), ifMatch(1));
  const answers = await Promise.all(keys.map(put));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  const winner = keys[answers.findIndex(({ status }) => status === 200)];
  expect(secretOf('rivals').STRIPE.current.apiKey).toBe(winner);
});

test('whoever edits another provider at the same time loses nothing', async () => {
  const company = admin('busy');
  const bodies = [
    states.twilio({}, { phoneNumber: '+12025550144' }),
    states.anthropic(),
    states.webhook(world().shop.endpoint),
    states.stripe(),
  ];
  const answers = await Promise.all(bodies.map((body) => putNow(company, body)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(Object.keys(secretOf('busy')).sort()).toEqual(['ANTHROPIC', 'STRIPE', 'TWILIO', 'WEBHOOK', 'editions']);
  expect((await company.get('/api/integrations')).body.items).toHaveLength(4);
});

test('a number is of one company: the other hears no, and not whose it is', async () => {
  const body = states.twilio({}, { phoneNumber: '+12025550145' });
  const put = (companyId: string) => admin(companyId).put(integrationPath('TWILIO'), body, ifMatch(0));
  const answers = await Promise.all(['left-inc', 'right-inc'].map(put));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const refused = answers.find(({ status }) => status === 409);
  expect(refused?.body.code).toBe('conflict');
  expect(refused?.text).not.toMatch(/left-inc|right-inc/);
});

test('a number that an operator gave to a company by hand is its own, too', async () => {
  const put = await putNow(admin('thief'), states.twilio({}, { phoneNumber: demo.phoneNumber }));
  expect(put.status).toBe(409);
  expect(put.text).not.toContain(`"${demo.companyId}"`);
});

test('a number that a company gives up, the next one may have', async () => {
  const of = (phoneNumber: string) => states.twilio({}, { phoneNumber });
  await putNow(admin('mover'), of('+12025550146'));
  expect((await putNow(admin('waiting'), of('+12025550146'))).status).toBe(409);
  await putNow(admin('mover'), of('+12025550147'));
  expect((await putNow(admin('waiting'), of('+12025550146'))).status).toBe(200);
  await admin('waiting').delete(integrationPath('TWILIO'), ifMatch(1));
  expect((await putNow(admin('mover'), of('+12025550146'))).status).toBe(200);
});

test('the number that callers dial cannot be one of the people whom they are put through to', async () => {
  const company = admin('circular');
  const config = '/api/momentum/cs/config';
  await company.get(config);
  const humanAgent = { enabled: true, escalationPhone: '+12025550148' };
  await company.put(config, { tiers: { humanAgent } }, ifMatch(0));
  const put = await putNow(company, states.twilio({}, { phoneNumber: '+12025550148' }));
  expect(put).toMatchObject({ status: 422, body: { errors: [{ field: 'credentials.phoneNumber' }] } });
});

test('what is taken away is gone, keys first, and can be set up again', async () => {
  const company = admin('leaver');
  const path = integrationPath('STRIPE');
  await putNow(company, states.stripe());
  expect(await company.delete(path, ifMatch(0))).toMatchObject({ status: 412 });
  expect((await company.delete(path, ifMatch(1))).status).toBe(204);
  expect((await company.delete(path, ifMatch(1))).status).toBe(204);
  expect((await company.get(path)).status).toBe(404);
  expect(secretOf('leaver').STRIPE).toBeUndefined();
  // Who still has the page of before open does not bring it back.
  expect((await company.put(path, states.stripe(), ifMatch(1))).status).toBe(412);
  expect(await company.put(path, states.stripe(), ifMatch(2))).toMatchObject({ status: 200, body: { version: 3 } });
});

test('a row that a crash left behind is brought along by the repeat', async () => {
  const { stores } = world();
  const company = admin('crashed');
  await putNow(company, states.webhook('https://shop.example.com/one'));
  const before = await stores.integrations.find('crashed', 'WEBHOOK');
  const second = states.webhook('https://shop.example.com/two', 'another-signing-key');
  await company.put(integrationPath('WEBHOOK'), second, ifMatch(1));
  if (before) await stores.integrations.put(before);
  const again = await company.put(integrationPath('WEBHOOK'), second, ifMatch(1));
  expect(again).toMatchObject({ status: 200, body: { endpoint: 'https://shop.example.com/two', version: 2 } });
});

test("another company's integrations are as if they were not", async () => {
  expect((await admin('stranger').get(integrationPath('TWILIO'))).status).toBe(404);
  expect((await admin('stranger').get('/api/integrations')).body).toEqual({ items: [] });
  expect((await admin('stranger').delete(integrationPath('TWILIO'), ifMatch(0))).status).toBe(404);
  expect((await admin('stranger').post(integrationPath('TWILIO', 'test'), {})).status).toBe(404);
  expect((await admin('stranger').post(integrationPath('TWILIO', 'promote'), {}, ifMatch(0))).status).toBe(404);
});

test('an agent sees what there is, and changes nothing; others see nothing', async () => {
  const as = (role: 'viewer' | 'agent' | 'chat') => api(world()).as(role);
  expect((await as('agent').get('/api/integrations')).status).toBe(200);
  for (const role of ['viewer', 'chat'] as const) expect((await as(role).get('/api/integrations')).status).toBe(403);
  const path = integrationPath('TWILIO');
  const agent = as('agent');
  const answers = [
    await agent.get(path),
    await agent.put(path, states.twilio(), ifMatch(0)),
    await agent.delete(path, ifMatch(0)),
    await agent.post(`${path}/test`, {}),
    await agent.post(`${path}/promote`, {}, ifMatch(0)),
  ];
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
});

const wrong: [string, object, number][] = [
  ['of another provider than the path', { body: states.stripe() }, 422],
  ['with a field that is none', { body: states.twilio({ colour: 'blue' }) }, 422],
  ['with a number that is none', { body: states.twilio({}, { phoneNumber: '555' }) }, 422],
  ['with a key of two lines', { body: states.twilio({}, { authToken: 'one line\nand another' }) }, 422],
  ['that is too large', { body: states.twilio({ padding: 'x'.repeat(70_000) }) }, 413],
  ['that is no JSON', { raw: '{"provider"' }, 400],
];

test.each(wrong)(
  'a statement %s is refused, and says why',
  async (_, { body, raw }: { body?: unknown; raw?: string }, status) => {
    const call = { ...ifMatch(0), ...(raw === undefined ? {} : { raw }) };
    const put = await admin('careless').put(integrationPath('TWILIO'), body, call);
    expect(put.status).toBe(status);
    expect(put.text).not.toMatch(/one line|555"/);
  },
);

test('a change without a version is asked for one', async () => {
  const path = integrationPath('TWILIO');
  expect((await admin('hasty').put(path, states.twilio())).status).toBe(428);
  expect((await admin('hasty').delete(path)).status).toBe(428);
  expect((await admin('hasty').post(`${path}/promote`, {})).status).toBe(428);
});

test('a provider that we do not know is not there', async () => {
  expect((await admin('curious').get(integrationPath('PAYPAL'))).status).toBe(404);
});

test('while Secrets Manager is away nothing is changed, and the answer says to try again', async () => {
  world().secrets.failNext({ status: 400, type: 'ThrottlingException', operation: 'PutSecretValue' }, 4);
  await putNow(admin('throttled'), states.stripe('the-key-before-it'));
  const put = await putNow(admin('throttled'), states.stripe('the-key-after-it'));
  expect(put).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  expect(secretOf('throttled').STRIPE.current.apiKey).toBe('the-key-before-it');
  expect((await putNow(admin('throttled'), states.stripe('the-key-after-it'))).status).toBe(200);
});

const rival = { accountSid: 'ACrival-account', authToken: 'rivals-own-token' };

test('nobody claims a number that is not theirs at Twilio, and its owner is not kept from it for a moment', async () => {
  const squatter = admin('squatter');
  const path = integrationPath('TWILIO');
  const { requests } = world().twilio;
  for (const [statement, field] of [
    // An account of their own, or somebody else's number.
    [states.twilio({}, { ...rival, phoneNumber: '+12025550149' }), 'credentials.authToken'],
    [states.twilio({}, { phoneNumber: '+12025550199' }), 'credentials.phoneNumber'],
    [states.twilio({ status: 'INACTIVE' }, { phoneNumber: '+12025550199' }), 'credentials.phoneNumber'],
  ] as const) {
    const put = await squatter.put(path, statement, ifMatch(0));
    expect(put).toMatchObject({ status: 422, body: { code: 'invalid', errors: [{ field }] } });
    expect(put.text).not.toContain(rival.authToken);
  }
  expect(await squatter.get(path)).toMatchObject({ status: 404 });
  expect(secretOf('squatter').TWILIO).toBeUndefined();
  expect(await world().stores.integrations.findClaim('+12025550149')).toBeUndefined();
  // What has not been read asks nobody.
  const before = requests.length;
  const put = await squatter.put(path, states.twilio({}, { phoneNumber: '+12025550149' }), ifMatch(7));
  expect(put.status).toBe(412);
  expect(requests).toHaveLength(before);
});

test('a number stays set up, whatever else is edited, without Twilio being asked again', async () => {
  const company = admin('settled');
  const statement = (own = {}) => states.twilio({}, { phoneNumber: '+12025550149', ...own });
  expect((await putNow(company, statement())).status).toBe(200);
  const before = world().twilio.requests.length;
  // In an emergency the token must be replaced at once, whatever Twilio says.
  expect((await putNow(company, statement({ authToken: 'replaced-in-a-hurry' }))).status).toBe(200);
  expect(world().twilio.requests).toHaveLength(before);
  const another = statement({ phoneNumber: '+12025550148', authToken: 'replaced-in-a-hurry' });
  expect((await putNow(company, another)).status).toBe(422);
  expect((await company.get(integrationPath('TWILIO'))).body.phoneNumber).toBe('+12025550149');
});

test('while Twilio does not tell whose a number is, nobody gets it', async () => {
  const company = admin('impatient');
  const statement = states.twilio({}, { phoneNumber: '+12025550140' });
  for (const failure of [
    { status: 429, code: 20429 },
    { status: 503, code: 20503 },
  ]) {
    world().twilio.failNext(failure);
    expect(await putNow(company, statement)).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  }
  expect((await putNow(company, statement)).status).toBe(200);
});

test("an endpoint holds nobody's password, because it is shown", async () => {
  const put = await putNow(admin('careless-too'), states.webhook('https://shop:rosebud@shop.example.com/cs-ai'));
  expect(put).toMatchObject({ status: 422, body: { errors: [{ field: 'credentials.endpoint' }] } });
  expect(put.text).not.toContain('rosebud');
});
