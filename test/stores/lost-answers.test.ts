import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dynamodbStores } from '#lib/adapters/dynamodb/stores.ts';
import type { Stores } from '#lib/ports/ports.ts';
import { createTables } from '#local/dynamodb/create-tables.ts';
import { type LocalDynamo, startEmbeddedDynamo } from '#local/dynamodb/embedded.ts';
import { summed } from '#test/stores/contract/usage.ts';
import { documentClient, wiretap } from '#test/support/dynamodb.ts';
import {
  sampleAction,
  sampleCall,
  sampleConfig,
  sampleDelivery,
  sampleEscalation,
  sampleExpiry,
  sampleReply,
  sampleSession,
  sampleTurn,
  sampleUsage,
  sampleWindow,
} from '#test/support/samples.ts';

let dynamo: LocalDynamo;
let stores: Stores;
let wire: ReturnType<typeof wiretap>;

beforeAll(async () => {
  dynamo = await startEmbeddedDynamo();
  await createTables(documentClient(dynamo.endpoint));
});
// A client for each test: after so many retries one gives them up for a while.
beforeEach(() => {
  const client = documentClient(dynamo.endpoint);
  wire = wiretap(client);
  stores = dynamodbStores(client);
});
afterAll(() => dynamo.close());

/** Loses the answer to every first try of a write: the SDK tries again, and meets what it has already done. */
async function repeated<T>(verb: () => Promise<T>): Promise<T> {
  wire.forget();
  let lost = 0;
  wire.fate = ({ command, attempt }) => {
    if (attempt > 1 || !/Put|Update/.test(command)) return 'answered';
    lost += 1;
    return 'answer-lost';
  };
  const answer = await verb();
  expect(lost).toBeGreaterThan(0);
  wire.forget();
  return answer;
}

