import { expect, test } from 'vitest';
import { memoryLog } from '#lib/adapters/memory/log.ts';
import { memoryStores } from '#lib/adapters/memory/stores.ts';
import type { TaskPorts } from '#lib/domain/afterwards/task-end.ts';
import { callbackIdOf } from '#lib/domain/callback.ts';
import { eraseCustomer } from '#lib/domain/erasure/erase-customer.ts';
import { erasureIdOf, nothingErased } from '#lib/domain/erasure/erasure.ts';
import type { Task } from '#lib/domain/task.ts';
import {
  sampleAction,
  sampleCall,
  sampleCallback,
  sampleConfig,
  sampleExpiry,
  sampleSession,
  sampleStart,
  sampleTask,
  sampleTurn,
} from '#test/support/samples.ts';

const companyId = 'acme';
const customerId = 'cus_1';

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
  const stores = ['calls', 'sessions', 'dialogues', 'callbacks', 'ledger', 'outbox', 'tallies', 'erasures'];
  const wrapped = Object.entries(ports).map(([name, port]) => [name, stores.includes(name) ? wrap(port) : port]);
  return { ports: Object.fromEntries(wrapped), died: () => calls >= fatal };
}

async function scene() {
  const stores = memoryStores();
  const call = sampleCall({ companyId });
  const { sessionId, callSid } = call;
  await stores.calls.createOnce(call);
  const config = sampleConfig({ companyId });
  await stores.sessions.createOnce(sampleSession({ config, sessionId, callSid, companyId }), sampleExpiry);
  await stores.sessions.verify(sessionId, { customerId, evidence: 'caller-id', at: sampleStart });
  await stores.dialogues.claim(sampleTurn({ sessionId, companyId }));
  await stores.callbacks.put(sampleCallback({ companyId, callbackId: callbackIdOf(sessionId), sessionId }));
  const action = sampleAction({ companyId, sessionId, state: 'denied' });
  await stores.ledger.createOnce(action);
  await stores.sessions.end(sessionId, 'resolved', sampleStart);
  const erasureId = await erasureIdOf(companyId, customerId);
  const order = {
    companyId,
    erasureId,
    state: 'running',
    round: 1,
    requestedBy: 'me',
    requestedAt: sampleStart,
  } as const;
  await stores.erasures.begin({ ...order, ...nothingErased }, order.requestedAt);
  const clock = { now: () => Date.parse(sampleStart), sleep: async () => undefined };
  const ports = { ...stores, clock, log: memoryLog() } as unknown as TaskPorts;
  const about = { kind: 'erase-customer', customerId, round: 1, step: 1 } as const;
  const task: Task = sampleTask({ companyId, sessionId: erasureId, about });
  return { stores, ports, task, about, sessionId, callSid, action, erasureId };
}

test('a deletion that breaks off anywhere is finished by the next try, and counts the conversation once', async () => {
  let fatal = 1;
  for (let alive = false; !alive; fatal += 1) {
    const { stores, ports, task, about, sessionId, callSid, action, erasureId } = await scene();
    const doomed = mortal(ports, fatal);
    await eraseCustomer(doomed.ports, task, about).catch(() => undefined);
    alive = !doomed.died();
    expect(await eraseCustomer(ports, task, about)).toMatchObject({ kind: 'done' });
    expect(await stores.sessions.find(sessionId)).toBeUndefined();
    expect(await stores.calls.find(callSid)).toBeUndefined();
    expect(await stores.dialogues.read(sessionId)).toEqual({ greeting: undefined, turns: [] });
    expect(await stores.callbacks.find(companyId, callbackIdOf(sessionId))).toBeUndefined();
    expect(await stores.ledger.find(companyId, action.actionId)).toMatchObject({ reason: '[erased]' });
    expect(await stores.erasures.find(companyId, erasureId)).toMatchObject({ state: 'done' });
    const days = await stores.tallies.list(companyId, 'voice', 'day', '2026', '2027');
    expect(days.map(({ counts }) => counts.sessions)).toEqual([1]);
  }
  expect(fatal).toBeGreaterThan(15);
});
