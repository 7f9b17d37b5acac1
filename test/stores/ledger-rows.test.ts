import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamodbStores } from '#lib/adapters/dynamodb/stores.ts';
import type { Action } from '#lib/domain/action.ts';
import type { Stores } from '#lib/ports/ports.ts';
import { createTables } from '#local/dynamodb/create-tables.ts';
import { type LocalDynamo, startEmbeddedDynamo } from '#local/dynamodb/embedded.ts';
import { documentClient } from '#test/support/dynamodb.ts';
import { freshId, sampleAction, sampleStart, sampleWindow } from '#test/support/samples.ts';

let dynamo: LocalDynamo;
let client: ReturnType<typeof documentClient>;
let stores: Stores;

beforeAll(async () => {
  dynamo = await startEmbeddedDynamo();
  client = documentClient(dynamo.endpoint);
  await createTables(client);
  stores = dynamodbStores(client);
});
afterAll(() => dynamo.close());

const rowOf = async (TableName: string, Key: Record<string, unknown>) =>
  (await client.send(new GetCommand({ TableName, Key }))).Item;

describe('rows of the ledger', () => {
  const rowOfAction = ({ companyId, actionId }: Action) => rowOf('CSAction', { companyId, actionId });
  async function inIndex({ actionId }: Action): Promise<boolean> {
    const query = { KeyConditionExpression: 'openState = :open', ExpressionAttributeValues: { ':open': 'open' } };
    const { Items } = await client.send(new QueryCommand({ TableName: 'CSAction', IndexName: 'byState', ...query }));
    return (Items ?? []).some((row) => row.actionId === actionId);
  }

  it('stand in the index of what is open from the first moment until they are settled', async () => {
    const settledIn = { executed: 'executing', failed: 'unknown', denied: 'requested' } as const;
    for (const [to, last] of Object.entries(settledIn)) {
      const action = sampleAction();
      await stores.ledger.createOnce(action);
      const path = ['requested', 'reserved', 'executing', 'unknown'] as const;
      for (const [i, from] of path.slice(0, path.indexOf(last)).entries()) {
        expect(await rowOfAction(action)).toMatchObject({ state: from, openState: 'open' });
        expect(await inIndex(action)).toBe(true);
        await stores.ledger.move(action, from, path[i + 1] ?? last, { updatedAt: sampleStart });
      }
      expect(await inIndex(action)).toBe(true);
      await stores.ledger.move(action, last, to as Action['state'], { updatedAt: sampleStart });
      expect(await rowOfAction(action)).toMatchObject({ state: to, openState: 'uncounted' });
      expect(await inIndex(action)).toBe(false);
    }
  });

  it('never stand in it where they are denied at once', async () => {
    const action = sampleAction({ state: 'denied' });
    await stores.ledger.createOnce(action);
    expect(await inIndex(action)).toBe(false);
  });

  it('never expire', async () => {
    const action = sampleAction();
    await stores.ledger.createOnce(action);
    await stores.ledger.move(action, 'requested', 'denied', { updatedAt: sampleStart });
    expect(await rowOfAction(action)).not.toHaveProperty('expiresAt');
  });
});

