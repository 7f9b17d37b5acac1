import { expect, test } from 'vitest';
import { languages } from '#lib/domain/language.ts';
import { scriptPurposes } from '#lib/domain/script.ts';
import { api } from '#test/support/api.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const path = '/api/momentum/voice/scripts';

type Script = { purpose: string; texts: string[]; own: boolean; fixed: boolean };
type Words = Pick<Script, 'purpose' | 'texts'>;
const scriptOf = (body: { scripts: Script[] }, purpose: string) => body.scripts.find((one) => one.purpose === purpose);
const admin = (companyId?: string) => api(world()).as('admin', companyId);

/** Puts words over the version that is named. */
const putOver = (companyId: string, etag: string, scripts: Words[], language?: string) =>
  admin(companyId).put(path, { ...(language && { language }), scripts }, { headers: { 'if-match': etag } });

/** Puts words over whatever stands. */
async function put(companyId: string, ...scripts: Words[]) {
  const { etag = '' } = (await admin(companyId).get(path)).headers;
  return putOver(companyId, etag, scripts);
}

test.each(languages)('what nobody has worded is in our words, all of it (%s)', async (language) => {
  const { status, body, headers } = await admin('wordless').get(path, { query: { language } });
  expect(status).toBe(200);
  expect(headers.etag).toBe(`"${language}-0"`);
  expect(body.scripts.map(({ purpose }: Script) => purpose)).toEqual(scriptPurposes);
  for (const script of body.scripts as Script[]) {
    expect(script.own).toBe(false);
    expect(script.texts.length).toBeGreaterThan(0);
  }
});

test('what is put is what the next caller hears, and taking it back brings our words again', async () => {
  await world().company({ companyId: 'wordy', phoneNumber: '+12025550141', displayName: 'Wordy' });
  const ours = await put('wordy', { purpose: 'greeting', texts: ['Welcome to { Company }, {name} speaking.'] });
  expect(scriptOf(ours.body, 'greeting')).toMatchObject({ own: true });
  expect(scriptOf(ours.body, 'goodbye')).toMatchObject({ own: false });
  const caller = await world().caller({ to: '+12025550141' });
  expect(caller.heard.at(-1)?.text).toBe('Welcome to Wordy, Ada speaking.');
  await caller.hangsUp();
  const again = await put('wordy', { purpose: 'greeting', texts: [] });
  expect(scriptOf(again.body, 'greeting')).toEqual({
    purpose: 'greeting',
    texts: ['How can I help you today?'],
    placeholders: ['{company}', '{name}', '{manager}'],
    own: false,
    fixed: false,
  });
});

test('what is put says why we call where it is the opening of our own calls, and nowhere else', async () => {
  const opening = { purpose: 'outboundOpening', texts: ['{name} of {company} here, about {about}.'] };
  expect((await put('caller', opening)).status).toBe(200);
  const standing = scriptOf((await admin('caller').get(path)).body, 'outboundOpening');
  expect(standing).toMatchObject({ ...opening, own: true, placeholders: expect.arrayContaining(['{about}']) });
  const elsewhere = await put('caller', { purpose: 'greeting', texts: ['Hi, about {about}.'] });
  expect(elsewhere).toMatchObject({ status: 422, body: { errors: [{ field: 'scripts.0.texts.0' }] } });
});

test('what is read may be put again, all that is not fixed', async () => {
  const read = (await admin('mirror').get(path)).body.scripts as Script[];
  const scripts = read.filter(({ fixed }) => !fixed).map(({ purpose, texts }) => ({ purpose, texts }));
  expect((await put('mirror', ...scripts)).status).toBe(200);
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
  const standing = await admin().get(path);
  expect(standing.headers.etag).toBe('"en-0"');
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
  const refused = await put('demo', script);
  expect(refused.status).toBe(422);
  expect(refused.body.errors).toEqual([{ field, problem: expect.stringContaining(hint) }]);
});

