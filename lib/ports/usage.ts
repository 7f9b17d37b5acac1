import type { CompanyId } from '#lib/domain/ids.ts';
import type { ModelPrice, UsageRow, UsageSummary } from '#lib/domain/usage.ts';

/** CSAIUsage and CSAIUsageSummary. */
export interface Usage {
  /** Writes the row once (by usageId) and only then adds it to the hour, day, month and session counters. */
  record(row: UsageRow): Promise<void>;
  summary(companyId: CompanyId, period: string): Promise<UsageSummary | undefined>;
  /** Rows of a company created in [from, to), oldest first. Times as Date.toISOString writes them, or a beginning of one. */
  list(companyId: CompanyId, from: string, to: string): Promise<UsageRow[]>;
}

/** CSAIPricing: rows that stand beside the built-in price list and win over it from their date on. */
export interface Pricing {
  list(model: string): Promise<ModelPrice[]>;
  put(price: ModelPrice): Promise<void>;
}
