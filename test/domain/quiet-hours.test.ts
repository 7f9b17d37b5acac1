import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callableFrom, isCallable, zonesOf } from '#lib/domain/outbound/quiet-hours.ts';
import { localHour } from '#lib/domain/zoned-time.ts';

const at = (time: string): number => Date.parse(time);

test('a number of one zone is called from 8 to 21 by its clock, summer and winter', () => {
  const berlin = zonesOf('DE', undefined);
  expect(isCallable(berlin, at('2026-11-22T06:59:59Z'))).toBe(false);
  expect(isCallable(berlin, at('2026-11-22T07:00:00Z'))).toBe(true);
  expect(isCallable(berlin, at('2026-11-22T19:59:59Z'))).toBe(true);
  expect(isCallable(berlin, at('2026-11-22T20:00:00Z'))).toBe(false);
  expect(isCallable(berlin, at('2026-07-22T06:00:00Z'))).toBe(true);
});

test('a number of a country with many zones is called only when it is day in all of them', () => {
  const all = zonesOf('US', undefined);
  expect(isCallable(all, at('2026-11-22T14:00:00Z'))).toBe(false);
  expect(isCallable(all, at('2026-11-22T20:00:00Z'))).toBe(true);
  expect(isCallable(zonesOf('US', 'America/New_York'), at('2026-11-22T14:00:00Z'))).toBe(true);
  // An alias of a zone is that zone.
  expect(zonesOf('US', 'US/Eastern')).toEqual(['US/Eastern']);
  expect(() => zonesOf('US', 'Europe/Berlin')).toThrow(/must be a time zone of US/);
  expect(() => zonesOf('US', 'Mars/Olympus')).toThrow(/must be a time zone of US/);
});

test.each([
  ['XK', 'Europe/Belgrade'],
  ['AC', 'Atlantic/St_Helena'],
  ['TA', 'Atlantic/St_Helena'],
])('%s, which has numbers and no zone of its own, keeps the time of %s', (country, zone) => {
  expect(zonesOf(country, undefined)).toEqual([zone]);
  expect(zonesOf(country, zone)).toEqual([zone]);
});

test('the hour that a change of the clock skips or repeats opens and closes nothing', () => {
  const berlin = zonesOf('DE', undefined);
  // Clocks go from 2 to 3 on 29 March, and from 3 back to 2 on 25 October.
  for (const [eight, nine] of [
    ['2026-03-28T07:00:00Z', '2026-03-28T20:00:00Z'],
    ['2026-03-29T06:00:00Z', '2026-03-29T19:00:00Z'],
    ['2026-10-24T06:00:00Z', '2026-10-24T19:00:00Z'],
    ['2026-10-25T07:00:00Z', '2026-10-25T20:00:00Z'],
  ] as const) {
    expect(isCallable(berlin, at(eight) - 1)).toBe(false);
    expect(isCallable(berlin, at(eight))).toBe(true);
    expect(callableFrom(berlin, at(eight) - 3 * 3_600_000)).toBe(at(eight));
    expect(isCallable(berlin, at(nine) - 1)).toBe(true);
    expect(isCallable(berlin, at(nine))).toBe(false);
  }
});

test('where no zone is known it is never time to call', () => {
  expect(isCallable([], at('2026-11-22T12:00:00Z'))).toBe(false);
  expect(callableFrom([], at('2026-11-22T12:00:00Z'))).toBeUndefined();
});

test('the next moment is callable, not before now, and the first to a quarter of an hour', () => {
  const countries = fc.constantFrom('US', 'DE', 'GB', 'IN', 'BR', 'AU', 'NP', 'CA');
  const moments = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(countries, moments, (country, date) => {
      const zones = zonesOf(country, undefined);
      const from = callableFrom(zones, date.getTime());
      expect(from).toBeDefined();
      const moment = from as number;
      expect(isCallable(zones, moment)).toBe(true);
      expect(moment).toBeGreaterThanOrEqual(date.getTime());
      for (const zone of zones) expect(localHour(moment, zone)).toBeGreaterThanOrEqual(8);
      for (const zone of zones) expect(localHour(moment, zone)).toBeLessThan(21);
      for (let earlier = moment - 900_000; earlier >= date.getTime(); earlier -= 900_000)
        expect(isCallable(zones, earlier)).toBe(false);
    }),
    { numRuns: 60 },
  );
});
