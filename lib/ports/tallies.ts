import type { Counts } from '#lib/domain/analytics/counts.ts';
import type { CallSid, CompanyId, SessionId } from '#lib/domain/ids.ts';
import type { Session } from '#lib/domain/session.ts';
import type { PeriodKind } from '#lib/domain/usage-periods.ts';

export type Channel = Session['channel'];

/** One thing to be counted: a session that is over, the report on it, a call that is over, or an action that is settled. */
export type Tallied = {
  companyId: CompanyId;
  what:
    | { kind: 'session' | 'report'; sessionId: SessionId }
    | { kind: 'call'; callSid: CallSid }
    | { kind: 'action'; actionId: string };
  channel: Channel;
  /** The moment whose hour, day and month it is counted in: ISO time. */
  at: string;
  counts: Counts;
};

/** The counters behind the analytics: rows of CSAIUsageSummary, by channel and period. */
export interface Tallies {
  /**
   * Adds something to the counters of its hour, day and month: once, however often and by however many at once this is
   * called for it, and wherever an earlier call broke off. What it came to at the first call is what counts. Nothing
   * happens where its row is gone, or not finished.
   */
  count(tallied: Tallied): Promise<void>;
  /** The counters of a channel in the periods that begin in [from, to), oldest first; periods without any are left out. */
  list(companyId: CompanyId, channel: Channel, kind: PeriodKind, from: string, to: string): Promise<PeriodCounts[]>;
}

/** `begin` is a beginning of an ISO time in UTC: `2026-11-22T21`, `2026-11-22`, `2026-11`. */
export type PeriodCounts = { begin: string; counts: Counts };
