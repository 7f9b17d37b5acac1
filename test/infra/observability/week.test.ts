import { describe, expect, test } from 'vitest';
import { canaryAlarm } from '#infra/observability/alarms/rollback.ts';
import { alarms } from '#infra/observability/alarms.ts';
import { type Firing, run } from '#test/infra/observability/cloudwatch/alarm.ts';
import { at, day, hour, recordWeek, type Trouble } from '#test/infra/observability/week.ts';

const everyAlarm = [...alarms, canaryAlarm('speech', 'webhook')];

type Chapter = Trouble & {
  what: string;
  /** By alarm that must fire: within how many minutes of the beginning. No other may. */
  within: Record<string, number>;
  /** By then every alarm is quiet again, in minutes after the end. */
  quietAfter?: number;
};

const chapters: Chapter[] = [
  {
    what: 'a new version that always fails, on 10 % of the traffic',
    ...{ from: at(0, '12:00'), to: at(0, '12:15') },
    canary: { share: 0.1, failing: 1 },
    within: { 'canary-errors': 6, errors: 6 },
    quietAfter: 30,
  },
  {
    what: 'two of the three calls of a night fail, with three webhooks each',
    ...{ from: at(1, '3:00'), to: at(1, '3:03') },
    ...{ calls: 1, failing: 0.67, webhookFails: 0.25 },
    within: {},
  },
  {
    what: 'the store is down',
    ...{ from: at(2, '10:00'), to: at(2, '10:20') },
    ...{ healthy: false, failing: 1, webhookFails: 1 },
    within: {
      'call-success': 6,
      'call-success-hour': 25,
      errors: 6,
      'rollback-errors': 6,
      'rollback-health': 4,
    },
    quietAfter: 65,
  },
  {
    what: 'Claude is slow for an hour',
    ...{ from: at(3, '14:00'), to: at(3, '15:00') },
    ...{ firstSentenceMs: 5_000, webhookMs: 4_500 },
    within: { 'webhook-slow': 4, 'first-sentence-slow': 16 },
    quietAfter: 15,
  },
  {
    what: 'a company that lets the model talk without end',
    ...{ from: at(4, '11:00'), to: at(4, '11:45') },
    costUsd: 0.3,
    within: { 'ai-spend': 30 },
    quietAfter: 65,
  },
  {
    what: 'callers want a person',
    ...{ from: at(4, '16:00'), to: at(4, '16:30') },
    escalating: 0.7,
    within: { escalations: 16 },
    quietAfter: 35,
  },
  {
    what: 'a version that cannot even start: no metric of ours at all',
    ...{ from: at(3, '9:00'), to: at(3, '9:10') },
    ...{ webhookCrashes: 1, dead: ['probe'] },
    within: { errors: 6, 'rollback-errors': 6, 'rollback-health': 4, 'api-errors': 6 },
  },
  {
    what: 'speech hangs until Lambda stops it, now and then',
    ...{ from: at(1, '10:00'), to: at(1, '10:20') },
    hanging: 0.05,
    within: { 'rollback-slow': 6 },
  },
  {
    what: 'the probe dies on a quiet Sunday',
    ...{ from: at(6, '5:00'), to: at(6, '5:10') },
    dead: ['probe'],
    within: { 'rollback-health': 4 },
  },
  {
    what: 'one probe in between fails',
    ...{ from: at(6, '6:00'), to: at(6, '6:02') },
    healthy: false,
    within: {},
  },
  {
    what: 'the schedules are switched off',
    ...{ from: at(6, '12:00'), to: at(6, '14:00') },
    dead: ['sweep', 'reconcile'],
    within: { 'sweep-missing': 11, 'reconcile-missing': 31 },
    quietAfter: 20,
  },
];

const whole: Firing = { from: 2 * hour, to: 7 * day };
const recording = recordWeek(chapters);

// CloudWatch does not say how far back it looks where data is missing: our alarms must not depend on it.
describe.each([0, 2, 5])('a week of calls, seen with %i periods more where data is missing', (further) => {
  const firings = new Map(everyAlarm.map((alarm) => [alarm.id, run(alarm, recording, whole, further)]));

  test.each(chapters)('$what', ({ from, to, within, quietAfter = 10 }) => {
    const fired = [...firings].flatMap(([id, all]) =>
      all.filter((firing) => firing.from < to + quietAfter && firing.to > from).map((firing) => ({ id, ...firing })),
    );
    expect([...new Set(fired.map(({ id }) => id))].sort()).toEqual(Object.keys(within).sort());
    for (const firing of fired) {
      expect(firing.from - from, `${firing.id} fires`).toBeLessThanOrEqual(within[firing.id] ?? 0);
      expect(firing.to - to, `${firing.id} is quiet again`).toBeLessThanOrEqual(quietAfter);
    }
  });

  test('no alarm fires at any other time', () => {
    const elsewhere = [...firings].flatMap(([id, all]) =>
      all
        .filter(({ from }) => !chapters.some((chapter) => from >= chapter.from && from < chapter.to + 60))
        .map((firing) => ({ id, ...firing })),
    );
    expect(elsewhere).toEqual([]);
  });
});
