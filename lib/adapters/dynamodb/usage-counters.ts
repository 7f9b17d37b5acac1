import { randomUUID } from 'node:crypto';
import { putOnce } from '#lib/adapters/dynamodb/conditional-write.ts';
import { type Countable, type Counter, countInto, joinRecorders } from '#lib/adapters/dynamodb/count-once.ts';
import type { Database, Row } from '#lib/adapters/dynamodb/document-client.ts';
import type { UsageRow } from '#lib/domain/usage.ts';
import { usageAdds } from '#lib/domain/usage-breakdown.ts';
import { countersOf, sessionPeriod } from '#lib/domain/usage-periods.ts';

/**
 * Writes a usage row and adds it to the counters of its hour, day, month and session, once (count-once.ts). The row comes
 * first: the rows are the books, the counters a sum of them.
 * Ten writes a model call, four round trips, none of which a caller waits for.
 */
export async function countOnce(db: Database, row: Row): Promise<void> {
  const recorder = randomUUID();
  const key = { companyId: row.companyId, createdAtId: row.createdAtId };
  const countable: Countable = { table: 'usage', key, recorders: 'recorders', countedBy: 'countedBy' };
  const { won, standing } = await putOnce(db, 'usage', { ...row, recorders: new Set([recorder]) });
  if (!won && (await joinRecorders(db, countable, recorder)) === undefined) return;

  // The row that stands is the one to count, should a repeat ever say otherwise.
  const counted = (won ? row : { ...row, ...standing }) as UsageRow & Row;
  const counters = countersOf(counted).map((period) => counterOf(counted, period));
  await countInto(db, countable, String(row.createdAtId), counters);
}

function counterOf(row: UsageRow, period: string): Counter {
  const key = { companyId: row.companyId, period };
  // A session's counter goes when its rows do, and has no need of a breakdown; those of periods are few and stay.
  const ofSession = period === sessionPeriod(row.sessionId);
  return { key, set: { expiresAt: ofSession ? row.expiresAt : undefined }, add: usageAdds(row, !ofSession) };
}
