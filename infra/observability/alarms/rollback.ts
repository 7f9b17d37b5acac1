import type { AlarmSpec, Reading } from '#infra/observability/alarm-spec.ts';
import { errorRate } from '#infra/observability/alarms/error-rate.ts';
import { nameOf } from '#infra/observability/alarms/webhooks.ts';

/** The functions by whose answer a call goes on: somebody listens to the silence. The others only take note. */
export const waitedFor = ['inbound', 'speech', 'escalate', 'outbound', 'record'] as const;

/** Each of these alone takes every alias back to its last known good version, and wakes somebody. */
export const rollbackAlarms = [
  {
    id: 'rollback-errors',
    title: 'Webhooks fail so often that we go back',
    severity: 'rollback',
    ...errorRate,
    threshold: 10,
    means:
      'More than one webhook in ten fails on us. The aliases are moved back to the last known good versions by themselves.',
    firstStep:
      'check that the error rate falls; if it does not, the cause is not in the code: store, secrets, Twilio or Claude.',
  },
  {
    id: 'rollback-health',
    title: 'The health check failed three times in a row',
    severity: 'rollback',
    // The average: with one probe a minute it is the probe; where others ask too, one unlucky answer of many is no failed check.
    readings: { healthy: { of: 'own', metric: 'health', statistic: 'Average' } },
    /*
     * A probe that says nothing has failed: that is how a function that cannot even start looks. FILL, because for missing
     * data alone CloudWatch looks further back first, and would take five minutes to see what is gone for three.
     */
    expression: 'FILL(healthy, 0)',
    periodS: 60,
    comparison: '<',
    threshold: 0.5,
    unit: '',
    datapoints: { m: 3, n: 3 },
    missing: 'breaching',
    minimumSample: 0,
    means: 'The store or the secrets cannot be reached, or the probe itself is dead. Callers hear an apology at best.',
    firstStep:
      'open /api/health: it names the dependency that is failing. After a fresh deployment of an empty account one minute of this is normal.',
  },
  {
    id: 'rollback-slow',
    title: 'Webhooks take over 10 seconds',
    severity: 'rollback',
    readings: Object.fromEntries(
      waitedFor.flatMap((entry) => {
        const duration = { of: 'function', entry, metric: 'Duration' } as const;
        const name = nameOf(entry);
        return [
          [name, { ...duration, statistic: 'p99' }],
          [`${name}_n`, { ...duration, statistic: 'SampleCount' }],
        ] as const;
      }),
    ),
    /*
     * Lambda's duration and not our own: the door answers at 6 s by itself, so what takes over 10 s is a function that hangs
     * until Lambda kills it, and writes no metric. It can be seen only because the time-out (12 s) is above the threshold.
     */
    expression: `MAX([${waitedFor
      .map(nameOf)
      .map((name) => `FILL(IF(${name}_n >= 5, ${name}), 0)`)
      .join(', ')}])`,
    periodS: 60,
    comparison: '>',
    threshold: 10_000,
    unit: 'ms',
    datapoints: { m: 5, n: 5 },
    missing: 'notBreaching',
    minimumSample: 5,
    means: "A function hangs until Lambda stops it; its callers hear silence, then Twilio's own error message.",
    firstStep:
      'check that the durations fall after the way back; if not, look for a dependency that neither answers nor refuses.',
  },
] as const satisfies readonly AlarmSpec[];

/** By which metric a function says that it fails: a webhook answers 200 when it does, the API 5xx, and a turn ends well in an apology. */
export type CanaryKind = 'webhook' | 'api' | 'turn' | 'other';

/**
 * Whether the version that a deployment is trying out fails, whoever else does well. At 10 % of the traffic a version
 * that fails always makes up exactly 10 % of all errors, which "more than 10 %" never sees.
 */
export function canaryAlarm(entry: string, kind: CanaryKind): AlarmSpec {
  const crashes: Reading = { of: 'version', metric: 'Errors', statistic: 'Sum' };
  const asked = (metric: 'webhookFailed' | 'apiFailed') => ({
    readings: {
      failed: { of: 'version', metric, statistic: 'Sum' },
      handled: { of: 'version', metric, statistic: 'SampleCount' },
      crashed: crashes,
    },
    expression: canaryRate('(FILL(handled, 0) + FILL(crashed, 0))'),
  });
  const { readings, expression } = {
    webhook: asked('webhookFailed'),
    api: asked('apiFailed'),
    // A turn that speaks has a first sentence; one that fails has mostly none, so the two together are the turns.
    turn: {
      readings: {
        failed: { of: 'version', metric: 'turnFailed', statistic: 'Sum' },
        spoke: { of: 'version', metric: 'firstSentence', statistic: 'SampleCount' },
        crashed: crashes,
      },
      expression: canaryRate('(FILL(failed, 0) + FILL(crashed, 0) + FILL(spoke, 0))'),
    },
    other: {
      readings: { crashed: crashes, n: { of: 'version', metric: 'Invocations', statistic: 'Sum' } },
      expression: `IF(n >= ${canarySample}, IF(crashed >= 2, 100 * crashed / n, 0))`,
    },
  }[kind] as Pick<AlarmSpec, 'readings' | 'expression'>;
  return {
    id: 'canary-errors',
    title: `The new version of ${entry} fails`,
    severity: 'rollback',
    readings,
    ...(expression === undefined ? {} : { expression }),
    periodS: 300,
    comparison: '>',
    threshold: 10,
    unit: '%',
    datapoints: { m: 1, n: 1 },
    missing: 'notBreaching',
    minimumSample: canarySample,
    minimumFailures: 2,
    means: 'The version being tried out fails more than one time in ten. CodeDeploy takes its traffic away by itself.',
    firstStep: `read the log of ${entry} for lines of this version; nothing else is to be done before the next deploy.`,
  };
}

/** A tenth of the traffic for five minutes is little, so few samples must do; but one unlucky one alone is no reason. */
const canarySample = 5;
const bad = '(FILL(failed, 0) + FILL(crashed, 0))';
const canaryRate = (all: string): string => `IF(${all} >= ${canarySample}, IF(${bad} >= 2, 100 * ${bad} / ${all}, 0))`;
