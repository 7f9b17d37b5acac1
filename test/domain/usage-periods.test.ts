import fc from 'fast-check';
import { expect, test } from 'vitest';
import { periodOf, periodsOf } from '#lib/domain/usage-periods.ts';

test('names the hour, the day and the month of a moment', () => {
  expect(periodsOf('2026-11-22T21:34:56.789Z')).toEqual(['hour#2026-11-22T21', 'day#2026-11-22', 'month#2026-11']);
});

test('counts in UTC, whatever the offset', () => {
  expect(periodOf('hour', '2026-12-31T23:30:00-05:00')).toBe('hour#2027-01-01T04');
  expect(periodOf('month', '2026-12-31T23:30:00-05:00')).toBe('month#2027-01');
  expect(periodOf('hour', '2026-11-22T21:00:00')).toBe('hour#2026-11-22T21');
  expect(periodOf('day', '2026-11-22')).toBe('day#2026-11-22');
});

test('says which time is none', () => {
  expect(() => periodOf('day', 'yesterday')).toThrow('"yesterday"');
});

test('every moment of a period has its key, and the keys sort as time does', () => {
  const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(moment, moment, (a, b) => {
      const [first, second] = [a, b].sort((x, y) => x.getTime() - y.getTime()).map((date) => date.toISOString());
      expect(periodOf('hour', first as string) <= periodOf('hour', second as string)).toBe(true);
      expect(periodOf('hour', first as string)).toContain(periodOf('day', first as string).slice('day#'.length));
    }),
  );
});
