/** The periods in which usage is counted and budgets are set. All in UTC, so that a company's day never shifts with a server. */
export const periodKinds = ['hour', 'day', 'month'] as const;
export type PeriodKind = (typeof periodKinds)[number];

/** How much of an ISO time names the period: `2026-11-22T21`, `2026-11-22`, `2026-11`. */
const lengthOf: Record<PeriodKind, number> = { hour: 13, day: 10, month: 7 };

/** The period of a kind that a moment falls in: `hour#2026-11-22T21`. Throws on a time that is none. */
export function periodOf(kind: PeriodKind, isoTime: string): string {
  return `${kind}#${inUtc(isoTime).slice(0, lengthOf[kind])}`;
}

/** The keys of all counters that something at this moment is added to: its hour, its day and its month. */
export function periodsOf(isoTime: string): readonly string[] {
  return periodKinds.map((kind) => periodOf(kind, isoTime));
}

/** The counter of one session, for budgets per call: `session#sess_…`. */
export const sessionPeriod = (sessionId: string): string => `session#${sessionId}`;

/** The keys of all counters that a model call is added to: those of its moment, and its session's. */
export const countersOf = (call: { createdAt: string; sessionId: string }): readonly string[] => [
  ...periodsOf(call.createdAt),
  sessionPeriod(call.sessionId),
];

/** Any ISO 8601 time, with whatever offset, as UTC. A time without an offset is UTC, wherever the server stands. */
function inUtc(isoTime: string): string {
  const hasTime = isoTime.includes('T');
  const hasOffset = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(isoTime);
  const date = new Date(hasTime && !hasOffset ? `${isoTime}Z` : isoTime);
  if (Number.isNaN(date.getTime())) throw new Error(`Not an ISO 8601 time: ${JSON.stringify(isoTime)}.`);
  return date.toISOString();
}
