import { nameIn } from '#infra/named.ts';
import { type AlarmSpec, runbookOf } from '#infra/observability/alarm-spec.ts';
import { alarms } from '#infra/observability/alarms.ts';
import { type Asks, type Of, type OfAws, type Question, questions } from '#infra/observability/datadog-questions.ts';
import type { Stage } from '#infra/stages.ts';
import { metrics, serviceName, tables } from '#lib/names.ts';

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
      /** Seconds: what Datadog fetches from CloudWatch comes minutes late. */
      evaluation_delay?: number;
      include_tags: boolean;
    };
  };
};

/** Percentiles of a distribution must be switched on at Datadog, a metric at a time. */
export const metricsWithPercentiles = [metrics.webhookDuration.name, metrics.firstSentence.name] as const;

/** Datadog's own advice for what it fetches from CloudWatch. */
const fetchedWithinS = 900;

const priorities = { critical: 1, rollback: 1, warning: 3 } as const;

/** Every monitor of a stage; one with a guard is three: the rate, whether there is enough of it, and both together. */
export function datadogMonitors(stage: Stage['name'], notify: { critical: string; warning: string }): Monitor[] {
  return alarms.flatMap((alarm) => {
    const question = questions[alarm.id];
    if (question === undefined) return [];
    const besides = Object.entries(question.beside ?? {});
    return [
      ...monitorsOf(alarm, question, stage, notify),
      ...besides.flatMap(([name, one]) =>
        monitorsOf(
          { ...alarm, id: `${alarm.id}-${name}`, title: `${alarm.title}: ${name}` },
          one,
          stage,
          notify,
          alarm,
        ),
      ),
    ];
  });
}

function monitorsOf(
  alarm: AlarmSpec,
  { asks: asksOf, enough, fetched }: Question,
  stage: Stage['name'],
  notify: { critical: string; warning: string },
  /** Whose article is read. */
  article: AlarmSpec = alarm,
): Monitor[] {
  const of: Of = (metric) => `${metrics[metric].name}{env:${stage},service:${serviceName}}`;
  const aws: OfAws = {
    functions: (metric, entries) =>
      `aws.lambda.${metric}{functionname IN (${entries.map((entry) => nameIn(stage, entry)).join(',')})}`,
    table: (metric, table) => `aws.dynamodb.${metric}{tablename:${nameIn(stage, tables[table].name).toLowerCase()}}`,
    queue: (metric, name) => `aws.sqs.${metric}{queuename:${nameIn(stage, name)}}`,
  };
  const asks = (question: Asks): string => question(of, aws);
  const tags = (id: string) => [`env:${stage}`, `service:${serviceName}`, 'managed-by:cs-ai', `alarm:${id}`];
  const told = [notify[alarm.severity === 'warning' ? 'warning' : 'critical']].filter((who) => who !== '');
  const message = [
    `${alarm.title} (${stage}).`,
    alarm.means,
    `First: ${alarm.firstStep}`,
    `Runbook: ${runbookOf(article)}`,
  ];
  const rate: Monitor = {
    id: alarm.id,
    all: [],
    body: {
      name: `CS AI ${stage}: ${alarm.title}`,
      type: 'query alert',
      query: `${asks(asksOf)} ${alarm.comparison} ${alarm.threshold}`,
      message: [...message, ...told].join('\n'),
      tags: tags(alarm.id),
      priority: priorities[alarm.severity],
      options: {
        thresholds: { critical: alarm.threshold },
        require_full_window: false,
        on_missing_data: alarm.missing === 'breaching' ? 'show_and_notify_no_data' : 'resolve',
        ...(fetched === undefined ? {} : { evaluation_delay: fetchedWithinS }),
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
    part('enough', `${asks(enough.asks)} >= ${enough.atLeast}`, enough.atLeast),
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