test('words that nobody has read cannot be put over: not without an ETag, nor with an older or another language’s', async () => {
  const hello = [{ purpose: 'greeting', texts: ['Hello.'] }];
  expect((await admin('careful').put(path, { scripts: hello })).status).toBe(428);
  expect((await putOver('careful', '"en-0"', hello)).headers.etag).toBe('"en-1"');
  const others = [{ purpose: 'greeting', texts: ['Howdy.'] }];
  expect(await putOver('careful', '"en-0"', others)).toMatchObject({ status: 412, body: { code: 'stale' } });
  expect((await putOver('careful', '"en-1"', others, 'de')).status).toBe(412);
  expect(scriptOf((await admin('careful').get(path)).body, 'greeting')?.texts).toEqual(['Hello.']);
});

test('of several who word something at once one is heard, and the others are told to read again', async () => {
  const texts = Array.from({ length: 8 }, (_, index) => `Hello from desk ${index}.`);
  const answers = await Promise.all(
    texts.map((text) => putOver('crowded', '"en-0"', [{ purpose: 'greeting', texts: [text] }])),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(412)]);
  const winner = texts[answers.findIndex(({ status }) => status === 200)];
  expect(scriptOf((await admin('crowded').get(path)).body, 'greeting')?.texts).toEqual([winner]);
});

test('the same words put again are answered as they were, and stand once; another company never sees them', async () => {
  const fillers = [{ purpose: 'filler', texts: ['Hm.', 'Well.'] }];
  for (const _ of ['once', 'again']) {
    const { status, headers, body } = await putOver('twice', '"en-0"', fillers);
    expect({ status, etag: headers.etag }).toEqual({ status: 200, etag: '"en-1"' });
    expect(scriptOf(body, 'filler')?.texts).toEqual(['Hm.', 'Well.']);
  }
  expect(scriptOf((await admin('somebody-else').get(path)).body, 'filler')?.own).toBe(false);
  const purposeTwice = await put('twice', ...[1, 2].map(() => ({ purpose: 'filler', texts: [] })));
  expect(purposeTwice.body.errors).toEqual([{ field: 'scripts', problem: 'must name each purpose once' }]);
  for (const role of ['agent', 'viewer'] as const) {
    expect((await api(world()).as(role, 'twice').put(path, { scripts: [] })).status).toBe(403);
    expect((await api(world()).as(role, 'twice').get(`${path}/versions`)).status).toBe(403);
  }
});

test('every version stays, with who made it, and may be put again', async () => {
  for (const greeting of ['First.', 'Second.', 'Third.']) {
    await put('historic', { purpose: 'greeting', texts: [greeting] });
  }
  const versions = async (query: Record<string, string | number>) =>
    (await admin('historic').get(`${path}/versions`, { query })).body;
  const page = await versions({ limit: 2 });
  expect(page.items).toEqual([3, 2].map((version) => expect.objectContaining({ version })));
  expect(page.items[0]).toMatchObject({ editedAt: expect.any(String), editedBy: { role: 'admin' } });
  expect((await versions({ limit: 2, cursor: page.next })).items).toEqual([
    expect.objectContaining({ version: 1 }),
    { version: 0 },
  ]);
  const otherLanguage = await admin('historic').get(`${path}/versions`, {
    query: { cursor: page.next, language: 'de' },
  });
  expect(otherLanguage.status).toBe(422);
  const first = (await admin('historic').get(`${path}/versions/1`)).body;
  expect(first).toMatchObject({ version: 1, language: 'en' });
  expect(scriptOf(first, 'greeting')).toMatchObject({ own: true, texts: ['First.'] });
  expect((await admin('historic').get(`${path}/versions/4`)).status).toBe(404);
  expect((await admin('stranger').get(`${path}/versions/1`)).status).toBe(404);
});

test('more than a call can be opened with is refused, and nothing of it stands', async () => {
  const long = (texts: number) => Array.from({ length: texts }, () => 'ä'.repeat(600));
  const purposes = scriptPurposes.filter((purpose) => !['disclosure', 'managerIntro', 'mayRecord'].includes(purpose));
  const answers = [];
  for (let index = 0; index < 32; index += 4) {
    answers.push(
      await put('wordiest', ...purposes.slice(index, index + 4).map((purpose) => ({ purpose, texts: long(12) }))),
    );
  }
  const refused = answers.findIndex(({ status }) => status !== 200);
  expect(refused).toBeGreaterThan(0);
  expect(answers[refused]).toMatchObject({ status: 422, body: { errors: [{ field: 'scripts' }] } });
  expect((await admin('wordiest').get(path)).headers.etag).toBe(`"en-${refused}"`);
});
