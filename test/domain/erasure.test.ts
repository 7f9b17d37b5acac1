import { expect, test } from 'vitest';
import type { VoiceCall } from '#lib/domain/call.ts';
import { callbackIdOf } from '#lib/domain/callback.ts';
import { newTask } from '#lib/domain/task.ts';
import { companyId, customerId, erasureScene } from '#test/support/erasure-scene.ts';
import {
  sampleCall,
  sampleCallback,
  sampleConfig,
  sampleExpiry,
  sampleRequest,
  sampleSession,
  sampleTurn,
} from '#test/support/samples.ts';

const config = sampleConfig({ companyId });
const minute = 60_000;
const hour = 60 * minute;
const evidence = 'caller-id';
type Scene = ReturnType<typeof erasureScene>;

/** A call that the company asked for, and how far it got. */
async function asked({ stores, at }: Scene, own: Parameters<typeof sampleRequest>[0] = {}, call?: Partial<VoiceCall>) {
  const startedAt = at();
  const { outboundId, opening, about, ...request } = sampleRequest({
    createdAt: startedAt,
    triedAt: startedAt,
    ...own,
  });
  const outbound = { outboundId, opening, about };
  const placed = sampleCall({ companyId, direction: 'outbound', to: request.to, startedAt, outbound, ...call });
  const { callSid, sessionId } = placed;
  const named = { ...request, ...outbound, companyId, customerId, ...(call === undefined ? {} : { callSid }) };
  await stores.outboundCalls.createOnce(named);
  if (call !== undefined) await stores.calls.createOnce(placed);
  const isThere = async () => (await stores.outboundCalls.find(companyId, outboundId)) !== undefined;
  return { request: named, callSid, sessionId, isThere };
}

/** The order, and so much time that everything has been looked at twice. */
async function ordered(scene: Scene): Promise<void> {
  await scene.orders();
  await scene.passes(0);
  await scene.passes(11_000);
}

test.each([
  ['refused', 'refused', undefined],
  ['never answered', 'placed', 'no-answer'],
  ['busy', 'placed', 'busy'],
] as const)('a call that was %s goes, though nobody was verified in it', async (_, state, status) => {
  const scene = erasureScene();
  const call = await asked(scene, { state }, status && { status, endedAt: scene.at() });
  await scene.stores.outboundCalls.hold(call.request, scene.clock.now(), scene.clock.now() + minute);
  await ordered(scene);
  expect(await call.isThere()).toBe(false);
  expect(await scene.stores.calls.find(call.callSid)).toBeUndefined();
  expect(await scene.erasure()).toMatchObject({ state: 'done', requests: 1, calls: Number(status !== undefined) });
  // Nobody else is kept from this number any more.
  const next = sampleRequest({ companyId, to: call.request.to });
  expect(await scene.stores.outboundCalls.hold(next, scene.clock.now(), scene.clock.now() + minute)).toBe(true);
});

test('a call under way is waited for; what is said in it goes with it', async () => {
  const scene = erasureScene();
  const { stores } = scene;
  const { callSid, sessionId, isThere } = await asked(scene, { state: 'placed' }, { status: 'in-progress' });
  await stores.sessions.createOnce(sampleSession({ config, sessionId, callSid, startedAt: scene.at() }), sampleExpiry);
  await ordered(scene);
  await scene.passes(30 * minute);
  expect(await isThere()).toBe(true);
  expect(await scene.erasure()).toMatchObject({ state: 'running', requests: 0 });
  await stores.dialogues.claim(sampleTurn({ sessionId, companyId }));
  await stores.calls.close(callSid, { status: 'completed', endedAt: scene.at() });
  await stores.sessions.end(sessionId, 'resolved', scene.at());
  await scene.passes(11 * minute);
  expect(await isThere()).toBe(false);
  expect(await stores.sessions.find(sessionId)).toBeUndefined();
  expect((await stores.dialogues.read(sessionId)).turns).toEqual([]);
  expect(await scene.erasure()).toMatchObject({ state: 'done', requests: 1, calls: 1, sessions: 1, messages: 1 });
});

test.each(['placing', 'unknown', 'placed'] as const)(
  'a call that is %s, and of which nothing was heard yet, is waited for an hour',
  async (state) => {
    const scene = erasureScene();
    const { isThere } = await asked(scene, { state });
    await ordered(scene);
    await scene.passes(48 * minute);
    expect(await isThere()).toBe(true);
    await scene.passes(15 * minute);
    expect(await isThere()).toBe(false);
    expect(await scene.erasure()).toMatchObject({ state: 'done', requests: 1 });
  },
);

