import { expect, it } from 'vitest';
import { type Erasure, nothingErased } from '#lib/domain/erasure/erasure.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Stores } from '#lib/ports/ports.ts';
import {
  freshId,
  sampleAction,
  sampleCall,
  sampleCallback,
  sampleConfig,
  sampleExpiry,
  sampleReply,
  sampleRequest,
  sampleSession,
  sampleStart,
  sampleTask,
  sampleTurn,
} from '#test/support/samples.ts';

const order = (own: Partial<Erasure> = {}): Erasure => ({
  companyId: freshId('acme'),
  erasureId: freshId('era'),
  state: 'running',
  round: 1,
  requestedBy: 'somebody',
  requestedAt: sampleStart,
  ...nothingErased,
  ...own,
});

export function describeErasures(stores: () => Stores): void {
  it('begin once, add up, and end once; the next order begins another round', async () => {
    const { erasures } = stores();
    const first = order();
    const { companyId, erasureId } = first;
    expect(await erasures.find(companyId, erasureId)).toBeUndefined();
    const begun = await Promise.all(Array.from({ length: 5 }, () => erasures.begin(first, sampleStart)));
    for (const one of begun) expect(one).toEqual(first);
    await erasures.add(companyId, erasureId, { ...nothingErased, sessions: 2, messages: 9 });
    await erasures.add(companyId, erasureId, { ...nothingErased, sessions: 1 });
    const end = { at: sampleStart, orderedBy: sampleStart };
    expect(await erasures.finish(companyId, erasureId, 2, end)).toBe(true);
    expect(await erasures.find(companyId, erasureId)).toMatchObject({ state: 'running', sessions: 3, messages: 9 });
    expect(await erasures.finish(companyId, erasureId, 1, end)).toBe(true);
    expect(await erasures.finish(companyId, erasureId, 1, end)).toBe(true);
    expect(await erasures.find(companyId, erasureId)).toMatchObject({ state: 'done', finishedAt: sampleStart });
    const again = await erasures.begin({ ...first, requestedBy: 'another' }, sampleStart);
    expect(again).toEqual({ ...first, sessions: 3, messages: 9, round: 2, requestedBy: 'another' });
    expect(await erasures.begin(first, sampleStart)).toEqual(again);
    // One that was ordered before a given time is taken for lost.
    const later = new Date(Date.parse(sampleStart) + 1).toISOString();
    const third = await erasures.begin({ ...first, requestedAt: later }, later);
    expect(third).toMatchObject({ state: 'running', round: 3, requestedAt: later, sessions: 3 });
    expect(await erasures.begin(first, later)).toEqual(third);
    expect(await erasures.find(freshId('other'), erasureId)).toBeUndefined();
  });

  it('go on where they were ordered after the last look began, be it for the first time or again', async () => {
    const { erasures } = stores();
    const moment = (ms: number) => new Date(Date.parse(sampleStart) + ms).toISOString();
    const [before, at, after] = [moment(-1), moment(0), moment(1)];
    const first = order();
    const { companyId, erasureId } = first;
    await erasures.begin(first, sampleStart);
    const finish = (orderedBy = at) => erasures.finish(companyId, erasureId, 1, { at: after, orderedBy });
    expect(await finish(before)).toBe(false);
    expect(await erasures.begin({ ...first, requestedBy: 'another', requestedAt: after }, sampleStart)).toEqual(first);
    expect(await finish(at)).toBe(false);
    expect(await erasures.find(companyId, erasureId)).toEqual(first);
    expect(await finish(after)).toBe(true);
    expect(await erasures.find(companyId, erasureId)).toEqual({ ...first, state: 'done', finishedAt: after });
    // What was ordered again in one round is no word on the next.
    await erasures.begin(first, sampleStart);
    expect(await erasures.finish(companyId, erasureId, 2, { at: after, orderedBy: at })).toBe(true);
    expect(await erasures.find(companyId, erasureId)).toMatchObject({ state: 'done', round: 2 });
  });

  it('find whom a company names, proved or not, and nobody else’s', async () => {
    const { sessions, callbacks, outboundCalls } = stores();
    const companyId = freshId('acme');
    const page = (after?: readonly [string, string]) => ({ after, count: 2 });
    const named = { customerHint: 'Jörg / 50%' };
    const times = ['2026-11-21T10:00:00.000Z', '2026-11-22T10:00:00.000Z', '2026-11-23T10:00:00.000Z'] as const;
    const config = sampleConfig({ companyId });
    const hinted = times.map((startedAt) => sampleSession({ config, startedAt, ...named }));
    const verified = sampleSession({ config, customerId: named.customerHint });
    for (const session of [...hinted, verified, sampleSession({ config, customerHint: 'another' })])
      await sessions.createOnce(session, sampleExpiry);
    const [old, middle, young] = hinted as [Session, Session, Session];
    const placeOf = ({ startedAt, sessionId }: Session) => [startedAt, sessionId] as const;
    const first = await sessions.hinted(companyId, named.customerHint, page());
    expect(first).toEqual([placeOf(young), placeOf(middle)]);
    expect(await sessions.hinted(companyId, named.customerHint, page(first[1]))).toEqual([placeOf(old)]);
    expect(await sessions.hinted(freshId('acme'), named.customerHint, page())).toEqual([]);
    // Whoever asks for a customer's conversations is told of those in which it was proved, and of no other.
    const theirs = { customerId: named.customerHint };
    expect(await sessions.places(companyId, theirs, page())).toEqual([placeOf(verified)]);
    expect(await sessions.ofCustomer(companyId, named.customerHint, 9)).toEqual([verified]);
    await sessions.verify(old.sessionId, { customerId: 'cus_9', evidence: 'caller-id', at: sampleStart });
    expect(await sessions.hinted(companyId, named.customerHint, page(first[1]))).toEqual([placeOf(old)]);
    expect(await sessions.forgetHint(old.sessionId, 'another')).toBe(false);
    expect(await sessions.forgetHint(old.sessionId, named.customerHint)).toBe(true);
    expect(await sessions.forgetHint(old.sessionId, named.customerHint)).toBe(false);
    expect(await sessions.hinted(companyId, named.customerHint, page(first[1]))).toEqual([]);
    expect(await sessions.find(old.sessionId)).not.toHaveProperty('customerHint');

    const promises = times.map((from, index) =>
      sampleCallback({ companyId, from, ...(index === 0 ? named : { customerId: named.customerHint }) }),
    );
    for (const one of [...promises, sampleCallback({ companyId, customerId: 'another' })]) await callbacks.put(one);
    await callbacks.close(companyId, promises[1]?.callbackId ?? '', 'kept');
    const promised = promises.map(({ from, callbackId }) => [from, callbackId] as const).reverse();
    const some = await callbacks.naming(companyId, named.customerHint, page());
    expect(some).toEqual(promised.slice(0, 2));
    expect(await callbacks.naming(companyId, named.customerHint, page(some[1]))).toEqual(promised.slice(2));
    expect(await callbacks.naming(freshId('acme'), named.customerHint, page())).toEqual([]);
    expect(await callbacks.openFor(companyId, theirs)).toEqual([promises[2]]);

    const requests = times.map((createdAt) => sampleRequest({ companyId, createdAt, customerId: named.customerHint }));
    for (const one of [...requests, sampleRequest({ companyId, customerId: 'another' }), sampleRequest({ companyId })])
      await outboundCalls.createOnce(one);
    const asked = requests.map(({ createdAt, outboundId }) => [createdAt, outboundId] as const).reverse();
    const page1 = await outboundCalls.ofCustomer(companyId, named.customerHint, page());
    expect(page1).toEqual(asked.slice(0, 2));
    expect(await outboundCalls.ofCustomer(companyId, named.customerHint, page(page1[1]))).toEqual(asked.slice(2));
    expect(await outboundCalls.ofCustomer(freshId('acme'), named.customerHint, page())).toEqual([]);
  });

  it('take a request away as it was read, and with it what says that its number is held', async () => {
    const { outboundCalls } = stores();
    const { call } = await outboundCalls.createOnce(sampleRequest({ state: 'refused' }));
    const { companyId, outboundId } = call;
    const rival = { ...call, outboundId: freshId('out') };
    const now = Date.parse(sampleStart);
    await outboundCalls.hold(rival, now, now + 60_000);
    await outboundCalls.retry(call, sampleStart);
    expect(await outboundCalls.erase(call)).toBe(false);
    expect(await outboundCalls.find(companyId, outboundId)).toMatchObject({ state: 'placing', tries: 2 });
    const read = { ...call, state: 'placing', tries: 2 } as const;
    expect(await outboundCalls.erase(read)).toBe(true);
    expect(await outboundCalls.erase(read)).toBe(false);
    expect(await outboundCalls.find(companyId, outboundId)).toBeUndefined();
    // Another call has the number: that stays.
    expect(await outboundCalls.hold(call, now, now + 60_000)).toBe(false);
  });

  it('take rows away, and say whether there were any', async () => {
    const { calls, sessions, dialogues, callbacks, outbox } = stores();
    const [call, session, callback, task] = [sampleCall(), sampleSession(), sampleCallback(), sampleTask()];
    const { sessionId } = session;
    await calls.createOnce(call);
    await sessions.createOnce(session, sampleExpiry);
    await dialogues.greet({ sessionId, companyId: 'acme', text: 'Hello.', expiresAt: sampleExpiry });
    await dialogues.claim(sampleTurn({ sessionId }));
    await dialogues.openReply(sampleReply({ sessionId }));
    await callbacks.put(callback);
    await outbox.createOnce(task);
    const erase = async () => [
      await calls.erase(call.callSid),
      await sessions.erase(sessionId),
      await dialogues.erase(sessionId),
      await callbacks.erase(callback.companyId, callback.callbackId),
      await outbox.erase(task.companyId, task.taskId),
    ];
    expect(await erase()).toEqual([true, true, 3, true, true]);
    expect(await erase()).toEqual([false, false, 0, false, false]);
    expect(await calls.find(call.callSid)).toBeUndefined();
    expect(await sessions.find(sessionId)).toBeUndefined();
    expect(await dialogues.read(sessionId)).toEqual({ greeting: undefined, turns: [] });
  });

  it('take the words out of an action that is settled, and of no other', async () => {
    const { ledger } = stores();
    const action = sampleAction();
    const { companyId, actionId } = action;
    await ledger.createOnce(action);
    expect(await ledger.redact(action)).toBe(false);
    expect(await ledger.find(companyId, actionId)).toEqual(action);
    await ledger.move(action, 'requested', 'executed', { updatedAt: sampleStart, reference: 're_1' });
    expect(await ledger.redact(action)).toBe(true);
    const redacted = await ledger.find(companyId, actionId);
    const { reason, command, ...books } = action;
    expect(redacted).toMatchObject({ ...books, state: 'executed', reference: 're_1', reason: '[erased]' });
    expect(redacted?.command).toEqual({ ...command, reason: '[erased]' });
    expect(await ledger.redact(action)).toBe(true);
    expect(await ledger.redact(sampleAction())).toBe(false);
    expect((await ledger.uncounted(10_000)).some((one) => one.actionId === actionId)).toBe(true);
  });
}
