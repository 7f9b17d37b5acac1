import type { AlarmSpec } from '#infra/observability/alarm-spec.ts';

const crashed = 'FILL(inbound, 0) + FILL(speech, 0) + FILL(status, 0) + FILL(escalate, 0)';
const bad = `(FILL(failed, 0) + ${crashed})`;
const all = `(FILL(handled, 0) + ${crashed})`;

/**
 * Both kinds of failure: those that the door answered with an apology and status 200, which Lambda cannot tell, and
 * those that killed the function before it could say anything, which only Lambda can tell. FILL, because a function that
 * nobody called in the window reports nothing, and a missing summand would make the sum missing.
 *
 * A failed call is two or three failed webhooks (an apology, one more try, goodbye), and a talk is dozens of good ones: so
 * a sample of webhooks says little of how many callers there are. Ten failed ones are at least four callers.
 */
export const errorRate = {
  readings: {
    failed: { of: 'own', metric: 'webhookFailed', statistic: 'Sum' },
    handled: { of: 'own', metric: 'webhookFailed', statistic: 'SampleCount' },
    inbound: { of: 'function', entry: 'inbound', metric: 'Errors', statistic: 'Sum' },
    speech: { of: 'function', entry: 'speech', metric: 'Errors', statistic: 'Sum' },
    status: { of: 'function', entry: 'status', metric: 'Errors', statistic: 'Sum' },
    escalate: { of: 'function', entry: 'escalate', metric: 'Errors', statistic: 'Sum' },
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
