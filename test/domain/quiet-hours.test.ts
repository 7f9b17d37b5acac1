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
