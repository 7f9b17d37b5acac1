import type { CompanyId } from '#lib/domain/ids.ts';

/** CSRequestCount: how often a company has asked, minute by minute. */
export interface RequestCounts {
  /** Counts one request in the minute of `at` (epoch milliseconds); returns how many there are by now. */
  add(companyId: CompanyId, at: number): Promise<number>;
}

/** `2026-11-22T21:30`. */
export const minuteOf = (at: number): string => new Date(at).toISOString().slice(0, 16);
