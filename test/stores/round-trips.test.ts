import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dynamodbStores } from '#lib/adapters/dynamodb/stores.ts';
import type { Stores } from '#lib/ports/ports.ts';
import { createTables } from '#local/dynamodb/create-tables.ts';
import { type LocalDynamo, startEmbeddedDynamo } from '#local/dynamodb/embedded.ts';
import { documentClient, wiretap } from '#test/support/dynamodb.ts';
import {
  sampleAction,
  sampleCall,
  sampleConfig,
  sampleDelivery,
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
  const client = documentClient(dynamo.endpoint);
  await createTables(client);
  wire = wiretap(client);
  stores = dynamodbStores(client);
});
beforeEach(() => wire.forget());
afterAll(() => dynamo.close());

/** The requests that something costs. */
async function costOf(verb: () => Promise<unknown>): Promise<string[]> {
  wire.forget();
  await verb();
  return wire.sent;
}

describe('what a caller waits for is one round trip', () => {
  it('finds a call with one read', async () => {
    const { call } = await stores.calls.createOnce(sampleCall());
    expect(await costOf(() => stores.calls.find(call.callSid))).toEqual(['GetItem']);
  });

  it('claims a turn, delivers and looks for the reply with one request each', async () => {
    const { dialogues } = stores;
    const turn = sampleTurn();
    expect(await costOf(() => dialogues.claim(turn))).toEqual(['PutItem']);
    expect(await costOf(() => dialogues.deliver(turn.sessionId, 1, 0, sampleDelivery()))).toEqual(['UpdateItem']);
    expect(await costOf(() => dialogues.findReply(turn.sessionId, 1))).toEqual(['GetItem']);
    expect(await costOf(() => dialogues.findTurn(turn.sessionId, 1))).toEqual(['GetItem']);
    expect(await costOf(() => dialogues.read(turn.sessionId))).toEqual(['Query']);
  });

  it('opens, grows and finishes a reply with one write each', async () => {
    const { dialogues } = stores;
    const reply = sampleReply();
    const end = { status: 'complete', parts: [], inParts: 2, next: { kind: 'listen' } } as const;
    expect(await costOf(() => dialogues.openReply(reply))).toEqual(['PutItem']);
    expect(await costOf(() => dialogues.addSentences(reply.sessionId, 1, ['One.', 'Two.']))).toEqual(['UpdateItem']);
    expect(await costOf(() => dialogues.saveParts(reply.sessionId, 1, { parts: [], inParts: 0 }))).toEqual([
      'UpdateItem',
    ]);
    expect(await costOf(() => dialogues.finishReply(reply.sessionId, 1, end))).toEqual(['UpdateItem']);
  });

  it('gives up on a reply with one write, whether it is there or not', async () => {
    const open = sampleReply();
    await stores.dialogues.openReply(open);
    for (const reply of [open, sampleReply()]) {
      expect(await costOf(() => stores.dialogues.giveUp(reply, 'too-slow'))).toEqual(['UpdateItem']);
    }
  });

  it('opens a call with one write per entity', async () => {
    const call = sampleCall();
    const { sessionId, companyId } = call;
    expect(await costOf(() => stores.companies.createOnce(sampleConfig()))).toEqual(['PutItem']);
    expect(await costOf(() => stores.companies.find(companyId))).toEqual(['GetItem']);
    expect(await costOf(() => stores.scripts.standing(companyId, 'en'))).toEqual(['Query']);
    expect(await costOf(() => stores.integrations.findByPhoneNumber('+12025550100'))).toEqual(['Query']);
    expect(await costOf(() => stores.calls.createOnce(call))).toEqual(['PutItem']);
    expect(await costOf(() => stores.sessions.createOnce(sampleSession(), sampleExpiry))).toEqual(['PutItem']);
    const greeting = { sessionId, companyId, text: 'Hello.', expiresAt: sampleExpiry };
    expect(await costOf(() => stores.dialogues.greet(greeting))).toEqual(['PutItem']);
  });
});

describe('an action, while the caller waits', () => {
  it('is one request a step, the first reservation of a window too', async () => {
    const { ledger, allowances } = stores;
    const action = sampleAction();
    const { companyId, actionId, sessionId, updatedAt } = action;
    const window = sampleWindow({ limitMinor: 100 });
    const reserve = (id: string) =>
      allowances.reserve(companyId, window, { actionId: id, amountMinor: 60, at: updatedAt });
    expect(await costOf(() => ledger.find(companyId, actionId))).toEqual(['GetItem']);
    expect(await costOf(() => ledger.createOnce(action))).toEqual(['PutItem']);
    expect(await costOf(() => reserve(actionId))).toEqual(['UpdateItem']);
    expect(await costOf(() => ledger.move(action, 'requested', 'reserved', { updatedAt }))).toEqual(['UpdateItem']);
    expect(await costOf(() => ledger.ofSession(companyId, sessionId))).toEqual(['Query']);
    expect(await costOf(() => allowances.spent(companyId, window, updatedAt))).toEqual(['GetItem']);
    expect(await costOf(() => allowances.release(companyId, window, actionId))).toEqual(['GetItem', 'UpdateItem']);
    expect(await costOf(() => reserve('act_2'))).toEqual(['UpdateItem']);
  });

  it('is verified with a read (for the company in the index) and a write, and handed on with a write', async () => {
    const { sessions } = stores;
    const { sessionId, startedAt: at } = (await sessions.createOnce(sampleSession(), sampleExpiry)).session;
    const verification = { customerId: 'cus_1', evidence: 'caller-id', at };
    const caseFile = { facts: '', wishes: '', offersMade: '', amountsTried: '' };
    expect(await costOf(() => sessions.countVerificationTry(sessionId))).toEqual(['UpdateItem']);
    expect(await costOf(() => sessions.verify(sessionId, verification))).toEqual(['GetItem', 'UpdateItem']);
    expect(await costOf(() => sessions.verify(sessionId, verification))).toEqual(['GetItem']);
    expect(await costOf(() => sessions.promote(sessionId, caseFile))).toEqual(['UpdateItem']);
  });
});

describe('what nobody waits for', () => {
  it('changes a status with a read (for the company in the index) and a write', async () => {
    const { call } = await stores.calls.createOnce(sampleCall());
    expect(await costOf(() => stores.calls.recordStatus(call.callSid, 'in-progress', 1))).toEqual([
      'GetItem',
      'UpdateItem',
    ]);
    expect(await costOf(() => stores.calls.recordStatus(call.callSid, 'ringing', 0))).toEqual(['GetItem']);
    const end = { status: 'completed', endedAt: '2026-11-22T21:32:00.000Z' } as const;
    expect(await costOf(() => stores.calls.close(call.callSid, end))).toEqual(['GetItem', 'UpdateItem']);
  });

  it('records a model call with ten writes', async () => {
    const cost = await costOf(() => stores.usage.record(sampleUsage()));
    expect(cost).toEqual(['PutItem', ...Array.from({ length: 9 }, () => 'UpdateItem')]);
  });
});
