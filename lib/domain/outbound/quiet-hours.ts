import { AppError } from '#lib/domain/errors.ts';
import { isTimeZone, localHour } from '#lib/domain/zoned-time.ts';

/** Nobody is called before 8 or from 21 on, by their own clock (the US rule, and a good one anywhere). */
const callableHours = { from: 8, to: 21 } as const;

/**
 * The zones that a number's clock may be in. Of a country with several, all: a number does not tell where its phone is.
 * `timeZone` is for whoever knows better, and counts only where it is one of the country's.
 */
export function zonesOf(country: string, timeZone: string | undefined): readonly string[] {
  const zones = borrowedZones[country] ?? (new Intl.Locale(`und-${country}`) as WithTimeZones).getTimeZones?.() ?? [];
  if (timeZone === undefined) return zones;
  if (isTimeZone(timeZone) && zones.some((zone) => sameZone(zone, timeZone))) return [timeZone];
  const problem = `must be a time zone of ${country}`;
  throw new AppError('invalid', `"timeZone" ${problem}.`, { faults: [{ field: 'timeZone', problem }] });
}

/** Countries with telephone numbers and no zone of their own: they keep a neighbour's time. */
const borrowedZones: Readonly<Record<string, readonly string[]>> = {
  XK: ['Europe/Belgrade'],
  AC: ['Atlantic/St_Helena'],
  TA: ['Atlantic/St_Helena'],
};

/** TypeScript does not know it yet. */
type WithTimeZones = Intl.Locale & { getTimeZones?(): string[] | undefined };

/** Whether it is a time to call, in every one of the zones; where there is none, it is never. */
export const isCallable = (zones: readonly string[], at: number): boolean =>
  zones.length > 0 &&
  zones.every((zone) => {
    const hour = localHour(at, zone);
    return hour >= callableHours.from && hour < callableHours.to;
  });

const quarterHour = 900_000;

/** The next moment, to a quarter of an hour, at which it is; undefined where none comes in two days. */
export function callableFrom(zones: readonly string[], at: number): number | undefined {
  const first = Math.ceil(at / quarterHour) * quarterHour;
  for (let moment = first; moment <= at + 2 * 86_400_000; moment += quarterHour) {
    if (isCallable(zones, moment)) return moment;
  }
  return undefined;
}

/** Zones have several names, and the browser's list knows one of each. */
const sameZone = (one: string, other: string): boolean => canonical(one) === canonical(other);
const canonical = (zone: string): string =>
  new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
