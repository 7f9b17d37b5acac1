import { expect, test } from 'vitest';
import { callbackIdOf } from '#lib/domain/callback.ts';
import { erasureIdOf, nothingErased } from '#lib/domain/erasure/erasure.ts';
import { newTask } from '#lib/domain/task.ts';
import { report, sweeps } from '#test/support/afterwards.ts';
import { api } from '#test/support/api.ts';
import { customerPath, erases, looksAgain, orders, standing } from '#test/support/erasing.ts';
import { allRows } from '#test/support/rows.ts';
import {
  freshId,
  sampleAction,
  sampleCall,
  sampleCallback,
  sampleConfig,
  sampleExpiry,
  sampleReply,
  sampleSession,
  sampleTurn,
} from '#test/support/samples.ts';
import { settableClock } from '#test/support/settable-clock.ts';
import { useWorld } from '#test/support/world.ts';

const clock = settableClock();
const world = useWorld({ clock });
const pathOf = customerPath;
const secret = 'the amber teapot';

/** A conversation that is over and leaves words wherever words may be. */
async function conversation(companyId: string, customerId: string, ended = true): Promise<string> {
  const { calls, sessions, dialogues, callbacks, ledger, outbox } = world().stores;
  const startedAt = new Date(clock.now()).toISOString();
  const config = sampleConfig({ companyId });
  const call = sampleCall({ companyId, startedAt });
  const { sessionId, callSid } = call;
  await calls.createOnce(call);
  await sessions.createOnce(sampleSession({ config, sessionId, callSid, startedAt }), sampleExpiry);
  await sessions.verify(sessionId, { customerId, evidence: 'caller-id', at: startedAt });
  await dialogues.greet({ sessionId, companyId, text: 'Hello.', expiresAt: sampleExpiry });
  await dialogues.claim(sampleTurn({ sessionId, companyId, heard: { kind: 'spoken', text: secret } }));
  await dialogues.openReply(sampleReply({ sessionId, companyId, sentences: [secret] }));
  await callbacks.put(
    sampleCallback({ companyId, callbackId: callbackIdOf(sessionId), sessionId, customerId, reason: secret }),
  );
  const action = sampleAction({ companyId, sessionId, customerId, reason: secret, requestedAt: startedAt });
  await ledger.createOnce({ ...action, ...(action.command && { command: { ...action.command, reason: secret } }) });
  await ledger.move(action, 'requested', 'executed', { updatedAt: startedAt });
  const about = { kind: 'message', turn: 1, message: secret } as const;
  const task = newTask({ companyId, sessionId, about, now: clock.now(), dueMs: clock.now() + 10 ** 9 });
  await outbox.createOnce(task);
  if (ended) {
    await calls.close(callSid, { status: 'completed', endedAt: startedAt, durationSeconds: 9 });
    await sessions.end(sessionId, 'resolved', startedAt);
  }
  return sessionId;
}

/** Rows of a company, in every table of the desk, in which a text stands. */
const rowsWith = async (companyId: string, text: string): Promise<number> =>
  [...(await allRows())].filter((row) => row.includes(companyId) && row.includes(text)).length;

test('every conversation of a customer goes, in steps, with all its words; the books and the numbers stay', {
  timeout: 60_000,
}, async () => {
  const companyId = freshId('forgetful');
  const admin = api(world()).as('admin', companyId);
  for (let count = 0; count < 13; count += 1) await conversation(companyId, 'cus_1');
  const kept = await conversation(companyId, 'cus_2');
  const elsewhere = await conversation(freshId('elsewhere'), 'cus_1');
  expect(await rowsWith(companyId, secret)).toBe(14 * 5);

  const ordered = await orders(world(), companyId, 'cus_1');
  expect(ordered).toMatchObject({ status: 202, body: { state: 'running', round: 1, erased: { sessions: 0 } } });
  const erased = { sessions: 13, calls: 13, messages: 13 * 3, callbacks: 13, actions: 13, requests: 0 };
  // All that the indexes knew of is gone at once. What they had not seen yet is looked for once more.
  expect(await standing(world(), companyId, 'cus_1')).toMatchObject({ state: 'running', erased });
  await looksAgain(world(), clock);
  expect(await standing(world(), companyId, 'cus_1')).toMatchObject({
    erasureId: ordered.body.erasureId,
    state: 'done',
    finishedAt: expect.any(String),
    erased,
  });
  // What is left is the other customer's.
  expect(await rowsWith(companyId, secret)).toBe(5);
  expect((await admin.get('/api/momentum/cs/sessions')).body.items).toMatchObject([{ sessionId: kept }]);
  expect(await world().stores.sessions.find(elsewhere)).toBeDefined();
  expect(await rowsWith(companyId, '"reason":"[erased]"')).toBe(13);
  await sweeps(world());
  expect((await admin.get('/api/momentum/voice/analytics')).body.total).toMatchObject({
    sessions: 13,
    duration: { totalSeconds: 13 * 9 },
    actions: [{ kind: 'refund', executed: 14, amounts: [{ currency: 'USD', amountMinor: 14 * 1999 }] }],
  });
});

