import { expect, test } from 'vitest';
import { api } from '#test/support/api.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const path = '/api/momentum/cs/config';

test('a company reads its configuration, with its version as an ETag', async () => {
  const answer = await api(world()).as('admin').get(path);
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ companyId: 'demo', displayName: 'Maple & Pine', version: 0 });
  expect(answer.headers.etag).toBe('"0"');
});

test('a company that has none yet gets the defaults', async () => {
  const answer = await api(world()).as('admin', 'newcomer').get(path);
  expect(answer).toMatchObject({
    status: 200,
    body: { companyId: 'newcomer', displayName: 'our company', version: 0 },
  });
});

test('what is put is what the next caller hears', async () => {
  await world().company({ companyId: 'put-inc', phoneNumber: '+12025550131' });
  const admin = api(world()).as('admin', 'put-inc');
  const read = await admin.get(path);
  const put = await admin.put(
    path,
    { ...read.body, displayName: 'Put Incorporated' },
    { headers: { 'if-match': read.headers.etag ?? '' } },
  );
  expect(put).toMatchObject({ status: 200, body: { displayName: 'Put Incorporated', version: 1 } });
  expect(put.headers.etag).toBe('"1"');
  const caller = await world().caller({ to: '+12025550131' });
  expect(caller.heard.map(({ text }) => text).join(' ')).toContain('Put Incorporated');
  await caller.hangsUp();
});

test('what is left out takes its default again', async () => {
  const admin = api(world()).as('admin', 'forgetful');
  const hours = { monday: [{ opens: '09:00', closes: '17:00' }] };
  await admin.get(path);
  const first = await admin.put(path, { businessHours: hours }, { headers: { 'if-match': '"0"' } });
  expect(first.body.businessHours.monday).toEqual(hours.monday);
  const second = await admin.put(path, {}, { headers: { 'if-match': '"1"' } });
  expect(second.status).toBe(200);
  expect((await admin.get(path)).body).toEqual(second.body);
  expect(second.body.businessHours).toBeUndefined();
});

test('an edit of a version that is no more is refused, and a repeat of one that was made is not', async () => {
  const admin = api(world()).as('admin', 'edited');
  await admin.get(path);
  const edit = () => admin.put(path, { displayName: 'Once' }, { headers: { 'if-match': '"0"' } });
  expect((await edit()).headers.etag).toBe('"1"');
  expect(await edit()).toMatchObject({ status: 200, body: { version: 1 } });
  const other = await admin.put(path, { displayName: 'Twice' }, { headers: { 'if-match': '"0"' } });
  expect(other).toMatchObject({ status: 412, body: { code: 'stale' } });
});

test('of many edits at once one is made', async () => {
  const admin = api(world()).as('admin', 'raced');
  await admin.get(path);
  const names = Array.from({ length: 10 }, (_, i) => `Name ${i}`);
  const answers = await Promise.all(
    names.map((displayName) => admin.put(path, { displayName }, { headers: { 'if-match': '"0"' } })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 412)).toHaveLength(9);
});

test('whose configuration it is the token says, never the body', async () => {
  const admin = api(world()).as('admin', 'thief');
  await admin.get(path);
  await admin.put(path, { companyId: 'demo', displayName: 'Mine' }, { headers: { 'if-match': '"0"' } });
  expect((await world().stores.companies.find('demo'))?.displayName).toBe('Maple & Pine');
});

test('a fault names its field and what it must be', async () => {
  const put = await api(world())
    .as('admin')
    .put(
      path,
      { displayNane: 'Typo', tiers: { aiRep: { capabilities: { maxRefundAmount: -1 } } }, language: 'nl' },
      { headers: { 'if-match': '"0"' } },
    );
  expect(put.status).toBe(422);
  expect(put.body.errors).toEqual([
    { field: 'language', problem: 'must be one of en, es, fr, de, pt' },
    { field: 'tiers.aiRep.capabilities.maxRefundAmount', problem: 'must be at least 0' },
    { field: 'displayNane', problem: 'is not a field that is known here: leave it out, or correct its spelling' },
  ]);
});

