import { expect, test } from 'vitest';
import { releasedEntries } from '#lib/routes.ts';
import { alarmsOfProduction } from '#scripts/costs/alarms-of-production.ts';
import { fixedPerMonth } from '#scripts/costs/per-1000-calls.ts';
import { propertiesOf, templatesOf } from '#test/infra/templates.ts';

test('alarms are billed by what they read in the templates, those of new versions too', () => {
  const { service, observability } = templatesOf('production');
  const [ofVersions, ofStage] = [service, observability].map((template) =>
    propertiesOf(template, 'AWS::CloudWatch::Alarm').map(({ Metrics }) =>
      Metrics === undefined ? 1 : Metrics.filter((one: object) => 'MetricStat' in one).length,
    ),
  ) as [number[], number[]];
  expect(ofVersions).toHaveLength(releasedEntries().length);
  const readings = [...ofVersions, ...ofStage].reduce((all, one) => all + one, 0);
  expect(alarmsOfProduction()).toEqual({ readings, composites: 1 });
  const none = { readings: 0, composites: 0 };
  const alarms = (counted: typeof none) =>
    fixedPerMonth({ warm: 0, alarms: counted }).find(({ what }) => what === 'Alarms');
  expect(alarms({ readings, composites: 1 })?.usd).toBeCloseTo(readings * 0.1 + 0.5);
  expect(alarms(none)?.usd).toBe(0);
}, 60_000);
