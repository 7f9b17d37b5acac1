import { type Language, speechTag } from '#lib/domain/language.ts';

const localTime = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::\d{2})?$/;

/** Whether an IANA name is one that this machine knows. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/**
 * The moment, in epoch milliseconds, at which a clock in `timeZone` shows this local ISO time; undefined where the text is
 * none, or where no clock ever shows it (the hour that summer time skips). Of an hour that comes twice, the first.
 */
export function momentOf(local: string, timeZone: string): number | undefined {
  const [, year, month, day, hour, minute] = localTime.exec(local.trim())?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  // Offsets of a day before and a day after: between them lies every change there can be.
  const offsets = [asUtc - 86_400_000, asUtc + 86_400_000].map((moment) => clockAt(moment, timeZone) - moment);
  const moments = offsets.map((offset) => asUtc - offset).filter((moment) => clockAt(moment, timeZone) === asUtc);
  const isDate = new Date(asUtc).getUTCDate() === day;
  return moments.length === 0 || !isDate ? undefined : Math.min(...moments);
}

/** What a clock in the zone shows, as if it were UTC, to the minute. */
function clockAt(moment: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const shown = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(shown.year ?? 0, (shown.month ?? 1) - 1, shown.day, shown.hour, shown.minute);
}

/** A span of time as one says it: "Tuesday, November 24, 2:00 – 3:00 PM EST". */
export function sayWindow(window: { from: string; to: string }, timeZone: string, language: Language): string {
  const format = new Intl.DateTimeFormat(speechTag[language], {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  // Intl writes thin and no-break spaces, which a text message pays for.
  return format.formatRange(new Date(window.from), new Date(window.to)).replace(/\s+/gu, ' ');
}

/** A moment on the clock of a zone, for the model: `Sunday 2026-11-22 16:30`. */
export function localClock(isoTime: string, timeZone: string): string {
  const moment = Date.parse(isoTime);
  const weekday = new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'long' }).format(moment);
  return `${weekday} ${new Date(clockAt(moment, timeZone)).toISOString().slice(0, 16).replace('T', ' ')}`;
}

/** The hour, 0 to 23, that a clock in the zone shows. */
export const localHour = (moment: number, timeZone: string): number =>
  new Date(clockAt(moment, timeZone)).getUTCHours();