test.each([
  ['timeZone', { timeZone: 'Mars/Olympus' }, 'IANA'],
  ['blockedCallers.0', { blockedCallers: ['555'] }, 'E.164'],
  ['tiers.aiRep.voice', { tiers: { aiRep: { voice: 'Polly.Vicki' } } }, 'Polly.Joanna-Neural'],
  ['tiers.humanAgent.escalationPhone', { tiers: { humanAgent: { enabled: true } } }, 'give a number'],
  ['tiers.humanAgent.notificationPhone', { tiers: { humanAgent: { notifyOnEscalation: true } } }, 'give a number'],
  ['tiers.aiRep.enabled', { tiers: { aiRep: { enabled: false }, aiManager: { enabled: false } } }, 'one of'],
  ['tiers.aiManager.model', { tiers: { aiManager: { model: 'claude-unheard-of' } } }, 'claude-haiku-5-5'],
  [
    'tiers.humanAgent.escalationPhone',
    { tiers: { humanAgent: { enabled: true, escalationPhone: '+12025550100' } } },
    'would ring the AI',
  ],
])('what cannot work is refused at its field: %s', async (field, body, hint) => {
  const standing = await world().stores.companies.find('demo');
  const put = await api(world())
    .as('admin')
    .put(path, body, { headers: { 'if-match': `"${standing?.version}"` } });
  expect(put.status).toBe(422);
  expect(put.body.errors).toEqual([{ field, problem: expect.stringContaining(hint) }]);
  expect(await world().stores.companies.find('demo')).toEqual(standing);
  const dry = await api(world()).as('viewer').post(`${path}/dry-run`, { config: body });
  expect(dry.body.errors).toEqual([{ field: `config.${field}`, problem: expect.stringContaining(hint) }]);
});

test.each([
  ['displayName', { displayName: ' \n ' }, 'seen'],
  ['displayName', { displayName: 'Maple\nPine' }, 'one line'],
  ['tiers.aiRep.name', { tiers: { aiRep: { name: '\u200b' } } }, 'seen'],
  ['tiers.aiManager.name', { tiers: { aiManager: { name: 'Mor\u0007gan' } } }, 'one line'],
  ['businessHours.holidays.1', { businessHours: { holidays: ['2026-12-25', '2026-02-30'] } }, 'such as 2026-12-25'],
  ['businessHours.holidays.0', { businessHours: { holidays: ['2026-13-01'] } }, 'such as 2026-12-25'],
])('what callers would stumble over is refused at its field: %s of %j', async (field, body, hint) => {
  const admin = api(world()).as('admin', 'stumbling');
  const { headers } = await admin.get(path);
  const put = await admin.put(path, body, { headers: { 'if-match': headers.etag ?? '' } });
  expect(put).toMatchObject({ status: 422, body: { errors: [{ field, problem: expect.stringContaining(hint) }] } });
  expect((await admin.post(`${path}/dry-run`, { config: body })).status).toBe(422);
});

test('every version is kept, with who made it and when, page by page', async () => {
  const admin = api(world()).as('admin', 'historic');
  for (const version of [0, 1, 2]) {
    await admin.get(path);
    await admin.put(path, { displayName: `Name ${version + 1}` }, { headers: { 'if-match': `"${version}"` } });
  }
  const first = await admin.get(`${path}/versions`, { query: { limit: 3 } });
  expect(first.body.items.map(({ version }: { version: number }) => version)).toEqual([3, 2, 1]);
  expect(first.body.items[0]).toMatchObject({ editedBy: { subject: 'desk', role: 'admin' } });
  const second = await admin.get(`${path}/versions`, { query: { limit: 3, cursor: first.body.next } });
  expect(second.body).toEqual({ items: [{ version: 0 }] });
  const old = await admin.get(`${path}/versions/1`);
  expect(old.body).toMatchObject({ version: 1, config: { displayName: 'Name 1', version: 1 } });
  expect((await admin.get(`${path}/versions/0`)).body.config.displayName).toBe('our company');
});

test('versions of another company are not there, and a cursor of its list is none of this one', async () => {
  const [one, other] = [api(world()).as('admin', 'pages-one'), api(world()).as('admin', 'pages-other')];
  for (const admin of [one, other]) await admin.get(path);
  await one.put(path, { displayName: 'One' }, { headers: { 'if-match': '"0"' } });
  expect((await one.get(`${path}/versions/1`)).status).toBe(200);
  expect(await other.get(`${path}/versions/1`)).toMatchObject({ status: 404, body: { code: 'notFound' } });
  const { next } = (await one.get(`${path}/versions`, { query: { limit: 1 } })).body;
  const stolen = await other.get(`${path}/versions`, { query: { limit: 1, cursor: next } });
  expect(stolen).toMatchObject({ status: 422, body: { errors: [{ field: 'cursor' }] } });
  expect((await other.get(`${path}/versions/${'9'.repeat(30)}`)).status).toBe(404);
});

