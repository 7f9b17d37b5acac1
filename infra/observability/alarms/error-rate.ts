import type { AlarmSpec } from '#infra/observability/alarm-spec.ts';
import { ofEach, sumOf, webhooks } from '#infra/observability/alarms/webhooks.ts';

const crashed = sumOf(webhooks);
const bad = `(FILL(failed, 0) + ${crashed})`;
const all = `(FILL(handled, 0) + ${crashed})`;

/**
 * Both kinds of failure: those that the door answered with an apology and status 200, which Lambda cannot tell, and
 * those that killed the function before it could say anything, which only Lambda can tell.
 *
 * A failed call is two or three failed webhooks (an apology, one more try, goodbye), and a talk is dozens of good ones: so
 * a sample of webhooks says little of how many callers there are. Ten failed ones are at least four callers.
 */
export const errorRate = {
  readings: {
    failed: { of: 'own', metric: 'webhookFailed', statistic: 'Sum' },
    handled: { of: 'own', metric: 'webhookFailed', statistic: 'SampleCount' },
    ...ofEach(webhooks, 'Errors'),
  },
  expression: `IF(${all} >= 20, IF(${bad} >= 10, 100 * ${bad} / ${all}, 0))`,
  periodS: 300,
  comparison: '>',
  unit: '%',
  datapoints: { m: 1, n: 1 },
  missing: 'notBreaching',
  minimumSample: 20,
  minimumFailures: 10,
} as const satisfies Partial<AlarmSpec>;
