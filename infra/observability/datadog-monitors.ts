import { type AlarmSpec, runbookOf } from '#infra/observability/alarm-spec.ts';
import { alarms } from '#infra/observability/alarms.ts';
import type { Stage } from '#infra/stages.ts';
import { metrics, serviceName } from '#lib/names.ts';

/** A monitor as Datadog's API takes it. Queries of `all` name other monitors by `{{id}}`, until their numbers are known. */
export type Monitor = {
  id: string;
  /** The ids of the monitors that a composite is made of. */
  all: readonly string[];
  body: {
    name: string;
    type: 'query alert' | 'composite';
    query: string;
    message: string;
    tags: readonly string[];
    priority: 1 | 2 | 3;
    options: {
      thresholds?: { critical: number };
      require_full_window?: boolean;
      on_missing_data?: 'default' | 'show_and_notify_no_data' | 'resolve';
      renotify_interval?: number;
      include_tags: boolean;
    };
  };
};

/** Percentiles of a distribution must be switched on at Datadog, a metric at a time. */
export const metricsWithPercentiles = [metrics.webhookDuration.name, metrics.firstSentence.name] as const;

type Of = (metric: keyof typeof metrics) => string;
/** What is compared with the alarm's threshold; `enough` is the guard for few calls, a monitor of its own. */
type Question = { asks: (of: Of) => string; enough?: { asks: (of: Of) => string; atLeast: number } };

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

/**
 * By alarm: the same question in Datadog's words. Threshold, direction, severity and letter are the alarm's own. What only AWS
 * can see (crashes, throttles, schedules, Lambda's durations) stays with CloudWatch: a function that is killed sends nothing.
 */
const questions: Readonly<Record<string, Question>> = {
  'call-success': {
    asks: rateOf('callsSuccess', 'last_5m'),
    enough: { asks: samplesOf('callsSuccess', 'last_5m'), atLeast: 10 },
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
  },
  'rollback-errors': {
    asks: rateOf('webhookFailed', 'last_5m', 100),
    enough: { asks: sumOf('webhookFailed', 'last_5m'), atLeast: 10 },
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
};

const priorities = { critical: 1, rollback: 1, warning: 3 } as const;

/** Every monitor of a stage; one with a guard is three: the rate, whether there is enough of it, and both together. */
export function datadogMonitors(stage: Stage['name'], notify: { critical: string; warning: string }): Monitor[] {
  return alarms.flatMap((alarm) => {
    const question = questions[alarm.id];
    return question === undefined ? [] : monitorsOf(alarm, question, stage, notify);
  });
}

function monitorsOf(
  alarm: AlarmSpec,
  { asks, enough }: Question,
  stage: string,
  notify: { critical: string; warning: string },
): Monitor[] {
  const of: Of = (metric) => `${metrics[metric].name}{env:${stage},service:${serviceName}}`;
  const tags = (id: string) => [`env:${stage}`, `service:${serviceName}`, 'managed-by:cs-ai', `alarm:${id}`];
  const told = [notify[alarm.severity === 'warning' ? 'warning' : 'critical']].filter((who) => who !== '');
  const message = [
    `${alarm.title} (${stage}).`,
    alarm.means,
    `First: ${alarm.firstStep}`,
    `Runbook: ${runbookOf(alarm)}`,
  ];
  const rate: Monitor = {
    id: alarm.id,
    all: [],
    body: {
      name: `CS AI ${stage}: ${alarm.title}`,
      type: 'query alert',
      query: `${asks(of)} ${alarm.comparison} ${alarm.threshold}`,
      message: [...message, ...told].join('\n'),
      tags: tags(alarm.id),
      priority: priorities[alarm.severity],
      options: {
        thresholds: { critical: alarm.threshold },
        require_full_window: false,
        on_missing_data: alarm.missing === 'breaching' ? 'show_and_notify_no_data' : 'resolve',
        include_tags: true,
      },
    },
  };
  if (enough === undefined) return [rate];
  const part = (name: 'rate' | 'enough', query: string, threshold: number): Monitor => ({
    id: `${alarm.id}-${name}`,
    all: [],
    body: {
      ...rate.body,
      name: `CS AI ${stage}: ${alarm.title} (${name})`,
      query,
      // It tells nobody: the composite does.
      message: `A part of the monitor "CS AI ${stage}: ${alarm.title}".`,
      tags: tags(`${alarm.id}-${name}`),
      options: { ...rate.body.options, thresholds: { critical: threshold } },
    },
  });
  const parts = [
    part('rate', rate.body.query, alarm.threshold),
    part('enough', `${enough.asks(of)} >= ${enough.atLeast}`, enough.atLeast),
  ];
  const both: Monitor = {
    ...rate,
    all: parts.map(({ id }) => id),
    body: {
      ...rate.body,
      type: 'composite',
      query: parts.map(({ id }) => `{{${id}}}`).join(' && '),
      options: { include_tags: true },
    },
  };
  return [...parts, both];
}
