import type { BusinessHours } from '#lib/contracts/business-hours.ts';

/** Opening hours with the IANA zone that they are in. */
export type OpeningHours = BusinessHours & { timeZone: string };

/** A wall clock: local date as `2026-11-23`, and minutes since midnight as shown on it. */
export type LocalTime = { date: string; minutes: number };

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Farther ahead than the longest row of holidays that a configuration takes. */
const maxDaysAhead = 420;

/** Whether somebody is there at an instant (epoch milliseconds). No hours: always. */
export function isOpen(hours: OpeningHours | undefined, at: number): boolean {
  if (hours === undefined) return true;
  const { date, minutes } = localTime(at, hours.timeZone);
  return spansOn(hours, date).some(({ opens, closes }) => minutesOf(opens) <= minutes && minutes < minutesOf(closes));
}

/** The first instant from `at` on at which somebody is there; undefined where none comes. */
export function nextOpening(hours: OpeningHours, at: number): number | undefined {
  if (isOpen(hours, at)) return at;
  const today = localTime(at, hours.timeZone).date;
  // From yesterday on: a clock that is set back over midnight shows yesterday once more.
  for (let ahead = -1; ahead <= maxDaysAhead; ahead += 1) {
    const openings = openingsOn(hours, addDays(today, ahead)).filter(
      // What the clock skips in spring may be closed again by the time it shows.
      (instant) => instant >= at && isOpen(hours, instant),
    );
    if (openings.length > 0) return Math.min(...openings);
  }
  return undefined;
}

/** What a clock on the wall there shows. */
export function localTime(at: number, timeZone: string): LocalTime {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((each) => each.type === type)?.value ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    minutes: Number(part('hour')) * 60 + Number(part('minute')),
  };
}

/** `2026-11-23` and some days. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

const spansOn = (hours: OpeningHours, date: string) =>
  hours.holidays.includes(date) ? [] : hours[weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? 'sunday'];

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

const asUtc = ({ date, minutes }: LocalTime): number => Date.parse(`${date}T00:00:00Z`) + minutes * minuteMs;

/** Where a day's hours may begin: what is set for it, and where the clock is set back into them. */
function openingsOn(hours: OpeningHours, date: string): number[] {
  const spans = spansOn(hours, date);
  if (spans.length === 0) return [];
  const setBack = setBackOn(date, hours.timeZone);
  return [
    ...spans.flatMap(({ opens }) => instantsOf({ date, minutes: minutesOf(opens) }, hours.timeZone)),
    ...(setBack === undefined ? [] : [setBack]),
  ];
}

/** When a wall clock shows this: twice where it is set back over it, at the end of the gap where it never does. */
function instantsOf(wanted: LocalTime, timeZone: string): number[] {
  const utc = asUtc(wanted);
  const shownAt = (instant: number): number => asUtc(localTime(instant, timeZone));
  // The zone's distance from UTC on either side of whatever change there may be.
  const [later, earlier] = [utc - dayMs, utc + dayMs].map((near) => utc - (shownAt(near) - near)) as [number, number];
  const shown = [...new Set([earlier, later])].filter((instant) => shownAt(instant) === utc);
  if (shown.length > 0) return shown;
  return [firstWhere((instant) => shownAt(instant) >= utc, Math.min(earlier, later), Math.max(earlier, later))];
}

/** The instant after which a wall clock shows some of this day for the second time. */
function setBackOn(date: string, timeZone: string): number | undefined {
  const aheadAt = (instant: number): number => asUtc(localTime(instant, timeZone)) - instant;
  const midnight = asUtc({ date, minutes: 0 });
  const [before, after] = [midnight - dayMs, midnight + 2 * dayMs];
  if (aheadAt(after) >= aheadAt(before)) return undefined;
  const change = firstWhere((instant) => aheadAt(instant) === aheadAt(after), before, after);
  return localTime(change, timeZone).date === date ? change : undefined;
}

/** By halves, the first minute after `before` from which on something is so. */
function firstWhere(isSo: (instant: number) => boolean, before: number, after: number): number {
  let [low, high] = [before, after];
  while (high - low > minuteMs) {
    const middle = low + Math.floor((high - low) / 2 / minuteMs) * minuteMs;
    if (isSo(middle)) high = middle;
    else low = middle;
  }
  return high;
}
