import { expect, test } from 'vitest';
import { languages } from '#lib/domain/language.ts';
import { scriptPurposes } from '#lib/domain/script.ts';
import { api } from '#test/support/api.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const path = '/api/momentum/voice/scripts';

type Script = { purpose: string; texts: string[]; own: boolean; fixed: boolean };
const scriptOf = (body: { scripts: Script[] }, purpose: string) => body.scripts.find((one) => one.purpose === purpose);

test.each(languages)('what nobody has worded is in our words, all of it (%s)', async (language) => {
  const { status, body } = await api(world()).as('admin', 'wordless').get(path, { query: { language } });
  expect(status).toBe(200);
  expect(body.scripts.map(({ purpose }: Script) => purpose)).toEqual(scriptPurposes);
  for (const script of body.scripts as Script[]) {
    expect(script.own).toBe(false);
    expect(script.texts.length).toBeGreaterThan(0);
  }
});

test('what is put is what the next caller hears, and taking it back brings our words again', async () => {
  await world().company({ companyId: 'wordy', phoneNumber: '+12025550141', displayName: 'Wordy' });
  const admin = api(world()).as('admin', 'wordy');
  const put = await admin.put(path, {
    scripts: [{ purpose: 'greeting', texts: ['Welcome to { Company }, {name} speaking.'] }],
  });
  expect(scriptOf(put.body, 'greeting')).toMatchObject({ own: true });
  expect(scriptOf(put.body, 'goodbye')).toMatchObject({ own: false });
  const caller = await world().caller({ to: '+12025550141' });
  expect(caller.heard.at(-1)?.text).toBe('Welcome to Wordy, Ada speaking.');
  await caller.hangsUp();
  const again = await admin.put(path, { scripts: [{ purpose: 'greeting', texts: [] }] });
  expect(scriptOf(again.body, 'greeting')).toEqual({
    purpose: 'greeting',
    texts: ['How can I help you today?'],
    own: false,
    fixed: false,
  });
});

test('what is put says why we call where it is the opening of our own calls, and nowhere else', async () => {
  const admin = api(world()).as('admin', 'caller');
  const scripts = [{ purpose: 'outboundOpening', texts: ['{name} of {company} here, about {about}.'] }];
  expect((await admin.put(path, { scripts })).status).toBe(200);
  expect(scriptOf((await admin.get(path)).body, 'outboundOpening')).toMatchObject({ own: true, ...scripts[0] });
  const elsewhere = await admin.put(path, { scripts: [{ purpose: 'greeting', texts: ['Hi, about {about}.'] }] });
  expect(elsewhere).toMatchObject({ status: 422, body: { errors: [{ field: 'scripts.0.texts.0' }] } });
});

test('what is read may be put again, all that is not fixed', async () => {
  const admin = api(world()).as('admin', 'mirror');
  const read = (await admin.get(path)).body.scripts as Script[];
  const scripts = read.filter(({ fixed }) => !fixed).map(({ purpose, texts }) => ({ purpose, texts }));
  expect((await admin.put(path, { scripts })).status).toBe(200);
});

test('a dry run for a company without a name says what callers hear, and no setting', async () => {
  const dry = await api(world())
    .as('viewer', 'nameless')
    .post(`${path}/dry-run`, { language: 'de', scripts: [{ purpose: 'goodbye', texts: ['Danke, {company}.'] }] });
  expect(scriptOf(dry.body, 'goodbye')?.texts).toEqual(['Danke, unserem Unternehmen.']);
});

test('a dry run fills in the names and changes nothing', async () => {
  const viewer = api(world()).as('viewer');
  const dry = await viewer.post(`${path}/dry-run`, {
    scripts: [{ purpose: 'goodbye', texts: ['Bye from {company}.'] }],
  });
  expect(scriptOf(dry.body, 'goodbye')?.texts).toEqual(['Bye from Maple & Pine.']);
  expect(scriptOf(dry.body, 'disclosure')?.texts.join()).toContain('Ada, the AI assistant of Maple & Pine');
  const standing = await api(world()).as('admin').get(path);
  expect(scriptOf(standing.body, 'goodbye')?.own).toBe(false);
});

test.each([
  ['scripts.0.purpose', { purpose: 'disclosure', texts: ['I am a human.'] }, 'in our words'],
  ['scripts.0.purpose', { purpose: 'managerIntro', texts: ['I am a human.'] }, 'in our words'],
  ['scripts.0.purpose', { purpose: 'greating', texts: ['Hi'] }, 'must be one of'],
  ['scripts.0.texts.0', { purpose: 'greeting', texts: ['Hi {customer}'] }, '{company}, {name}, {manager}'],
  ['scripts.0.texts.0', { purpose: 'greeting', texts: ['Hi {'] }, 'braces'],
  ['scripts.0.texts.0', { purpose: 'greeting', texts: ['  '] }, 'must not be empty'],
  ['scripts.0.texts.0', { purpose: 'greeting', texts: ['two\nlines'] }, 'one line'],
  ['scripts.0.texts.0', { purpose: 'greeting', texts: ['x'.repeat(601)] }, '600'],
])('what cannot be said is refused at its field: %s', async (field, script, hint) => {
  const put = await api(world())
    .as('admin')
    .put(path, { scripts: [script] });
  expect(put.status).toBe(422);
  expect(put.body.errors).toEqual([{ field, problem: expect.stringContaining(hint) }]);
});

test('the same words put twice, or by others at once, stand once; another company never sees them', async () => {
  const admin = api(world()).as('admin', 'twice');
  const put = () => admin.put(path, { scripts: [{ purpose: 'filler', texts: ['Hm.', 'Well.'] }] });
  const answers = await Promise.all([put(), put(), put()]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(scriptOf((await admin.get(path)).body, 'filler')?.texts).toEqual(['Hm.', 'Well.']);
  expect(scriptOf((await api(world()).as('admin', 'somebody-else').get(path)).body, 'filler')?.own).toBe(false);
  const purposeTwice = { scripts: [1, 2].map(() => ({ purpose: 'filler', texts: [] })) };
  expect((await admin.put(path, purposeTwice)).body.errors).toEqual([
    { field: 'scripts', problem: 'must name each purpose once' },
  ]);
  for (const role of ['agent', 'viewer'] as const) {
    expect((await api(world()).as(role, 'twice').put(path, { scripts: [] })).status).toBe(403);
  }
});