test('an order that stands is the same order; the next one begins another round', async () => {
  const companyId = freshId('forgetful');
  const admin = api(world()).as('admin', companyId);
  await conversation(companyId, 'cus_1');
  const [first, second] = await Promise.all([admin.delete(pathOf('cus_1')), admin.delete(pathOf('cus_1'))]);
  expect(second.body.erasureId).toBe(first.body.erasureId);
  await world().lambda.settled();
  await looksAgain(world(), clock);
  const done = await admin.get(`${pathOf('cus_1')}/erasure`);
  expect(done.body).toMatchObject({ state: 'done', erased: { sessions: 1 } });
  await conversation(companyId, 'cus_1');
  const again = await admin.delete(pathOf('cus_1'));
  expect(again.body).toMatchObject({ state: 'running', round: done.body.round + 1 });
  await world().lambda.settled();
  await looksAgain(world(), clock);
  const after = await admin.get(`${pathOf('cus_1')}/erasure`);
  expect(after.body).toMatchObject({ state: 'done', erased: { sessions: 2 } });
});

test('what still goes on is waited for', async () => {
  const companyId = freshId('forgetful');
  const admin = api(world()).as('admin', companyId);
  const sessionId = await conversation(companyId, 'cus_1', false);
  await admin.delete(pathOf('cus_1'));
  await world().lambda.settled();
  expect((await admin.get(`${pathOf('cus_1')}/erasure`)).body).toMatchObject({
    state: 'running',
    erased: { sessions: 0 },
  });
  expect(await world().stores.sessions.find(sessionId)).toBeDefined();
  const endedAt = new Date(clock.now()).toISOString();
  await world().stores.sessions.end(sessionId, 'resolved', endedAt);
  await looksAgain(world(), clock);
  expect(await world().stores.sessions.find(sessionId)).toBeDefined();
  await world().stores.calls.close(sessionId.replace('sess_', ''), { status: 'completed', endedAt });
  clock.forward(11 * 60_000);
  world().claude.answerAside(() => report());
  await sweeps(world());
  expect((await admin.get(`${pathOf('cus_1')}/erasure`)).body).toMatchObject({
    state: 'done',
    erased: { sessions: 1 },
  });
  expect(await world().stores.sessions.find(sessionId)).toBeUndefined();
});

test('a deletion that was given up on the way is begun again by the next order', async () => {
  const companyId = freshId('forgetful');
  const admin = api(world()).as('admin', companyId);
  const sessionId = await conversation(companyId, 'cus_1');
  const erasureId = await erasureIdOf(companyId, 'cus_1');
  const requestedAt = new Date(clock.now()).toISOString();
  const order = { companyId, erasureId, state: 'running', round: 1, requestedBy: 'somebody', requestedAt } as const;
  await world().stores.erasures.begin({ ...order, ...nothingErased }, requestedAt);
  const about = { kind: 'forget-customer', customerId: 'cus_1', round: 1, step: 1 } as const;
  const step = newTask({ companyId, sessionId: erasureId, about, now: clock.now() });
  await world().stores.outbox.createOnce(step);
  const taken = await world().stores.outbox.claim(step, step.dueAt, step.dueAt);
  if (taken === undefined) throw new Error('The step was not taken.');
  await world().stores.outbox.settle(taken, { state: 'given-up', doubts: 1 });
  clock.forward(2 * 3_600_000);
  await erases(world(), clock, companyId, 'cus_1');
  expect(await world().stores.sessions.find(sessionId)).toBeUndefined();
  expect((await admin.get(`${pathOf('cus_1')}/erasure`)).body).toMatchObject({
    state: 'done',
    erased: { sessions: 1 },
  });
});