test('a request that is tried again while it is looked at is not taken from under the call', async () => {
  const scene = erasureScene();
  const { stores } = scene;
  const { request, isThere } = await asked(scene, { state: 'refused' });
  const { find } = stores.outboundCalls;
  let reads = 0;
  const late = {
    ...scene.ports,
    outboundCalls: {
      ...stores.outboundCalls,
      find: async (...key: Parameters<typeof find>) => {
        const found = await find(...key);
        if (reads === 0) await stores.outboundCalls.retry(request, scene.at());
        reads += 1;
        return found;
      },
    },
  };
  await scene.orders();
  await scene.passes(0, late);
  expect(await isThere()).toBe(true);
  expect(await scene.erasure()).toMatchObject({ state: 'running' });
  await scene.passes(2 * hour);
  expect(await isThere()).toBe(false);
});

test('both calls go where the carrier has taken a request twice', async () => {
  const scene = erasureScene();
  const endedAt = scene.at();
  const { request, callSid } = await asked(scene, { state: 'placed' }, { endedAt });
  const { outboundId, opening, about, to } = request;
  const outbound = { outboundId, opening, about };
  const twin = sampleCall({ companyId, direction: 'outbound', to, startedAt: scene.at(2_000), endedAt, outbound });
  const anothers = sampleCall({ companyId, direction: 'outbound', to, startedAt: scene.at(2_000), endedAt });
  for (const call of [twin, anothers]) await scene.stores.calls.createOnce(call);
  await ordered(scene);
  expect(await scene.stores.calls.find(callSid)).toBeUndefined();
  expect(await scene.stores.calls.find(twin.callSid)).toBeUndefined();
  expect(await scene.stores.calls.find(anothers.callSid)).toEqual(anothers);
});

test('a chat goes whose page has named its customer; of one in which somebody else was verified only the hint', async () => {
  const scene = erasureScene();
  const { stores } = scene;
  const endedAt = scene.at();
  const hinted = { config, channel: 'chat', customerHint: customerId, endedAt, status: 'resolved' } as const;
  const [theirs, anothers, live] = [sampleSession(hinted), sampleSession(hinted), sampleSession(hinted)];
  const { endedAt: _, ...goingOn } = { ...live, startedAt: scene.at() };
  for (const session of [theirs, anothers, goingOn]) await stores.sessions.createOnce(session, sampleExpiry);
  await stores.sessions.verify(anothers.sessionId, { customerId: 'cus_2', evidence, at: endedAt });
  await ordered(scene);
  expect(await stores.sessions.find(theirs.sessionId)).toBeUndefined();
  const { customerHint: __, ...kept } = anothers;
  expect(await stores.sessions.find(anothers.sessionId)).toMatchObject({ ...kept, customerId: 'cus_2' });
  expect(JSON.stringify(await stores.sessions.find(anothers.sessionId))).not.toContain(customerId);
  expect(await scene.erasure()).toMatchObject({ state: 'running', sessions: 1 });
  await stores.sessions.end(live.sessionId, 'abandoned', scene.at());
  await scene.passes(11 * minute);
  expect(await stores.sessions.find(live.sessionId)).toBeUndefined();
  expect(await scene.erasure()).toMatchObject({ state: 'done', sessions: 2 });
});

test('a call of ours is about whom it was made for, whoever picked up and proved to be somebody else', async () => {
  const scene = erasureScene();
  const endedAt = scene.at();
  const { sessionId, callSid } = await asked(scene, { state: 'placed' }, { endedAt });
  await scene.stores.sessions.createOnce(
    sampleSession({ config, sessionId, callSid, endedAt, customerHint: customerId }),
    sampleExpiry,
  );
  await scene.stores.sessions.verify(sessionId, { customerId: 'cus_2', evidence, at: endedAt });
  await ordered(scene);
  expect(await scene.stores.sessions.find(sessionId)).toBeUndefined();
});

test('a promise goes that has outlived its conversation, kept or open, proved or not', async () => {
  const scene = erasureScene();
  const { callbacks, outbox } = scene.stores;
  const base = { companyId, phone: '+12025550123' };
  const promises = [
    sampleCallback({ ...base, customerId }),
    sampleCallback({ ...base, customerId, status: 'kept' }),
    sampleCallback({ ...base, customerHint: customerId }),
  ];
  const anothers = sampleCallback({ ...base, customerId: 'cus_2' });
  for (const one of [...promises, anothers]) await callbacks.put(one);
  const [{ callbackId, from, sessionId } = anothers] = promises;
  const about = { kind: 'reminder', callbackId, from } as const;
  const reminder = newTask({ companyId, sessionId, about, now: scene.clock.now(), dueMs: Date.parse(from) });
  await outbox.createOnce(reminder);
  await ordered(scene);
  for (const one of promises) expect(await callbacks.find(companyId, one.callbackId)).toBeUndefined();
  expect(await callbacks.find(companyId, anothers.callbackId)).toEqual(anothers);
  expect(await outbox.find(companyId, reminder.taskId)).toBeUndefined();
  expect(await scene.erasure()).toMatchObject({ state: 'done', callbacks: 3 });
});

