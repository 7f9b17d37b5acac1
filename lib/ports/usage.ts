import type { CompanyId, SessionId } from '#lib/domain/ids.ts';
import type { ModelPrice, UsageRow, UsageSummary } from '#lib/domain/usage.ts';
import type { UsagePart, UsageSums } from '#lib/domain/usage-breakdown.ts';
import type { PeriodKind } from '#lib/domain/usage-periods.ts';

/** CSAIUsage and CSAIUsageSummary. */
export interface Usage {
  /** Writes the row once (by usageId) and only then adds it to the hour, day, month and session counters. */
  record(row: UsageRow): Promise<void>;
  summary(companyId: CompanyId, period: string): Promise<UsageSummary | undefined>;
  /** What a session has cost, in all and by turn. */
  ofSession(companyId: CompanyId, sessionId: SessionId): Promise<UsageSums & { turns: Record<number, number> }>;
  /** The counters of the periods that begin in [from, to), oldest first; periods in which nothing was used are left out. */
  periods(companyId: CompanyId, kind: PeriodKind, from: string, to: string): Promise<UsagePeriod[]>;
  /** Rows of a company created in [from, to), oldest first. Times as Date.toISOString writes them, or a beginning of one. */
  list(companyId: CompanyId, from: string, to: string): Promise<UsageRow[]>;
}

/**
 * Sums of a period, and the same by channel and model. `begin` is a beginning of an ISO time in UTC: `2026-11-22T21`,
 * `2026-11-22`, `2026-11`.
 */
export type UsagePeriod = UsageSums & { begin: string; parts: UsagePart[] };

/** CSAIPricing: rows that stand beside the built-in price list and win over it from their date on. */
export interface Pricing {
  list(model: string): Promise<ModelPrice[]>;
  put(price: ModelPrice): Promise<void>;
}
