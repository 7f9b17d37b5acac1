import { randomUUID } from 'node:crypto';
import { putOnce, updateIf } from '#lib/adapters/dynamodb/conditional-write.ts';
import type { Database, Row } from '#lib/adapters/dynamodb/document-client.ts';
import type { UsageRow } from '#lib/domain/usage.ts';
import { countersOf, sessionPeriod } from '#lib/domain/usage-periods.ts';

/**
 * Writes a usage row and adds it to the counters of its hour, day, month and session: each exactly once, however often and by
 * however many at once this is called for the same row, and wherever an earlier call broke off. Without transactions:
 *
 * 1. The row comes first and holds a token of each recorder (`recorders`). Nobody counts before his token is in it, and
 *    no token gets in once the row is marked as counted (`countedBy`).
 * 2. A counter takes a row only if the row's key is not in its set `counting`, and puts it there in the same write.
 * 3. With all counters done, the row is marked. Who finds himself its only recorder takes the key out of the sets again:
 *    nobody else can still be on his way to count. Otherwise the key stays in them for good, some 60 bytes.
 *
 * What a crash costs: a row that no counter or not every counter has, until `record` is called for it again. The rows
 * are the books, the counters a sum of them: such rows are those without `countedBy`. What could still count twice is a
 * write that its client timed out on and that lands only after step 3.
 * Ten writes a model call, four round trips, none of which a caller waits for.
 */
export async function countOnce(db: Database, row: Row): Promise<void> {
  const recorder = randomUUID();
  const key = { companyId: row.companyId, createdAtId: row.createdAtId };
  const { won, standing } = await putOnce(db, 'usage', { ...row, recorders: new Set([recorder]) });
  if (!won && !(await join(db, key, recorder))) return;

  // The row that stands is the one to count, should a repeat ever say otherwise.
  const counted = (won ? row : { ...row, ...standing }) as UsageRow & Row;
  const counters = countersOf(counted).map((period) => ({ companyId: counted.companyId, period }));
  const mark = new Set([String(row.createdAtId)]);
  await Promise.all(counters.map((counter) => count(db, counter, counted, mark)));

  if (await close(db, key)) {
    await Promise.all(counters.map((counter) => forget(db, counter, mark)));
  }
}

/** Whether there is something left to count, and we may. */
async function join(db: Database, key: Row, recorder: string): Promise<boolean> {
  const { won } = await updateIf(db, {
    table: 'usage',
    key,
    add: { recorders: new Set([recorder]) },
    condition: 'attribute_exists(companyId) AND attribute_not_exists(countedBy)',
  });
  return won;
}

async function count(db: Database, key: Row, row: UsageRow, mark: Set<string>): Promise<void> {
  const { inputTokens, cacheWriteTokens, cacheReadTokens, outputTokens, costMicroUsd } = row;
  // A session's counter goes when its rows do; those of hours, days and months are few and stay.
  const expiresAt = key.period === sessionPeriod(row.sessionId) ? row.expiresAt : undefined;
  await updateIf(db, {
    table: 'usageSummary',
    key,
    set: { expiresAt },
    add: { calls: 1, inputTokens, cacheWriteTokens, cacheReadTokens, outputTokens, costMicroUsd, counting: mark },
    condition: 'NOT contains(#counting, :usage)',
    values: { ':usage': [...mark][0] },
  });
}

/** Marks the row as counted; true for its only recorder. */
async function close(db: Database, key: Row): Promise<boolean> {
  const update = { table: 'usage', key, stamp: 'countedBy' } as const;
  const alone = await updateIf(db, {
    ...update,
    condition: 'attribute_not_exists(countedBy) AND size(recorders) = :one',
    values: { ':one': 1 },
  });
  if (alone.won) return true;
  await updateIf(db, { ...update, condition: 'attribute_not_exists(countedBy)' });
  return false;
}

async function forget(db: Database, key: Row, mark: Set<string>): Promise<void> {
  await updateIf(db, {
    table: 'usageSummary',
    key,
    drop: { counting: mark },
    condition: 'attribute_exists(companyId)',
  });
}
