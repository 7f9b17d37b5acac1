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
