import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTimeZone, localClock, momentOf, sayWindow } from '#lib/domain/zoned-time.ts';

const iso = (local: string, zone: string) => {
  const moment = momentOf(local, zone);
  return moment === undefined ? undefined : new Date(moment).toISOString();
};

describe('the moment of a local time', () => {
  test.each([
    ['2026-11-24T14:00', 'America/New_York', '2026-11-24T19:00:00.000Z'],
    ['2026-07-01T14:00:30', 'America/New_York', '2026-07-01T18:00:00.000Z'],
    ['2026-11-24 09:30', 'Asia/Kolkata', '2026-11-24T04:00:00.000Z'],
    ['2026-12-31T23:59', 'Pacific/Auckland', '2026-12-31T10:59:00.000Z'],
    // The hour that comes twice: the first of the two.
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
  ])('%s in %s', (local, zone, moment) => expect(iso(local, zone)).toBe(moment));

  test.each([
    ['2026-03-08T02:30', 'America/New_York'],
    ['2026-02-30T10:00', 'UTC'],
    ['2026-11-24T25:00', 'UTC'],
    ['2026-11-24', 'UTC'],
    ['2026-11-24T14:00Z', 'UTC'],
    ['next Tuesday', 'UTC'],
    ['', 'UTC'],
  ])('there is none: "%s" in %s', (local, zone) => expect(momentOf(local, zone)).toBeUndefined());

  test('is what the clock there shows', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Kathmandu');
    const minutes = fc.integer({ min: Date.UTC(2026, 0) / 60_000, max: Date.UTC(2030, 0) / 60_000 });
    fc.assert(
      fc.property(zones, minutes, (zone, minute) => {
        const shown = localClock(new Date(minute * 60_000).toISOString(), zone)
          .split(' ')
          .slice(1)
          .join('T');
        const moment = momentOf(shown, zone);
        // An hour that comes twice is read as its first.
        expect([0, 30, 60]).toContain(minute - (moment ?? Number.NaN) / 60_000);
      }),
    );
  });
});

test('a window is said in the language and the zone of the company', () => {
  const window = { from: '2026-11-24T19:00:00.000Z', to: '2026-11-24T20:00:00.000Z' };
  expect(sayWindow(window, 'America/New_York', 'en')).toBe('Tuesday, November 24, 2:00 – 3:00 PM EST');
  expect(sayWindow(window, 'Europe/Berlin', 'de')).toMatch(/^Dienstag, 24\. November.* 20:00.*21:00/);
  expect(sayWindow(window, 'America/Mexico_City', 'es')).toMatch(/martes.*24.*noviembre/);
});

test('a zone is one that there is', () => {
  expect(isTimeZone('Europe/Berlin')).toBe(true);
  expect(isTimeZone('Mars/Olympus')).toBe(false);
  expect(isTimeZone('')).toBe(false);
});
