import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamodbStores } from '#lib/adapters/dynamodb/stores.ts';
import { memoryLog } from '#lib/adapters/memory/log.ts';
import { memoryStores } from '#lib/adapters/memory/stores.ts';
import { countActions, countCall, countReport, countSession } from '#lib/domain/analytics/count.ts';
import { reportOn } from '#lib/domain/analytics/report.ts';
import { spanOf } from '#lib/domain/analytics/span.ts';
import type { VoiceCall } from '#lib/domain/call.ts';
import type { Session } from '#lib/domain/session.ts';
import type { UsageRow } from '#lib/domain/usage.ts';
import type { Stores } from '#lib/ports/ports.ts';
import { createTables } from '#local/dynamodb/create-tables.ts';
import { type LocalDynamo, startEmbeddedDynamo } from '#local/dynamodb/embedded.ts';
import { anyConversation, anySilentCall, live, ring } from '#test/analytics/history.ts';
import { recount } from '#test/analytics/recount.ts';
import { documentClient, wiretap } from '#test/support/dynamodb.ts';
import { freshId } from '#test/support/samples.ts';

type Told = { session: Session; usage: UsageRow[] };
/** A counter that stops for good after so many requests to the store; the last one may have been done or not. */
type Crash = { after: number; lastIsDone: boolean };
const anyCrash: fc.Arbitrary<Crash> = fc.record({ after: fc.integer({ min: 0, max: 56 }), lastIsDone: fc.boolean() });

/** All that the product counts of a conversation; the sweep counts the actions. */
async function countAll(stores: Stores, { session, usage }: Told): Promise<void> {
  await countSession(stores, session, await stores.dialogues.read(session.sessionId));
  if (session.afterCall !== undefined) await countReport(stores, session, session.afterCall);
  for (const row of usage) await stores.usage.record(row);
  await countActions({ ...stores, log: memoryLog() });
}

async function expectRecounted(
  stores: Stores,
  companyId: string,
  told: readonly Told[],
  silent: readonly VoiceCall[],
): Promise<void> {
  const sessionIds = told.map(({ session }) => session.sessionId);
  const callSids = silent.map(({ callSid }) => callSid);
  const { numbers, latencies } = await recount(stores, companyId, sessionIds, callSids);
  for (const granularity of ['hour', 'day', 'month'] as const) {
    const span = spanOf({ granularity, from: '2026-11-15T00:00:00Z', to: '2026-12-15T00:00:00Z' }, 0);
    const { total, byChannel, periods } = await reportOn(stores, companyId, ['voice', 'chat'], span);
    const { firstSentence, ...rest } = total;
    expect(rest).toEqual(numbers);
    const inOrder = latencies.toSorted((a, b) => a - b);
    expect(firstSentence.count).toBe(inOrder.length);
    for (const [ms, part] of [
      [firstSentence.p50Ms, 0.5],
      [firstSentence.p95Ms, 0.95],
    ] as const) {
      const truth = inOrder[Math.ceil(inOrder.length * part) - 1];
      if (truth === undefined) expect(ms).toBeNull();
      else {
        expect(ms).toBeGreaterThanOrEqual(truth);
        expect(ms).toBeLessThanOrEqual(Math.max(50, truth * 1.151 + 1));
      }
    }
    const parts = [Object.values(byChannel), periods];
    for (const those of parts) expect(those.reduce((sum, one) => sum + one.sessions, 0)).toBe(numbers.sessions);
  }
}

describe('the analytics equal a recount of the raw rows', () => {
  it('whatever happened, with counters in memory', async () => {
    const stores = memoryStores();
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyConversation, { maxLength: 8 }),
        fc.array(anySilentCall, { maxLength: 4 }),
        fc.integer({ min: 1, max: 3 }),
        async (all, calls, times) => {
          const companyId = freshId('acme');
          const told = await Promise.all(all.map((one) => live(stores, companyId, one)));
          const silent = await Promise.all(calls.map((one) => ring(stores, companyId, one)));
          for (let time = 0; time < times; time += 1) {
            await Promise.all(told.map((one) => countAll(stores, one)));
            await Promise.all(silent.map((one) => countCall(stores, one)));
          }
          await expectRecounted(stores, companyId, told, silent);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the counters in DynamoDB', () => {
  let dynamo: LocalDynamo;
  let stores: Stores;
  beforeAll(async () => {
    dynamo = await startEmbeddedDynamo();
    const client = documentClient(dynamo.endpoint);
    await createTables(client);
    stores = dynamodbStores(client);
  });
  afterAll(() => dynamo.close());

  async function countUntil(crash: Crash, count: (stores: Stores) => Promise<void>): Promise<void> {
    const doomed = documentClient(dynamo.endpoint);
    wiretap(doomed).fate = ({ n }) => {
      if (n <= crash.after) return 'answered';
      return n === crash.after + 1 && crash.lastIsDone ? 'answer-lost' : 'never-sent';
    };
    await count(dynamodbStores(doomed)).catch(() => undefined);
    doomed.destroy();
  }

  it('equal a recount too, wherever their writers crash, one after another or at once', async () => {
    const anyHistory = fc.array(
      fc.tuple(anyConversation, anySilentCall, fc.array(anyCrash, { maxLength: 2 }), fc.boolean()),
      { minLength: 1, maxLength: 3 },
    );
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        const companyId = freshId('acme');
        const all = await Promise.all(
          history.map(async ([one, call, crashes, together]) => {
            const told = await live(stores, companyId, one);
            const silent = await ring(stores, companyId, call);
            const count = async (by: Stores): Promise<void> => {
              await countCall(by, silent);
              await countAll(by, told);
            };
            if (together) await Promise.all([...crashes.map((crash) => countUntil(crash, count)), count(stores)]);
            else for (const crash of crashes) await countUntil(crash, count);
            return { told, silent, count };
          }),
        );
        for (const { count } of all) await count(stores);
        await expectRecounted(
          stores,
          companyId,
          all.map(({ told }) => told),
          all.map(({ silent }) => silent),
        );
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});
