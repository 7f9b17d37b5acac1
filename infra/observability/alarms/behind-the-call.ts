import type { AlarmSpec } from '#infra/observability/alarm-spec.ts';
import { ofEach, sumOf, webhooks } from '#infra/observability/alarms/webhooks.ts';

/** Those that a call is lost without. */
export const onTheLine = [...webhooks, 'turn'] as const;

const whenFirstSeen = { datapoints: { m: 1, n: 1 }, missing: 'notBreaching', minimumSample: 0, unit: '' } as const;

/** What callers notice later, or never, and somebody has to mend all the same. */
export const quietAlarms = [
  {
    id: 'turn-failures',
    title: 'Answers fail',
    severity: 'warning',
    readings: {
      failed: { of: 'own', metric: 'turnFailed', statistic: 'Sum' },
      // A turn that speaks has a first sentence; one that fails has mostly none, so the two together are the turns.
      spoke: { of: 'own', metric: 'firstSentence', statistic: 'SampleCount' },
    },
    expression:
      'IF(FILL(failed, 0) + FILL(spoke, 0) >= 10, 100 * FILL(failed, 0) / (FILL(failed, 0) + FILL(spoke, 0)))',
    periodS: 300,
    comparison: '>',
    threshold: 10,
    unit: '%',
    datapoints: { m: 1, n: 1 },
    missing: 'notBreaching',
    minimumSample: 10,
    means: 'Both models failed, or the worker did not come. Those callers heard an apology and were offered a person.',
    firstStep: 'look at status.claude.com, then at the log lines "turn failed" and "turn given up".',
  },
  {
    id: 'throttled',
    title: 'Lambda turns callers away',
    severity: 'critical',
    readings: ofEach(onTheLine, 'Throttles'),
    expression: sumOf(onTheLine),
    periodS: 60,
    comparison: '>=',
    threshold: 1,
    ...whenFirstSeen,
    datapoints: { m: 2, n: 3 },
    means: 'The account is out of concurrent executions: a throttled webhook is a call that Twilio drops.',
    firstStep:
      'find who uses the concurrency (Lambda, account dashboard); raise the quota, or take reserved concurrency from who can wait.',
  },
  {
    id: 'table-throttled',
    title: 'A table turns reads or writes away',
    severity: 'warning',
    readings: {
      call_w: { of: 'table', table: 'call', metric: 'WriteThrottleEvents', statistic: 'Sum' },
      call_r: { of: 'table', table: 'call', metric: 'ReadThrottleEvents', statistic: 'Sum' },
      session_w: { of: 'table', table: 'session', metric: 'WriteThrottleEvents', statistic: 'Sum' },
      session_r: { of: 'table', table: 'session', metric: 'ReadThrottleEvents', statistic: 'Sum' },
      message_w: { of: 'table', table: 'message', metric: 'WriteThrottleEvents', statistic: 'Sum' },
      message_r: { of: 'table', table: 'message', metric: 'ReadThrottleEvents', statistic: 'Sum' },
      allowance_w: { of: 'table', table: 'allowance', metric: 'WriteThrottleEvents', statistic: 'Sum' },
      summary_w: { of: 'table', table: 'usageSummary', metric: 'WriteThrottleEvents', statistic: 'Sum' },
    },
    expression:
      'FILL(call_w, 0) + FILL(call_r, 0) + FILL(session_w, 0) + FILL(session_r, 0) + FILL(message_w, 0) + FILL(message_r, 0) + FILL(allowance_w, 0) + FILL(summary_w, 0)',
    periodS: 300,
    comparison: '>=',
    threshold: 10,
    ...whenFirstSeen,
    means:
      'One company or one day is a hot key, or traffic doubled within half an hour. The SDK tries again, callers wait.',
    firstStep: 'see which table on the dashboard row "Tables", and which key in CloudWatch Contributor Insights.',
  },
  {
    id: 'api-errors',
    title: 'The API answers 5xx',
    severity: 'warning',
    readings: {
      failed: { of: 'api', metric: '5xx', statistic: 'Sum' },
      n: { of: 'api', metric: 'Count', statistic: 'Sum' },
    },
    expression: 'IF(n >= 20, 100 * FILL(failed, 0) / n)',
    periodS: 300,
    comparison: '>',
    threshold: 5,
    unit: '%',
    datapoints: { m: 1, n: 1 },
    missing: 'notBreaching',
    minimumSample: 20,
    means: 'Over all doors: webhooks that crashed or timed out, and the API of dashboards and chat.',
    firstStep: 'the access log tells which route; if the alarm "errors" is quiet, callers are not touched.',
  },
  {
    id: 'jobs-dropped',
    title: 'Work off the call was given up',
    severity: 'warning',
    readings: {
      waiting: { of: 'failedJobs', metric: 'ApproximateNumberOfMessagesVisible', statistic: 'Maximum' },
      turn: { of: 'function', entry: 'turn', metric: 'AsyncEventsDropped', statistic: 'Sum' },
      afterwards: { of: 'function', entry: 'afterwards', metric: 'AsyncEventsDropped', statistic: 'Sum' },
    },
    expression: 'FILL(waiting, 0) + FILL(turn, 0) + FILL(afterwards, 0)',
    periodS: 300,
    comparison: '>=',
    threshold: 1,
    ...whenFirstSeen,
    means:
      'Jobs that Lambda gave up after its tries wait in the queue failed-jobs. A turn was retaken within its call and a task by the sweep: what lies there shows why it was needed.',
    firstStep:
      'read the log lines "job failed" of that function: the same error each time is a bug, a time-out is a dependency. Empty the queue when you know.',
  },
  {
    id: 'tasks-given-up',
    title: 'A message or report was given up',
    severity: 'warning',
    readings: { given_up: { of: 'own', metric: 'tasksGivenUp', statistic: 'Sum' } },
    periodS: 900,
    comparison: '>=',
    threshold: 1,
    ...whenFirstSeen,
    means:
      'After six tries: a team was not told of a transfer, not reminded of a promised call, or a call has no report.',
    firstStep:
      'find the log line "task given up": it names company, kind and reason; mostly a number that cannot take messages.',
  },
  {
    id: 'actions-unsettled',
    title: 'Nobody knows whether a refund was done',
    severity: 'warning',
    readings: { unsettled: { of: 'own', metric: 'actionsUnsettled', statistic: 'Minimum' } },
    periodS: 900,
    comparison: '>=',
    threshold: 1,
    ...whenFirstSeen,
    datapoints: { m: 2, n: 2 },
    means:
      'For half an hour the reconciler asked a shop what became of an action, and got no answer. Its allowance stays reserved.',
    firstStep:
      'run npm run reconcile and read who is left; then ask the company to look for the idempotency key in its shop.',
  },
  {
    id: 'unproven-claims',
    title: 'The model claims deeds that it did not do',
    severity: 'warning',
    readings: { claims: { of: 'own', metric: 'actionsUnproven', statistic: 'Sum' } },
    periodS: 3600,
    comparison: '>=',
    threshold: 10,
    ...whenFirstSeen,
    means:
      'None was spoken: the receipt gate stopped them. So many in an hour mean a new prompt, a new model, or an attack.',
    firstStep:
      'see whether one company or one session makes them (Logs Insights, cs_ai.actions.unproven_claims by company).',
  },
  {
    id: 'sweep-missing',
    title: 'The sweep does not run',
    severity: 'warning',
    readings: { runs: { of: 'function', entry: 'sweep', metric: 'Invocations', statistic: 'Sum' } },
    expression: 'FILL(runs, 0)',
    periodS: 300,
    comparison: '<',
    threshold: 1,
    ...whenFirstSeen,
    datapoints: { m: 2, n: 2 },
    missing: 'breaching',
    means: 'It runs every minute; without it no reminder is sent and nothing that failed off the call is tried again.',
    firstStep: 'see whether its schedule is enabled and may invoke the function; then run it once by hand.',
  },
  {
    id: 'reconcile-missing',
    title: 'The reconciler does not run',
    severity: 'warning',
    readings: { runs: { of: 'function', entry: 'reconcile', metric: 'Invocations', statistic: 'Sum' } },
    expression: 'FILL(runs, 0)',
    periodS: 900,
    comparison: '<',
    threshold: 1,
    ...whenFirstSeen,
    datapoints: { m: 2, n: 2 },
    missing: 'breaching',
    means: 'Actions of which the shop did not say what became of them stay open, and their allowances reserved.',
    firstStep:
      'see whether its schedule is enabled and may invoke the function; meanwhile npm run reconcile does the same.',
  },
] as const satisfies readonly AlarmSpec[];
