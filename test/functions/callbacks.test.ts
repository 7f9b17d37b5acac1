import { beforeAll, expect, test } from 'vitest';
import { api } from '#test/support/api.ts';
import { freshId, sampleCallback } from '#test/support/samples.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const path = '/api/momentum/cs/callbacks';
const companyId = freshId('promiser');
const agent = () => api(world()).as('agent', companyId);
const day = (date: number) => `2026-12-0${date}T09:00:00.000Z`;

beforeAll(async () => {
  const { callbacks } = world().stores;
  for (const date of [2, 1, 3]) {
    await callbacks.put(sampleCallback({ companyId, callbackId: `cb_${date}`, from: day(date) }));
  }
  await callbacks.put(sampleCallback({ companyId: 'other', callbackId: 'cb_other' }));
});

test('promises are listed soonest first, page by page, without what is only for the store', async () => {
  const first = await agent().get(path, { query: { limit: 2 } });
  expect(first.status).toBe(200);
  expect(first.body.items.map(({ callbackId }: { callbackId: string }) => callbackId)).toEqual(['cb_1', 'cb_2']);
  const { companyId: _, expiresAt: __, ...view } = sampleCallback({ callbackId: 'cb_1', from: day(1) });
  expect(first.body.items[0]).toEqual({ ...view, sessionId: first.body.items[0].sessionId });
  const second = await agent().get(path, { query: { limit: 2, cursor: first.body.next } });
  expect(second.body).toMatchObject({ items: [{ callbackId: 'cb_3' }] });
  expect(second.body.next).toBeUndefined();
});

test('a period narrows the list, and a time that is none is refused', async () => {
  const some = await agent().get(path, { query: { status: 'open', from: day(2), to: day(3) } });
  expect(some.body.items).toMatchObject([{ callbackId: 'cb_2' }]);
  expect(await agent().get(path, { query: { from: 'tomorrow' } })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'from' }] },
  });
  const cursor = (await agent().get(path, { query: { limit: 1 } })).body.next;
  expect(await agent().get(path, { query: { limit: 1, cursor, status: 'open' } })).toMatchObject({ status: 422 });
});

test('a cursor that was made up is refused at its field, whatever it says', async () => {
  const { next } = (await agent().get(path, { query: { limit: 1 } })).body;
  const [digest] = JSON.parse(Buffer.from(next, 'base64url').toString());
  const time = day(1);
  for (const place of [
    ['', ''],
    [time, ''],
    ['', 'cb_1'],
    ['yesterday', 'cb_1'],
    [time, '\ud800'],
    [time, '\u20ac'.repeat(400)],
    [time, 'x'.repeat(512)],
    [time],
    [time, 'cb_1', 'cb_2'],
  ]) {
    const cursor = Buffer.from(JSON.stringify([digest, place])).toString('base64url');
    const answer = await agent().get(path, { query: { cursor } });
    expect(answer, JSON.stringify(place)).toMatchObject({ status: 422, body: { errors: [{ field: 'cursor' }] } });
  }
  // One that points outside the period is a place in the list all the same.
  const some = await agent().get(path, { query: { from: day(2), to: day(3), limit: 1 } });
  expect(some.status).toBe(200);
  const period = { from: day(1), to: day(3) };
  const first = (await agent().get(path, { query: { ...period, limit: 1 } })).body.next;
  const [scope] = JSON.parse(Buffer.from(first, 'base64url').toString());
  for (const outside of [day(1).replace('2026', '2025'), day(4)]) {
    const cursor = Buffer.from(JSON.stringify([scope, [outside, 'cb_1']])).toString('base64url');
    const answer = await agent().get(path, { query: { ...period, cursor } });
    expect(answer, outside).toMatchObject({ status: 422, body: { errors: [{ field: 'cursor' }] } });
  }
});

test('a promise that was kept is closed once, and stays so', async () => {
  const close = (status: string) => agent().post(`${path}/cb_1/close`, { status });
  expect(await close('kept')).toMatchObject({ status: 200, body: { callbackId: 'cb_1', status: 'kept' } });
  expect(await close('kept')).toMatchObject({ status: 200, body: { status: 'kept' } });
  expect(await close('cancelled')).toMatchObject({ status: 409, body: { code: 'conflict' } });
  expect((await agent().get(path, { query: { status: 'kept' } })).body.items).toMatchObject([{ callbackId: 'cb_1' }]);
  expect((await agent().get(path, { query: { status: 'open' } })).body.items).toHaveLength(2);
});

test("another company's promise does not exist, and a viewer may see none", async () => {
  expect(await agent().post(`${path}/cb_other/close`, { status: 'kept' })).toMatchObject({ status: 404 });
  expect(await world().stores.callbacks.find('other', 'cb_other')).toMatchObject({ status: 'open' });
  expect(await api(world()).as('viewer', companyId).get(path)).toMatchObject({ status: 403 });
});