test('a company is switched off and on for the next caller, whoever else is editing', async () => {
  await world().company({ companyId: 'switched', phoneNumber: '+12025550132' });
  const admin = api(world()).as('admin', 'switched');
  const heard = async () => {
    const caller = await world().caller({ to: '+12025550132' });
    if (!caller.ending) await caller.hangsUp();
    return caller.heard.map(({ text }) => text).join(' ');
  };
  const off = await Promise.all([admin.post(`${path}/disable`), admin.post(`${path}/disable`)]);
  expect(off.map(({ status, body }) => [status, body.enabled, body.version])).toEqual([
    [200, false, 1],
    [200, false, 1],
  ]);
  expect(await heard()).toContain('not available');
  expect((await admin.post(`${path}/enable`)).body).toMatchObject({ enabled: true, version: 2 });
  expect(await heard()).toContain('AI assistant');
  expect((await api(world()).as('agent', 'switched').post(`${path}/disable`)).status).toBe(403);
});

test('a dry run says what a caller would hear, word for word as a caller then hears it', async () => {
  await world().company({ companyId: 'dry', phoneNumber: '+12025550133', displayName: 'Dry & Sons' });
  const admin = api(world()).as('admin', 'dry');
  const dry = await admin.post(`${path}/dry-run`, {});
  const caller = await world().caller({ to: '+12025550133' });
  expect(dry.body.greeting.map(({ text }: { text: string }) => text)).toEqual(caller.heard.map(({ text }) => text));
  await caller.hangsUp();
  const german = await admin.post(`${path}/dry-run`, { config: { displayName: 'Trocken', language: 'de' } });
  expect(german.body.greeting[0]).toMatchObject({
    text: expect.stringContaining('Trocken'),
    voice: 'Polly.Vicki-Neural',
  });
  expect((await world().stores.companies.find('dry'))?.language).toBe('en');
});

test('a dry run knows the hours, the lists and the people; their numbers only an admin sees', async () => {
  const config = {
    timeZone: 'America/New_York',
    businessHours: { monday: [{ opens: '09:00', closes: '17:00' }] },
    blockedCallers: ['+12025550166'],
    tiers: { humanAgent: { enabled: true, escalationPhone: '+12025550120' } },
  };
  const sunday = '2026-11-22T15:00:00Z';
  const closed = await api(world()).as('viewer').post(`${path}/dry-run`, { config, at: sunday });
  expect(closed.body.person).toMatchObject({
    reachable: false,
    open: false,
    opensAt: '2026-11-23T14:00:00.000Z',
    numbers: ['…20'],
  });
  const open = await api(world()).as('admin').post(`${path}/dry-run`, { config, at: '2026-11-23T15:00:00Z' });
  expect(open.body.person).toMatchObject({ reachable: true, open: true, numbers: ['+12025550120'] });
  const blocked = await api(world()).as('viewer').post(`${path}/dry-run`, { config, from: '+12025550166' });
  expect(blocked.body).toMatchObject({ taken: false, refusal: 'callerBlocked' });
  const withheld = { config: { anonymousCallers: 'refuse' }, from: null };
  expect((await api(world()).as('viewer').post(`${path}/dry-run`, withheld)).body.refusal).toBe('callerAnonymous');
});

test.each([
  ['budgets.perCall', { budgets: { perCall: 1e308 } }],
  ['budgets.perDay', { budgets: { perDay: 1e-200 } }],
  ['limits.perSession', { limits: { perSession: 1e200 } }],
  ['tiers.aiRep.capabilities.maxRefundAmount', { tiers: { aiRep: { capabilities: { maxRefundAmount: 1e300 } } } }],
])('a number that no store could keep is refused at its field: %s', async (field, config) => {
  const admin = api(world()).as('admin', 'boundless');
  const { headers } = await admin.get(path);
  const put = await admin.put(path, config, { headers: { 'if-match': headers.etag ?? '' } });
  expect(put).toMatchObject({ status: 422, body: { errors: [{ field }] } });
});
