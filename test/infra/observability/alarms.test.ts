import { describe, expect, test } from 'vitest';
import { type AlarmSpec, letterOf, runbookOf } from '#infra/observability/alarm-spec.ts';
import { canaryAlarm } from '#infra/observability/alarms/rollback.ts';
import { alarms } from '#infra/observability/alarms.ts';
import { webhookLimits } from '#lib/names.ts';
import { routes } from '#lib/routes.ts';

const everyAlarm = [
  ...alarms,
  ...(['webhook', 'api', 'turn', 'other'] as const).map((kind) => canaryAlarm('speech', kind)),
];

/** The product's promise: what, how much, how long, how loud. */
const promised: Record<string, Pick<AlarmSpec, 'severity' | 'comparison' | 'threshold'> & { windowS: number }> = {
  'call-success': { severity: 'critical', comparison: '<', threshold: 90, windowS: 300 },
  'webhook-slow': { severity: 'warning', comparison: '>', threshold: 5_000, windowS: 180 },
  'ai-spend': { severity: 'warning', comparison: '>', threshold: 100, windowS: 3_600 },
  escalations: { severity: 'warning', comparison: '>', threshold: 40, windowS: 900 },
  errors: { severity: 'critical', comparison: '>', threshold: 5, windowS: 300 },
  'rollback-errors': { severity: 'rollback', comparison: '>', threshold: 10, windowS: 300 },
  'rollback-health': { severity: 'rollback', comparison: '<', threshold: 0.5, windowS: 180 },
  'rollback-slow': { severity: 'rollback', comparison: '>', threshold: 10_000, windowS: 300 },
};

describe('the alarms', () => {
  test.each(Object.entries(promised))('%s keeps its threshold, window and severity', (id, wanted) => {
    const found = alarms.find((alarm) => alarm.id === id);
    const windowS = (found?.periodS ?? 0) * (found?.datapoints.n ?? 0);
    expect({ ...found, windowS }).toMatchObject(wanted);
    expect(found?.datapoints.m).toBe(found?.datapoints.n);
  });

  test('share no id, and have ids that can be an anchor and a part of a name', () => {
    const ids = alarms.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  test.each(everyAlarm)('$id is one that CloudWatch takes', (alarm) => {
    const names = Object.keys(alarm.readings);
    expect(names.length, 'CONTRIBUTING.md says what to do: "A function more that Twilio asks"').toBeLessThanOrEqual(10);
    for (const name of names) expect(name).toMatch(/^[a-z]\w*$/);
    const used = [...(alarm.expression ?? names[0] ?? '').matchAll(/\b[a-z]\w*/g)].map(([name]) => name);
    expect([...new Set(used)].sort()).toEqual(names.toSorted());
    if (alarm.expression === undefined) expect(names).toHaveLength(1);
    expect(alarm.datapoints.m).toBeLessThanOrEqual(alarm.datapoints.n);
    expect(alarm.periodS * alarm.datapoints.n).toBeLessThanOrEqual(86_400);
    if (alarm.minimumSample > 0) expect(alarm.expression).toContain(`>= ${alarm.minimumSample}`);
    if (alarm.minimumFailures !== undefined) expect(alarm.expression).toContain(`>= ${alarm.minimumFailures}, `);
  });

  test.each(everyAlarm)('$id writes a letter that fits and tells where to read on', (alarm) => {
    const letter = letterOf(alarm, 'production');
    expect(letter.length).toBeLessThanOrEqual(1_024);
    expect(letter).toContain(`${alarm.title} (production).`);
    expect(letter).toContain(runbookOf(alarm));
    expect(alarm.means).toMatch(/\.$/);
    expect(alarm.firstStep).toMatch(/\.$/);
  });

  test.each([
    ['errors', 'Errors', []],
    ['rollback-errors', 'Errors', []],
    ['throttled', 'Throttles', ['turn']],
  ] as const)('%s sees every function that Twilio asks', (id, metric, more) => {
    const asked = routes.filter(({ door }) => door === 'twilio').map(({ entry }) => entry);
    const readings = Object.values(alarms.find((alarm) => alarm.id === id)?.readings ?? {});
    const seen = readings.flatMap((one) => (one.of === 'function' && one.metric === metric ? [one.entry] : []));
    expect(seen.toSorted()).toEqual([...new Set([...asked, ...more])].sort());
  });

  test('"over 10 seconds" can be seen: Lambda lets a webhook run longer than that, and Twilio waits longer still', () => {
    const slow = alarms.find(({ id }) => id === 'rollback-slow');
    expect(webhookLimits.timeoutMs).toBeGreaterThan(slow?.threshold ?? Number.POSITIVE_INFINITY);
    expect(webhookLimits.timeoutMs).toBeLessThan(15_000);
  });

  test('what is said of slow webhooks is above what a webhook answers by itself only where it should be', () => {
    const slow = alarms.find(({ id }) => id === 'webhook-slow');
    expect(slow?.threshold).toBeLessThan(webhookLimits.answerWithinMs);
  });
});