describe('a write whose answer was lost is repeated by the SDK and still done once', () => {
  it('wins the claim of a turn, so that the worker is started', async () => {
    const turn = sampleTurn();
    expect(await repeated(() => stores.dialogues.claim(turn))).toEqual({ turn, claimed: true });
  });

  it('says no sentence twice', async () => {
    const reply = sampleReply();
    expect(await repeated(() => stores.dialogues.openReply(reply))).toBe(true);
    expect(await repeated(() => stores.dialogues.addSentences(reply.sessionId, 1, ['Once.']))).toBe(true);
    expect(await repeated(() => stores.dialogues.addSentences(reply.sessionId, 1, ['Once.']))).toBe(true);
    expect((await stores.dialogues.findReply(reply.sessionId, 1))?.sentences).toEqual(['Once.', 'Once.']);
    const end = { status: 'complete', parts: [], inParts: 2, next: { kind: 'listen' } } as const;
    expect(await repeated(() => stores.dialogues.finishReply(reply.sessionId, 1, end))).toBe(true);
  });

  it('knows that it was the one who gave up', async () => {
    const reply = sampleReply();
    await stores.dialogues.openReply(reply);
    expect(await repeated(() => stores.dialogues.giveUp(reply, 'too-slow'))).toMatchObject({ decided: true });
    expect(await stores.dialogues.giveUp(reply, 'too-slow')).toMatchObject({ decided: false });
  });

  it('delivers what it said it delivers', async () => {
    const turn = sampleTurn();
    await stores.dialogues.claim(turn);
    const delivery = sampleDelivery();
    expect(await repeated(() => stores.dialogues.deliver(turn.sessionId, 1, 0, delivery))).toEqual(delivery);
  });

  it('opens, moves and closes a call and its session for the one who asked', async () => {
    const call = sampleCall();
    const session = sampleSession();
    const endedAt = '2026-11-22T21:32:00.000Z';
    expect(await repeated(() => stores.calls.createOnce(call))).toEqual({ call, created: true });
    expect(await repeated(() => stores.sessions.createOnce(session, sampleExpiry))).toEqual({ session, created: true });
    expect(await repeated(() => stores.calls.recordStatus(call.callSid, 'in-progress', 1))).toBe(true);
    expect(await repeated(() => stores.calls.setEnding(call.callSid, 'resolved'))).toBe(true);
    const begun = sampleEscalation();
    const dialing = { ...begun, rev: 1, state: { kind: 'dialing', index: 0 } } as const;
    expect(await repeated(() => stores.calls.moveTransfer(call.callSid, 1, undefined, begun))).toEqual({
      moved: true,
      standing: begun,
    });
    expect(await repeated(() => stores.calls.moveTransfer(call.callSid, 1, begun, dialing))).toEqual({
      moved: true,
      standing: dialing,
    });
    expect(await repeated(() => stores.calls.withdrawTransfer(call.callSid, 1, dialing))).toBe(true);
    expect(await repeated(() => stores.calls.close(call.callSid, { status: 'completed', endedAt }))).toBe(true);
    expect(await repeated(() => stores.sessions.setStatus(session.sessionId, 'escalated'))).toBe(true);
    expect(await repeated(() => stores.sessions.end(session.sessionId, 'resolved', endedAt))).toBe(true);
  });

  it('counts one try, verifies one customer and hands on to the manager for the one who asked', async () => {
    const { sessions } = stores;
    const { sessionId, startedAt: at } = (await sessions.createOnce(sampleSession(), sampleExpiry)).session;
    const verification = { customerId: 'cus_1', evidence: 'caller-id', at };
    const caseFile = { facts: 'Broken.', wishes: '', offersMade: '', amountsTried: '' };
    expect(await repeated(() => sessions.countVerificationTry(sessionId))).toBe(1);
    expect(await repeated(() => sessions.countVerificationTry(sessionId))).toBe(2);
    expect(await repeated(() => sessions.verify(sessionId, verification))).toEqual(verification);
    expect(await repeated(() => sessions.promote(sessionId, caseFile))).toBe(true);
    expect(await sessions.find(sessionId)).toMatchObject({ verificationTries: 2, tier: 'aiManager' });
  });

  it('carries an action to its end for the one who asked', async () => {
    const action = sampleAction();
    const { updatedAt } = action;
    expect(await repeated(() => stores.ledger.createOnce(action))).toEqual({ action, created: true });
    const path = ['requested', 'reserved', 'executing', 'unknown', 'executed'] as const;
    for (const [i, to] of path.slice(1).entries()) {
      const from = path[i] ?? 'requested';
      expect(await repeated(() => stores.ledger.move(action, from, to, { updatedAt }))).toBe(true);
    }
  });

  it('reserves once and releases once, and forgets once what is too old', async () => {
    const { allowances } = stores;
    const window = sampleWindow({ limitMinor: 100, rollingMs: 1000 });
    const at = (second: number) => `2026-11-22T21:30:0${second}.000Z`;
    const reserve = (actionId: string, amountMinor: number, second: number) =>
      repeated(() => allowances.reserve('acme', window, { actionId, amountMinor, at: at(second) }));
    expect(await reserve('act_1', 60, 0)).toBe(true);
    expect(await reserve('act_2', 40, 1)).toBe(true);
    expect(await reserve('act_3', 50, 2)).toBe(true);
    await repeated(() => allowances.release('acme', window, 'act_2'));
    expect(await allowances.spent('acme', window, at(2))).toBe(50);
    expect(await reserve('act_4', 50, 2)).toBe(true);
    expect(await reserve('act_5', 1, 3)).toBe(false);
  });

  it('replaces a config by one version', async () => {
    const config = sampleConfig();
    expect(await repeated(() => stores.companies.createOnce(config))).toEqual(config);
    expect(await repeated(() => stores.companies.replace(config))).toBe(true);
    expect(await stores.companies.find(config.companyId)).toMatchObject({ version: 1 });
  });

  it('counts a model call once, with every answer of it lost', async () => {
    const row = sampleUsage();
    await repeated(() => stores.usage.record(row));
    const period = 'hour#2026-11-22T21';
    expect(await stores.usage.summary(row.companyId, period)).toEqual(summed([row], row.companyId, period));
  });
});
