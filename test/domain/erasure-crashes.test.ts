import { expect, test } from 'vitest';
import type { TaskPorts } from '#lib/domain/afterwards/task-end.ts';
import { callbackIdOf } from '#lib/domain/callback.ts';
import { sessionIdOfCall } from '#lib/domain/ids.ts';
import { companyId, customerId, erasureScene } from '#test/support/erasure-scene.ts';
import {
  sampleAction,
  sampleCall,
  sampleCallback,
  sampleConfig,
  sampleExpiry,
  sampleRequest,
  sampleSession,
  sampleStart,
  sampleTurn,
} from '#test/support/samples.ts';

/** Every call of a store counts; from the fatal one on nothing is done any more. */
function mortal<P extends object>(ports: P, fatal: number): { ports: P; died: () => boolean } {
  let calls = 0;
  const wrap = (port: object): object =>
    new Proxy(port, {
      get: (target, name) => {
        const verb = Reflect.get(target, name) as unknown;
        if (typeof verb !== 'function') return verb;
        return async (...args: unknown[]) => {
          calls += 1;
          if (calls >= fatal) throw new Error('The worker is gone.');
          return Reflect.apply(verb, target, args);
        };
      },
    });
  const mortals = ['calls', 'sessions', 'dialogues', 'callbacks', 'ledger', 'outbox', 'tallies', 'erasures'];
  const wrapped = Object.entries(ports).map(([name, port]) => [
    name,
    [...mortals, 'outboundCalls'].includes(name) ? wrap(port) : port,
  ]);
  return { ports: Object.fromEntries(wrapped), died: () => calls >= fatal };
}

/** A verified conversation, a chat that only names its customer, and a call that one picked up and one did not. */
async function scene() {
  const all = erasureScene();
  const { stores } = all;
  const config = sampleConfig({ companyId });
  const call = sampleCall({ companyId, endedAt: sampleStart });
  const { sessionId, callSid } = call;
  await stores.calls.createOnce(call);
  await stores.sessions.createOnce(sampleSession({ config, sessionId, callSid, companyId }), sampleExpiry);
  await stores.sessions.verify(sessionId, { customerId, evidence: 'caller-id', at: sampleStart });
  await stores.dialogues.claim(sampleTurn({ sessionId, companyId }));
  await stores.callbacks.put(sampleCallback({ companyId, callbackId: callbackIdOf(sessionId), sessionId, customerId }));
  const action = sampleAction({ companyId, sessionId, state: 'denied' });
  await stores.ledger.createOnce(action);
  const chat = sampleSession({ config, channel: 'chat', customerHint: customerId });
  await stores.sessions.createOnce(chat, sampleExpiry);
  const rung = ['answered', 'unanswered'].map((outboundId) => {
    const to = '+12025550142';
    const request = sampleRequest({ companyId, customerId, outboundId, to, state: 'placed' });
    const outbound = { outboundId, opening: request.opening, about: request.about };
    const placed = sampleCall({ companyId, direction: 'outbound', to, endedAt: sampleStart, outbound });
    return { request: { ...request, callSid: placed.callSid }, placed };
  });
  for (const { request, placed } of rung) {
    await stores.outboundCalls.createOnce(request);
    await stores.calls.createOnce(placed);
  }
  const answered = sessionIdOfCall(rung[0]?.placed.callSid ?? '');
  // As an older build has made it: nothing but the request leads there.
  await stores.sessions.createOnce(sampleSession({ config, sessionId: answered }), sampleExpiry);
  for (const one of [sessionId, chat.sessionId, answered]) await stores.sessions.end(one, 'resolved', sampleStart);
  const gone = [
    ...[sessionId, chat.sessionId, answered].map((one) => () => stores.sessions.find(one)),
    ...[callSid, ...rung.map(({ placed }) => placed.callSid)].map((one) => () => stores.calls.find(one)),
    ...rung.map(
      ({ request }) =>
        () =>
          stores.outboundCalls.find(companyId, request.outboundId),
    ),
    () => stores.callbacks.find(companyId, callbackIdOf(sessionId)),
  ];
  return { ...all, sessionId, action, gone };
}

test('a deletion that breaks off anywhere is finished by the next try, and counts each conversation once', async () => {
  let fatal = 1;
  for (let alive = false; !alive; fatal += 1) {
    const { stores, ports, orders, passes, erasure, sessionId, action, gone } = await scene();
    await orders();
    const doomed = mortal<TaskPorts>(ports, fatal);
    await passes(0, doomed.ports).catch(() => undefined);
    alive = !doomed.died();
    // The next try. A request whose call is gone looks like one that is yet to ring, and is waited for; then the last look.
    await passes(130_000);
    await passes(65 * 60_000);
    await passes(11 * 60_000);
    for (const find of gone) expect(await find(), `broken off at ${fatal}`).toBeUndefined();
    expect(await stores.dialogues.read(sessionId)).toEqual({ greeting: undefined, turns: [] });
    expect(await stores.ledger.find(companyId, action.actionId)).toMatchObject({ reason: '[erased]' });
    expect(await erasure()).toMatchObject({ state: 'done' });
    const days = await stores.tallies.list(companyId, 'voice', 'day', '2026', '2027');
    expect(days.map(({ counts }) => counts.sessions)).toEqual([2]);
  }
  expect(fatal).toBeGreaterThan(60);
});