describe('rows of allowances', () => {
  const companyId = freshId('acme');
  const reserve = (window: ReturnType<typeof sampleWindow>, actionId: string, amountMinor: number, second = 0) =>
    stores.allowances.reserve(companyId, window, { actionId, amountMinor, at: `2026-11-22T21:30:0${second}.000Z` });

  it('show what was counted, for which action and when', async () => {
    const window = sampleWindow();
    await reserve(window, 'act_sess_1#a', 1999);
    await reserve(window, 'act_sess_1#b', 0, 1);
    expect(await rowOf('CSAllowance', { companyId, window: window.window })).toMatchObject({
      totalMinor: 1999,
      'entry#act_sess_1#a': { minor: 1999, at: '2026-11-22T21:30:00.000Z' },
      'entry#act_sess_1#b': { minor: 0, at: '2026-11-22T21:30:01.000Z' },
    });
  });

  it('expire as long after the last action in them as their window says, and never where it says nothing', async () => {
    const dayMs = 86_400_000;
    const window = sampleWindow({ limitMinor: 100, keptMs: dayMs });
    const row = () => rowOf('CSAllowance', { companyId, window: window.window });
    const epoch = (second: number) => Date.parse(`2026-11-22T21:30:0${second}.000Z`) / 1000;
    await reserve(window, 'act_1', 30);
    expect(await row()).toMatchObject({ expiresAt: epoch(0) + 86_400 });
    await reserve(window, 'act_2', 30, 7);
    await stores.allowances.release(companyId, window, 'act_2');
    expect(await reserve(window, 'act_3', 71, 9)).toBe(false);
    expect(await row()).toMatchObject({ totalMinor: 30, expiresAt: epoch(7) + 86_400 });
    const line = sampleWindow({ denial: 'already-refunded' });
    await reserve(line, 'act_1', 30);
    expect(await rowOf('CSAllowance', { companyId, window: line.window })).not.toHaveProperty('expiresAt');
  });

  it('that are gone take nothing with them: what is given back late changes nothing, and what is counted anew counts', async () => {
    const window = sampleWindow({ limitMinor: 100, keptMs: 1 });
    await reserve(window, 'act_late', 80);
    await client.send(new DeleteCommand({ TableName: 'CSAllowance', Key: { companyId, window: window.window } }));
    await stores.allowances.release(companyId, window, 'act_late');
    expect(await rowOf('CSAllowance', { companyId, window: window.window })).toBeUndefined();
    expect(await stores.allowances.spent(companyId, window, sampleStart)).toBe(0);
    expect(await reserve(window, 'act_new', 100, 1)).toBe(true);
    await stores.allowances.release(companyId, window, 'act_late');
    expect(await stores.allowances.spent(companyId, window, sampleStart)).toBe(100);
  });

  it('do not come to be by what can never fit', async () => {
    const window = sampleWindow({ limitMinor: 100 });
    expect(await reserve(window, 'act_1', 101)).toBe(false);
    await stores.allowances.release(companyId, window, 'act_1');
    expect(await rowOf('CSAllowance', { companyId, window: window.window })).toBeUndefined();
  });

  it('keep nothing of what was released or forgotten', async () => {
    const window = sampleWindow({ limitMinor: 100, rollingMs: 1000 });
    await reserve(window, 'act_old', 30, 0);
    await reserve(window, 'act_older', 30, 0);
    await reserve(window, 'act_released', 30, 2);
    await stores.allowances.release(companyId, window, 'act_released');
    expect(await reserve(window, 'act_new', 100, 4)).toBe(true);
    const row = await rowOf('CSAllowance', { companyId, window: window.window });
    expect(row).toMatchObject({ totalMinor: 100 });
    expect(Object.keys(row ?? {}).filter((name) => name.startsWith('entry#'))).toEqual(['entry#act_new']);
  });
});

describe('an allowance whose row can hold no more entries', () => {
  it('takes no more, counts what it holds, and takes again where something was given back', async () => {
    const companyId = freshId('acme');
    const window = sampleWindow({ limitMinor: 1_000_000 });
    // As a day of thousands of actions leaves it.
    const old = (n: number) => `act_sess_CA${String(n).padStart(32, '0')}#${'d'.repeat(24)}`;
    const count = 3_640;
    const entries = Array.from({ length: count }, (_, n) => [`entry#${old(n)}`, { minor: 1, at: sampleStart }]);
    const row = { companyId, window: window.window, totalMinor: count, ...Object.fromEntries(entries) };
    await client.send(new PutCommand({ TableName: 'CSAllowance', Item: row }));

    const reserve = (n: number) =>
      stores.allowances.reserve(companyId, window, { actionId: old(count + n), amountMinor: 1, at: sampleStart });
    const reserved: boolean[] = [];
    while (reserved.length < 1_000 && reserved.at(-1) !== false) reserved.push(await reserve(reserved.length));
    expect(reserved.at(-1)).toBe(false);
    const held = count + reserved.length - 1;
    expect(await stores.allowances.spent(companyId, window, sampleStart)).toBe(held);
    await stores.allowances.release(companyId, window, old(7));
    expect(await reserve(reserved.length)).toBe(true);
    expect(await stores.allowances.spent(companyId, window, sampleStart)).toBe(held);
  });
});
