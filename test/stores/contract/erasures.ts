import { expect, it } from 'vitest';
import { type Erasure, nothingErased } from '#lib/domain/erasure/erasure.ts';
import type { Stores } from '#lib/ports/ports.ts';
import {
  freshId,
  sampleAction,
  sampleCall,
  sampleCallback,
  sampleExpiry,
  sampleReply,
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
    await erasures.finish(companyId, erasureId, 2, sampleStart);
    expect(await erasures.find(companyId, erasureId)).toMatchObject({ state: 'running', sessions: 3, messages: 9 });
    await erasures.finish(companyId, erasureId, 1, sampleStart);
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
