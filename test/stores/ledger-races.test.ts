import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dynamodbStores } from '#lib/adapters/dynamodb/stores.ts';
import type { Stores } from '#lib/ports/ports.ts';
import { createTables } from '#local/dynamodb/create-tables.ts';
import { type LocalDynamo, startEmbeddedDynamo } from '#local/dynamodb/embedded.ts';
import { documentClient, wiretap } from '#test/support/dynamodb.ts';
import { sampleAction, sampleExpiry, sampleSession, sampleStart, sampleWindow } from '#test/support/samples.ts';

let dynamo: LocalDynamo;
let stores: Stores;
/** Somebody else, on a wire of his own. */
let others: Stores;
let wire: ReturnType<typeof wiretap>;

beforeAll(async () => {
  dynamo = await startEmbeddedDynamo();
  const client = documentClient(dynamo.endpoint);
  await createTables(client);
  wire = wiretap(client);
  stores = dynamodbStores(client);
  others = dynamodbStores(documentClient(dynamo.endpoint));
});
beforeEach(() => wire.forget());
afterAll(() => dynamo.close());

/** Loses the answer to the first write, and lets others act before the SDK tries again. */
async function overtaken<T>(verb: () => Promise<T>, meanwhile: () => Promise<unknown>): Promise<T> {
  wire.forget();
  let acted = false;
  wire.fate = async ({ command, attempt }) => {
    if (command !== 'UpdateItem' || acted) return 'answered';
    if (attempt === 1) return 'answer-lost';
    acted = true;
    await meanwhile();
    return 'answered';
  };
  const answer = await verb();
  expect(acted).toBe(true);
  wire.forget();
  return answer;
}

const updatedAt = '2026-11-22T21:30:05.000Z';
const entry = { actionId: 'act_1', amountMinor: 60, at: sampleStart };

describe('a write whose answer was lost, and whom others overtake before it is repeated', () => {
  it('has moved the action all the same, and does not move it back', async () => {
    const { action } = await stores.ledger.createOnce(sampleAction());
    const moved = await overtaken(
      () => stores.ledger.move(action, 'requested', 'reserved', { updatedAt }),
      () => others.ledger.move(action, 'reserved', 'executing', { updatedAt }),
    );
    expect(moved).toBe(true);
    expect(await stores.ledger.find(action.companyId, action.actionId)).toMatchObject({ state: 'executing' });
  });

  it('does not reserve again what others have released', async () => {
    const window = sampleWindow();
    const reserved = await overtaken(
      () => stores.allowances.reserve('acme', window, entry),
      () => others.allowances.release('acme', window, 'act_1'),
    );
    expect(reserved).toBe(true);
    expect(await stores.allowances.spent('acme', window, sampleStart)).toBe(0);
  });

  it('does not release what others have reserved again', async () => {
    const window = sampleWindow();
    await stores.allowances.reserve('acme', window, entry);
    await overtaken(
      () => stores.allowances.release('acme', window, 'act_1'),
      () => others.allowances.reserve('acme', window, entry),
    );
    expect(await stores.allowances.spent('acme', window, sampleStart)).toBe(60);
  });

  it('may count a try at verification twice, never not at all', async () => {
    const { sessionId } = (await stores.sessions.createOnce(sampleSession(), sampleExpiry)).session;
    const tries = await overtaken(
      () => stores.sessions.countVerificationTry(sessionId),
      () => others.sessions.countVerificationTry(sessionId),
    );
    expect(tries).toBe(3);
  });
});

describe('what changes between a read and what is built on it', () => {
  /** Lets others act before any request of a kind goes out. */
  function othersActBefore(command: string, act: () => Promise<unknown>): void {
    let acting: Promise<unknown> | undefined;
    wire.fate = async (request): Promise<'answered'> => {
      if (request.command === command) {
        acting ??= act();
        await acting;
      }
      return 'answered';
    };
  }

  it('an action that is settled after the index named it is not listed as unsettled', async () => {
    const long = { updatedAt: '1991-01-01T00:00:00.000Z' };
    const [open, settled] = [sampleAction(long), sampleAction(long)];
    for (const action of [open, settled]) await stores.ledger.createOnce(action);
    othersActBefore('GetItem', () => others.ledger.move(settled, 'requested', 'denied', { updatedAt }));
    expect(await stores.ledger.unsettled('1992-01-01', 10)).toEqual([open]);
  });

  it('an action that is released and reserved anew while we release it is released', async () => {
    const window = sampleWindow();
    await stores.allowances.reserve('acme', window, entry);
    othersActBefore('UpdateItem', async () => {
      await others.allowances.release('acme', window, 'act_1');
      await others.allowances.reserve('acme', window, { ...entry, amountMinor: 20 });
    });
    await stores.allowances.release('acme', window, 'act_1');
    expect(await stores.allowances.spent('acme', window, sampleStart)).toBe(0);
    expect(await stores.allowances.reserve('acme', window, { ...entry, amountMinor: window.limitMinor })).toBe(true);
  });

  it('a customer who is verified while we verify another stays', async () => {
    const { sessionId } = (await stores.sessions.createOnce(sampleSession(), sampleExpiry)).session;
    const [ours, theirs] = ['cus_1', 'cus_2'].map((customerId) => ({ customerId, evidence: 'x', at: sampleStart }));
    if (!ours || !theirs) throw new Error('Two customers.');
    othersActBefore('UpdateItem', () => others.sessions.verify(sessionId, theirs));
    expect(await stores.sessions.verify(sessionId, ours)).toEqual(theirs);
    expect(await stores.sessions.find(sessionId)).toMatchObject({ customerId: 'cus_2', verified: theirs });
  });
});