test('who goes on with a conversation whose line had dropped goes with it, unless somebody was verified', async () => {
  const scene = erasureScene();
  const { stores } = scene;
  const endedAt = scene.at(minute);
  const first = sampleCall({ companyId, startedAt: scene.at(), endedAt });
  const after = { companyId, startedAt: scene.at(2 * minute), endedAt: scene.at(3 * minute), resumes: first.sessionId };
  const [resumed, proved, stranger] = [
    sampleCall(after),
    sampleCall(after),
    sampleCall({ ...after, resumes: 'sess_x' }),
  ];
  const further = sampleCall({ ...after, startedAt: scene.at(4 * minute), resumes: resumed.sessionId });
  for (const call of [first, resumed, proved, stranger, further]) {
    const { callSid, sessionId } = call;
    await stores.calls.createOnce(call);
    await stores.sessions.createOnce(sampleSession({ config, callSid, sessionId, endedAt }), sampleExpiry);
  }
  await stores.sessions.verify(first.sessionId, { customerId, evidence, at: endedAt });
  await stores.sessions.verify(proved.sessionId, { customerId: 'cus_2', evidence, at: endedAt });
  await scene.passes(10 * minute);
  await ordered(scene);
  for (const call of [first, resumed, further]) expect(await stores.sessions.find(call.sessionId)).toBeUndefined();
  for (const call of [proved, stranger]) expect(await stores.calls.find(call.callSid)).toEqual(call);
  expect(await scene.erasure()).toMatchObject({ state: 'done', sessions: 3, calls: 3 });
});

test('what an index did not know yet when it was ordered is found by the last look', async () => {
  const scene = erasureScene();
  const { request } = await asked(scene, { state: 'refused' });
  const { ofCustomer } = scene.stores.outboundCalls;
  const behind = { ...scene.stores.outboundCalls, ofCustomer: async () => [] };
  await scene.orders();
  await scene.passes(0, { ...scene.ports, outboundCalls: behind });
  expect(await scene.erasure()).toMatchObject({ state: 'running', requests: 0 });
  expect(await ofCustomer(companyId, customerId, { after: undefined, count: 9 })).toHaveLength(1);
  await scene.passes(11_000);
  expect(await scene.stores.outboundCalls.find(companyId, request.outboundId)).toBeUndefined();
  expect(await scene.erasure()).toMatchObject({ state: 'done', requests: 1 });
});

test('a hundred and more calls go, ten in a step, and nothing of anybody else', async () => {
  const scene = erasureScene();
  const { outboundCalls } = scene.stores;
  for (let count = 0; count < 112; count += 1) await asked(scene, { state: 'refused', createdAt: scene.at(count) });
  const anothers = sampleRequest({ companyId, customerId: 'cus_2', state: 'refused' });
  const unnamed = sampleRequest({ companyId, state: 'refused' });
  const elsewhere = sampleRequest({ companyId: 'other', customerId, state: 'refused' });
  for (const one of [anothers, unnamed, elsewhere]) await outboundCalls.createOnce(one);
  await ordered(scene);
  expect(await scene.erasure()).toMatchObject({ state: 'done', requests: 112 });
  for (const one of [anothers, unnamed, elsewhere])
    expect(await outboundCalls.find(one.companyId, one.outboundId)).toEqual(one);
  const steps = await Promise.all(
    [1, 2, 12, 13].map((step) =>
      scene.erasure().then((e) => scene.stores.outbox.find(companyId, `forget-customer#${e.erasureId}#1#${step}`)),
    ),
  );
  expect(steps.map((step) => step?.state)).toEqual(['done', 'done', 'done', 'done']);
  expect(JSON.stringify(steps)).not.toContain(customerId);
});

test('a promise made in a conversation that only names its customer is found by that name, and by no other', async () => {
  const scene = erasureScene();
  const { stores } = scene;
  const startedAt = scene.at();
  const chat = sampleSession({ config, channel: 'chat', customerHint: customerId, startedAt });
  await stores.sessions.createOnce(chat, sampleExpiry);
  const callbackId = callbackIdOf(chat.sessionId);
  await stores.callbacks.put(
    sampleCallback({ companyId, callbackId, sessionId: chat.sessionId, customerHint: customerId }),
  );
  await ordered(scene);
  // It goes on: its promise may yet be moved.
  expect(await stores.callbacks.find(companyId, callbackId)).toBeDefined();
  await stores.sessions.end(chat.sessionId, 'abandoned', scene.at());
  await scene.passes(11 * minute);
  expect(await stores.callbacks.find(companyId, callbackId)).toBeUndefined();
});
