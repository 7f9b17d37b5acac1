import { type Database, getRow, pick, queryRows, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import { countOnce } from '#lib/adapters/dynamodb/usage-counters.ts';
import type { UsageRow, UsageSummary } from '#lib/domain/usage.ts';
import { noSums, partsOf, turnCostsOf, type UsageSums } from '#lib/domain/usage-breakdown.ts';
import { sessionPeriod } from '#lib/domain/usage-periods.ts';
import type { Usage } from '#lib/ports/usage.ts';

export function dynamodbUsage(db: Database): Usage {
  return {
    record: (row) => countOnce(db, toRow(row)),

    async summary(companyId, period) {
      const row = await getRow(db, 'usageSummary', { companyId, period });
      return row && pick<UsageSummary>(row, summaryFields);
    },

    async ofSession(companyId, sessionId) {
      const row = (await getRow(db, 'usageSummary', { companyId, period: sessionPeriod(sessionId) })) ?? {};
      return { ...noSums, ...pick<UsageSums>(row, sumFields), turns: turnCostsOf(row) };
    },

    async periods(companyId, kind, from, to) {
      if (from >= to) return [];
      const rows = await queryRows(db, 'usageSummary', {
        KeyConditionExpression: 'companyId = :companyId AND #period BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#period': 'period' },
        ExpressionAttributeValues: { ':companyId': companyId, ':from': `${kind}#${from}`, ':to': `${kind}#${to}` },
      });
      return rows
        .map((row) => ({ ...pick<UsageSums>(row, sumFields), begin: beginOf(row), parts: partsOf(row) }))
        .filter(({ begin }) => begin < to);
    },

    // Keys are `<createdAt>#<usageId>`, so `to` itself sorts before all that was created at `to`: BETWEEN is [from, to).
    async list(companyId, from, to) {
      if (from >= to) return [];
      const rows = await queryRows(db, 'usage', {
        KeyConditionExpression: 'companyId = :companyId AND createdAtId BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':companyId': companyId, ':from': from, ':to': to },
        ConsistentRead: true,
      });
      return rows.map((row) => pick<UsageRow>(row, usageFields));
    },
  };
}

const toRow = (row: UsageRow): Row => ({ ...row, createdAtId: `${row.createdAt}#${row.usageId}` });

const tokenFields = { inputTokens: true, cacheWriteTokens: true, cacheReadTokens: true, outputTokens: true } as const;

const usageFields: Record<keyof UsageRow, true> = {
  ...tokenFields,
  companyId: true,
  usageId: true,
  sessionId: true,
  turn: true,
  tier: true,
  channel: true,
  model: true,
  createdAt: true,
  costMicroUsd: true,
  firstTokenMs: true,
  latencyMs: true,
  outcome: true,
  expiresAt: true,
};

const sumFields: Record<keyof UsageSums, true> = { ...tokenFields, calls: true, costMicroUsd: true };

const summaryFields: Record<keyof UsageSummary, true> = { ...sumFields, companyId: true, period: true };

/** Of `hour#2026-11-22T21` what comes after the kind. */
const beginOf = ({ period }: Row): string => String(period).replace(/^\w+#/, '');
