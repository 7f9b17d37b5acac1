import { GetCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamodbStores } from '#lib/adapters/dynamodb/stores.ts';
import type { UsageRow } from '#lib/domain/usage.ts';
import { countersOf } from '#lib/domain/usage-periods.ts';
import type { Usage } from '#lib/ports/usage.ts';
import { createTables } from '#local/dynamodb/create-tables.ts';
import { type LocalDynamo, startEmbeddedDynamo } from '#local/dynamodb/embedded.ts';
import { summed } from '#test/stores/contract/usage.ts';
import { documentClient, wiretap } from '#test/support/dynamodb.ts';
import { sampleUsage } from '#test/support/samples.ts';

let dynamo: LocalDynamo;
let client: ReturnType<typeof documentClient>;
let usage: Usage;
beforeAll(async () => {
  dynamo = await startEmbeddedDynamo();
  client = documentClient(dynamo.endpoint);
  await createTables(client);
  usage = dynamodbStores(client).usage;
});
afterAll(() => dynamo.close());

/** A recorder of its own, which stops for good after so many requests; the last one may have been done or not. */
async function recordUntil(row: UsageRow, crash: { after: number; lastIsDone: boolean }): Promise<void> {
  const doomed = documentClient(dynamo.endpoint);
  const wire = wiretap(doomed);
  wire.fate = ({ n }) => {
    if (n <= crash.after) return 'answered';
    return n === crash.after + 1 && crash.lastIsDone ? 'answer-lost' : 'never-sent';
  };
  await dynamodbStores(doomed)
    .usage.record(row)
    .catch(() => undefined);
  doomed.destroy();
}

/** A recorder that waits after so many requests. */
function stoppedAfter(requests: number) {
  const slow = documentClient(dynamo.endpoint);
  const stopped = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  wiretap(slow).fate = async ({ n }): Promise<'answered'> => {
    if (n > requests) {
      stopped.resolve();
      await gate.promise;
    }
    return 'answered';
  };
  return { usage: dynamodbStores(slow).usage, stopped: stopped.promise, goOn: gate.resolve };
}

async function expectCounted(row: UsageRow): Promise<void> {
  for (const period of countersOf(row)) {
    expect(await usage.summary(row.companyId, period)).toEqual(summed([row], row.companyId, period));
  }
}

describe('a usage row that was recorded only in part', () => {
  it('is finished by the next recorder, wherever the first one broke off', async () => {
    for (let after = 0; after <= 10; after += 1) {
      for (const lastIsDone of [true, false]) {
        const row = sampleUsage();
        await recordUntil(row, { after, lastIsDone });
        await usage.record(row);
        await usage.record(row);
        await expectCounted(row);
      }
    }
  });

  it('is counted once by any number of recorders at once, of which only one lives', async () => {
    const anyCrash = fc.record({ after: fc.integer({ min: 0, max: 11 }), lastIsDone: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(anyCrash, { minLength: 1, maxLength: 4 }), fc.boolean(), async (crashes, together) => {
        const row = sampleUsage();
        if (together) await Promise.all([...crashes.map((crash) => recordUntil(row, crash)), usage.record(row)]);
        else for (const crash of crashes) await recordUntil(row, crash);
        await usage.record(row);
        await expectCounted(row);
      }),
      { numRuns: 25 },
    );
  });

  it('is not counted again by a recorder that others have overtaken', async () => {
    const row = sampleUsage();
    // Each stops where it is about to count: the first after its PutItem, the second after it joined (put, read, join).
    const first = stoppedAfter(1);
    const firstRecord = first.usage.record(row);
    await first.stopped;
    const second = stoppedAfter(3);
    const secondRecord = second.usage.record(row);
    await second.stopped;
    first.goOn();
    await firstRecord;
    second.goOn();
    await secondRecord;
    await expectCounted(row);
    await usage.record(row);
    await expectCounted(row);
  });

  it('leaves nothing behind in the counters where nothing went wrong', async () => {
    const row = sampleUsage();
    await usage.record(row);
    const Key = { companyId: row.companyId, period: 'day#2026-11-22' };
    const { Item } = await client.send(new GetCommand({ TableName: 'CSAIUsageSummary', Key }));
    const names = Object.keys(Item ?? {}).filter((name) => !name.startsWith('by:'));
    expect(names.sort()).toEqual(Object.keys(summed([], '', '')).sort());
  });
});
