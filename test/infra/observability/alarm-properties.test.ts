import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AlarmSpec, Source } from '#infra/observability/alarm-spec.ts';
import { canaryAlarm } from '#infra/observability/alarms/rollback.ts';
import { alarms } from '#infra/observability/alarms.ts';
import { run } from '#test/infra/observability/cloudwatch/alarm.ts';
import { Recording } from '#test/infra/observability/cloudwatch/series.ts';

const find = (id: string): AlarmSpec => {
  const found = alarms.find((alarm) => alarm.id === id);
  if (found === undefined) throw new Error(`No alarm ${id}.`);
  return found;
};

/** Alarms over a 100-or-0 or 0-or-1 sample per event: which sample is bad, and which is good. */
const rates: { spec: AlarmSpec; source: Source; bad: number; good: number; share: number }[] = [
  { spec: find('call-success'), source: { of: 'own', metric: 'callsSuccess' }, bad: 0, good: 100, share: 0.1 },
  { spec: find('call-success-hour'), source: { of: 'own', metric: 'callsSuccess' }, bad: 0, good: 100, share: 0.1 },
  { spec: find('escalations'), source: { of: 'own', metric: 'callsEscalation' }, bad: 100, good: 0, share: 0.4 },
  { spec: find('errors'), source: { of: 'own', metric: 'webhookFailed' }, bad: 1, good: 0, share: 0.05 },
  { spec: find('rollback-errors'), source: { of: 'own', metric: 'webhookFailed' }, bad: 1, good: 0, share: 0.1 },
  {
    spec: canaryAlarm('speech', 'webhook'),
    source: { of: 'version', metric: 'webhookFailed' },
    bad: 1,
    good: 0,
    share: 0.1,
  },
];
const minutesOf = ({ periodS, datapoints }: AlarmSpec): number => (periodS / 60) * datapoints.n;

describe.each(rates)('$spec.id', ({ spec, source, bad, good, share }) => {
  const window = minutesOf(spec);
  const minimumFailures = spec.minimumFailures ?? 0;

  test('never fires while every window is below the minimum sample, however bad', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(spec.minimumSample - 1), { minLength: 1, maxLength: 6 }), (bursts) => {
        const recording = new Recording();
        // A window apart, so that no window holds two.
        bursts.forEach((n, index) => {
          recording.add(source, 100 + index * window, bad, n);
        });
        expect(run(spec, recording, { from: 90, to: 120 + bursts.length * window })).toEqual([]);
      }),
    );
  });

  test('fires within its window and a minute when it stays over the threshold, at whichever minute that begins', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 160 }), fc.integer({ min: 5, max: 30 }), (begin, perMinute) => {
        const recording = new Recording();
        const badPerMinute = Math.floor(perMinute * share) + 1;
        for (let minute = begin - 90; minute < begin; minute += 1) recording.add(source, minute, good, perMinute);
        for (let minute = begin; minute < begin + window + 1; minute += 1) {
          recording.add(source, minute, bad, badPerMinute);
          recording.add(source, minute, good, perMinute - badPerMinute);
        }
        fc.pre(badPerMinute * window >= minimumFailures);
        const [first] = run(spec, recording, { from: begin - 30, to: begin + window + 1 });
        expect(first?.from).toBeLessThanOrEqual(begin + window + 1);
      }),
    );
  });

  test('does not fire at or below the threshold', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), (scale) => {
        const recording = new Recording();
        for (let minute = 0; minute < 130; minute += 1) {
          recording.add(source, minute, bad, share * 20 * scale);
          recording.add(source, minute, good, (1 - share) * 20 * scale);
        }
        expect(run(spec, recording, { from: 70, to: 130 })).toEqual([]);
      }),
    );
  });

  test('what fires still fires when more of the same samples are bad', () => {
    const minutes = fc.array(fc.record({ n: fc.nat(40), bad: fc.nat(40), worse: fc.nat(40) }), {
      minLength: window,
      maxLength: window + 10,
    });
    fc.assert(
      fc.property(minutes, (drawn) => {
        const [mild, worse] = [new Recording(), new Recording()];
        drawn.forEach(({ n, bad: some, worse: more }, minute) => {
          const few = Math.min(n, some);
          const many = Math.min(n, some + more);
          for (const [recording, count] of [[mild, few] as const, [worse, many] as const]) {
            recording.add(source, 100 + minute, bad, count);
            recording.add(source, 100 + minute, good, n - count);
          }
        });
        const range = { from: 100, to: 100 + drawn.length };
        const firing = (recording: Recording): number[] =>
          run(spec, recording, range, 0).flatMap(({ from, to }) =>
            Array.from({ length: to - from }, (_, i) => from + i),
          );
        const again = firing(worse);
        expect(firing(mild).filter((minute) => !again.includes(minute))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

test('a version that always fails at 10 % of the traffic is seen by its own alarm only: "more than 10 %" of all never is', () => {
  const recording = new Recording();
  for (let minute = 100; minute < 115; minute += 1) {
    recording.add({ of: 'own', metric: 'webhookFailed' }, minute, 1, 6);
    recording.add({ of: 'own', metric: 'webhookFailed' }, minute, 0, 54);
    recording.add({ of: 'version', metric: 'webhookFailed' }, minute, 1, 6);
  }
  const range = { from: 100, to: 115 };
  expect(run(find('rollback-errors'), recording, range)).toEqual([]);
  expect(run(canaryAlarm('speech', 'webhook'), recording, range)[0]?.from).toBeLessThanOrEqual(106);
});

test('a failing health check is seen after three failures in a row, and so is one that says nothing', () => {
  for (const failure of [0, undefined]) {
    const recording = new Recording();
    for (let minute = 0; minute < 120; minute += 1) {
      const value = minute >= 100 && minute < 103 ? failure : 1;
      if (value !== undefined) recording.add({ of: 'own', metric: 'health' }, minute, value);
    }
    expect(run(find('rollback-health'), recording, { from: 60, to: 120 })).toEqual([{ from: 103, to: 104 }]);
  }
});

test('who asks for our health beside the probe can hide nothing and invent nothing', () => {
  const asked = (bad: number, fine: number): number => {
    const recording = new Recording();
    for (let minute = 100; minute < 110; minute += 1) {
      recording.add({ of: 'own', metric: 'health' }, minute, 0, bad);
      recording.add({ of: 'own', metric: 'health' }, minute, 1, fine);
    }
    return run(find('rollback-health'), recording, { from: 103, to: 110 }).length;
  };
  expect(asked(1, 11)).toBe(0);
  expect(asked(11, 1)).toBe(1);
});