test('only an admin may, and what another company has ordered is unknown', async () => {
  const companyId = freshId('forgetful');
  await erases(world(), clock, companyId, 'cus_9');
  for (const role of ['agent', 'viewer', 'chat'] as const) {
    expect(await api(world()).as(role, companyId).delete(pathOf('cus_9'))).toMatchObject({ status: 403 });
    expect(
      await api(world())
        .as(role, companyId)
        .get(`${pathOf('cus_9')}/erasure`),
    ).toMatchObject({ status: 403 });
  }
  const erasure = await api(world())
    .as('admin', companyId)
    .get(`${pathOf('cus_9')}/erasure`);
  expect(erasure.body).toMatchObject({ state: 'done', erased: { sessions: 0 } });
  expect(
    await api(world())
      .as('admin', freshId('other'))
      .get(`${pathOf('cus_9')}/erasure`),
  ).toMatchObject({ status: 404 });
});

test('an order is carried out after the last one that was given while it ran, whatever the first looks had passed', async () => {
  const companyId = freshId('forgetful');
  await orders(world(), companyId, 'cus_1');
  clock.forward(9_000);
  const late = await conversation(companyId, 'cus_1');
  expect((await orders(world(), companyId, 'cus_1')).body).toMatchObject({ state: 'running', round: 1 });
  // Eleven seconds after the first order, and two after the second: the indexes may not know all of it yet.
  await looksAgain(world(), clock, 2_000);
  expect(await world().stores.sessions.find(late)).toBeUndefined();
  expect(await standing(world(), companyId, 'cus_1')).toMatchObject({ state: 'running' });
  await looksAgain(world(), clock);
  expect(await standing(world(), companyId, 'cus_1')).toMatchObject({ state: 'done', round: 1 });
});

test('what an older build has ordered is carried out as the next one', async () => {
  const companyId = freshId('forgetful');
  const sessionId = await conversation(companyId, 'cus_1');
  const erasureId = await erasureIdOf(companyId, 'cus_1');
  const requestedAt = new Date(clock.now()).toISOString();
  const order = { companyId, erasureId, state: 'running', round: 1, requestedBy: 'somebody', requestedAt } as const;
  await world().stores.erasures.begin({ ...order, ...nothingErased }, requestedAt);
  const about = { kind: 'erase-customer', customerId: 'cus_1', round: 1, step: 7 } as const;
  await world().stores.outbox.createOnce(newTask({ companyId, sessionId: erasureId, about, now: clock.now() }));
  await sweeps(world());
  expect(await world().stores.sessions.find(sessionId)).toBeUndefined();
  await looksAgain(world(), clock);
  expect(await standing(world(), companyId, 'cus_1')).toMatchObject({ state: 'done', erased: { sessions: 1 } });
  expect(await rowsWith(companyId, 'cus_1')).toBe(1);
});

test('the record of a deletion, and every step of it, know the customer by a digest only', async () => {
  const companyId = freshId('forgetful');
  const customerId = 'cus_recognisable';
  for (let count = 0; count < 11; count += 1) await conversation(companyId, customerId);
  await erases(world(), clock, companyId, customerId);
  const left = [...(await allRows())].filter((row) => row.includes(companyId) && row.includes(customerId));
  // The ledger is a book of account.
  expect(new Set(left.map((row) => row.split(' ')[0]))).toEqual(new Set(['CSAction']));
  const steps = [...(await allRows())].filter((row) => row.includes(companyId) && row.includes('forget-customer#'));
  expect(steps.length).toBeGreaterThan(2);
});

test('a step that was given up does not keep whom it was about', async () => {
  const companyId = freshId('forgetful');
  const about = { kind: 'forget-customer', customerId: 'cus_recognisable', round: 1, step: 1 } as const;
  const step = newTask({ companyId, sessionId: 'era_1', about, now: clock.now() });
  // A week of tries is behind it, and the last one was lost.
  await world().stores.outbox.createOnce({ ...step, tries: 400, doubts: 400 });
  await sweeps(world());
  expect(await world().stores.outbox.find(companyId, step.taskId)).toMatchObject({ state: 'given-up' });
  expect(await rowsWith(companyId, 'cus_recognisable')).toBe(0);
});
