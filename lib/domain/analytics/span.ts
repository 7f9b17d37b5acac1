import { AppError } from '#lib/domain/errors.ts';
import type { PeriodKind } from '#lib/domain/usage-periods.ts';

/** Whole periods in UTC: the first one's beginning, and the end of the last, as ISO times. */
export type Span = { granularity: PeriodKind; from: string; to: string };

/** Periods told in one answer at most: 31 days by the hour, a year and a day by the day, ten years by the month. */
const longest: Record<PeriodKind, number> = { hour: 744, day: 367, month: 120 };
/** Periods told where no beginning is given. */
const usual: Record<PeriodKind, number> = { hour: 24, day: 30, month: 12 };

/** The whole periods that a wish touches. Throws AppError `invalid` where they are none, or too many. */
export function spanOf(
  { from, to, granularity }: { from?: string | undefined; to?: string | undefined; granularity: PeriodKind },
  now: number,
): Span {
  const wantedEnd = to === undefined ? now : Date.parse(to);
  if (from !== undefined && Date.parse(from) >= wantedEnd) {
    throw to === undefined ? refused('from', 'must be in the past') : refused('to', 'must be after from');
  }
  const last = beginOf(granularity, wantedEnd - 1);
  const first =
    from === undefined ? step(granularity, last, 1 - usual[granularity]) : beginOf(granularity, Date.parse(from));
  if (step(granularity, first, longest[granularity]) <= last) {
    throw refused(
      'from',
      `must be at most ${longest[granularity]} ${granularity}s before to; or ask for longer periods`,
    );
  }
  return { granularity, from: iso(first), to: iso(step(granularity, last, 1)) };
}

/** The beginning of a period as an ISO time: of `2026-11` it is `2026-11-01T00:00:00.000Z`. */
export const isoOf = (begin: string): string =>
  iso(Date.parse(begin.length === 13 ? `${begin}:00:00.000Z` : begin.length === 7 ? `${begin}-01` : begin));

/** A span's ends as counters name their periods: `2026-11-22T21`, `2026-11-22`, `2026-11`. */
export const namesOf = ({ granularity, from, to }: Span): { from: string; to: string } => ({
  from: from.slice(0, nameLength[granularity]),
  to: to.slice(0, nameLength[granularity]),
});

const nameLength: Record<PeriodKind, number> = { hour: 13, day: 10, month: 7 };

function beginOf(kind: PeriodKind, ms: number): number {
  const date = new Date(ms);
  if (kind === 'hour') return date.setUTCMinutes(0, 0, 0);
  if (kind === 'month') date.setUTCDate(1);
  return date.setUTCHours(0, 0, 0, 0);
}

function step(kind: PeriodKind, begin: number, count: number): number {
  const date = new Date(begin);
  if (kind === 'hour') return date.setUTCHours(date.getUTCHours() + count);
  if (kind === 'day') return date.setUTCDate(date.getUTCDate() + count);
  return date.setUTCMonth(date.getUTCMonth() + count);
}

const refused = (field: string, problem: string): AppError =>
  new AppError('invalid', `In the query: "${field}" ${problem}.`, { faults: [{ field, problem }] });

const iso = (ms: number): string => {
  const date = new Date(ms);
  // Years that a date cannot hold, or that text does not sort by.
  if (Number.isNaN(ms) || date.getUTCFullYear() < 1 || date.getUTCFullYear() > 9998) {
    throw refused('from', 'must be a time of our own era');
  }
  return date.toISOString();
};
