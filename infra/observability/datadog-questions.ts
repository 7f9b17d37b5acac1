import type { Entry } from '#infra/observability/alarm-spec.ts';
import { onTheLine } from '#infra/observability/alarms/behind-the-call.ts';
import { errorRate } from '#infra/observability/alarms/error-rate.ts';
import { waitedFor } from '#infra/observability/alarms/rollback.ts';
import { webhooks } from '#infra/observability/alarms/webhooks.ts';
import type { metrics, tables } from '#lib/names.ts';

/** A metric of ours, by its name and the tags of its stage. */
export type Of = (metric: keyof typeof metrics) => string;
/** What AWS measures of functions, or of tables and queues, by the names that Datadog's AWS integration gives it. */
export type OfAws = {
  functions(metric: string, entries: readonly Entry[]): string;
  table(metric: string, table: keyof typeof tables): string;
  queue(metric: string, name: string): string;
};
export type Asks = (of: Of, aws: OfAws) => string;
/** What is compared with the alarm's threshold; `enough` is the guard for few calls, a monitor of its own. */
export type Question = {
  asks: Asks;
  enough?: { asks: Asks; atLeast: number };
  /** It reads what Datadog fetches from CloudWatch. */
  fetched?: true;
};

const rateOf =
  (metric: keyof typeof metrics, window: string, times = 1): Question['asks'] =>
  (of) =>
    `sum(${window}):sum:${of(metric)}.as_count() / count:${of(metric)}.as_count()${times === 1 ? '' : ` * ${times}`}`;
const samplesOf =
  (metric: keyof typeof metrics, window: string): Question['asks'] =>
  (of) =>
    `sum(${window}):count:${of(metric)}.as_count()`;
const sumOf =
  (metric: keyof typeof metrics, window: string): Question['asks'] =>
  (of) =>
    `sum(${window}):sum:${of(metric)}.as_count()`;

/** What functions are counted with over a window. */
const countOf =
  (metric: string, window: string, entries: readonly Entry[]): Asks =>
  (_, aws) =>
    `sum(${window}):sum:${aws.functions(metric, entries)}.as_count()`;
/** A function that is killed sends nothing: of crashes only AWS knows. The others' failures are in the rate beside it. */
const crashes: Question = {
  asks: (_, aws) =>
    `sum(last_5m):sum:${aws.functions('errors', webhooks)}.as_count() / sum:${aws.functions('invocations', webhooks)}.as_count() * 100`,
  enough: { asks: countOf('errors', 'last_5m', webhooks), atLeast: errorRate.minimumFailures },
  fetched: true,
};
const readsThrottled = ['call', 'session', 'message'] as const;
const writesThrottled = [...readsThrottled, 'allowance', 'usageSummary'] as const;

/**
 * By alarm: the same question in Datadog's words. Threshold, direction, severity and letter are the alarm's own. An alarm over
 * what we measure and what AWS does is two questions here, because what Datadog fetches from AWS comes late: the second has
 * its name after the alarm's.
 */
export const questions: Readonly<Record<string, Question & { beside?: Readonly<Record<string, Question>> }>> = {
  'call-success': {
    asks: rateOf('callsSuccess', 'last_5m'),
    enough: { asks: samplesOf('callsSuccess', 'last_5m'), atLeast: 10 },
  },
  'call-success-hour': {
    asks: rateOf('callsSuccess', 'last_1h'),
    enough: { asks: samplesOf('callsSuccess', 'last_1h'), atLeast: 10 },
  },
  'webhook-slow': { asks: (of) => `min(last_3m):p95:${of('webhookDuration')}` },
  'ai-spend': { asks: sumOf('cost', 'last_1h') },
  escalations: {
    asks: rateOf('callsEscalation', 'last_15m'),
    enough: { asks: samplesOf('callsEscalation', 'last_15m'), atLeast: 10 },
  },
  errors: {
    asks: rateOf('webhookFailed', 'last_5m', 100),
    enough: { asks: sumOf('webhookFailed', 'last_5m'), atLeast: 10 },
    beside: { crashes },
  },
  'rollback-errors': {
    asks: rateOf('webhookFailed', 'last_5m', 100),
    enough: { asks: sumOf('webhookFailed', 'last_5m'), atLeast: 10 },
    beside: { crashes },
  },
  'rollback-slow': {
    asks: (_, aws) => `min(last_5m):max:${aws.functions('duration.p99', waitedFor)}`,
    // Five a minute, of all of them together: Datadog keeps no percentile of each with how many it is of.
    enough: { asks: countOf('invocations', 'last_5m', waitedFor), atLeast: 25 },
    fetched: true,
  },
  'rollback-health': { asks: (of) => `max(last_3m):avg:${of('health')}` },
  'first-sentence-slow': { asks: (of) => `min(last_15m):p95:${of('firstSentence')}` },
  'turn-failures': {
    asks: (of) =>
      `sum(last_5m):sum:${of('turnFailed')}.as_count() / ( sum:${of('turnFailed')}.as_count() + count:${of('firstSentence')}.as_count() ) * 100`,
    enough: { asks: samplesOf('firstSentence', 'last_5m'), atLeast: 10 },
  },
  'tasks-given-up': { asks: sumOf('tasksGivenUp', 'last_15m') },
  'actions-unsettled': { asks: (of) => `min(last_30m):min:${of('actionsUnsettled')}` },
  'unproven-claims': { asks: sumOf('actionsUnproven', 'last_1h') },
  throttled: { asks: countOf('throttles', 'last_5m', onTheLine), fetched: true },
  'table-throttled': {
    asks: (_, aws) =>
      `sum(last_5m):${[
        ...readsThrottled.map((table) => aws.table('read_throttle_events', table)),
        ...writesThrottled.map((table) => aws.table('write_throttle_events', table)),
      ]
        .map((metric) => `default_zero(sum:${metric}.as_count())`)
        .join(' + ')}`,
    fetched: true,
  },
  'jobs-dropped': {
    asks: (_, aws) => `max(last_5m):max:${aws.queue('approximate_number_of_messages_visible', 'failed-jobs')}`,
    fetched: true,
    beside: { unkept: { asks: countOf('async_events_dropped', 'last_5m', ['turn', 'afterwards']), fetched: true } },
  },
  'sweep-missing': { asks: countOf('invocations', 'last_10m', ['sweep']), fetched: true },
  'reconcile-missing': { asks: countOf('invocations', 'last_30m', ['reconcile']), fetched: true },
};
