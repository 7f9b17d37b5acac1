import type { Reading, Statistic } from '#infra/observability/alarm-spec.ts';
import { dashboardRows, type Graph } from '#infra/observability/dashboard-rows.ts';
import { metrics, serviceName } from '#lib/names.ts';

const queryOf: Record<Statistic, (metric: string) => string> = {
  Sum: (metric) => `sum:${metric}.as_count()`,
  SampleCount: (metric) => `count:${metric}.as_count()`,
  Average: (metric) => `avg:${metric}`,
  Minimum: (metric) => `min:${metric}`,
  Maximum: (metric) => `max:${metric}`,
  p50: (metric) => `p50:${metric}`,
  p95: (metric) => `p95:${metric}`,
  p99: (metric) => `p99:${metric}`,
};

/** The CloudWatch dashboard's rows at Datadog, by company too. What only AWS measures is on CloudWatch's own. */
export function datadogDashboard(stage: string) {
  const groups = dashboardRows
    .map(({ title, graphs }) => ({ title, widgets: graphs.flatMap((graph) => widgetOf(graph, stage)) }))
    .filter(({ widgets }) => widgets.length > 0);
  return {
    title: `CS AI ${stage}`,
    description: 'Read from the top; stop at the first row that looks wrong. docs/runbook.md has an article per alarm.',
    layout_type: 'ordered',
    tags: [],
    template_variables: [{ name: 'company', prefix: 'company', available_values: [], default: '*' }],
    widgets: groups.map(({ title, widgets }) => ({
      definition: { type: 'group', layout_type: 'ordered', title, widgets },
    })),
  } as const;
}

function widgetOf({ title, lines, limit }: Graph, stage: string) {
  const ours = Object.entries(lines).flatMap(([label, reading]) => {
    const metric = metricOf(reading, stage);
    return metric === undefined ? [] : [{ label, query: queryOf[reading.statistic](metric) }];
  });
  if (ours.length === 0) return [];
  return [
    {
      definition: {
        type: 'timeseries',
        title,
        show_legend: true,
        requests: [
          {
            response_format: 'timeseries',
            display_type: 'line',
            queries: ours.map(({ query }, index) => ({ data_source: 'metrics', name: `q${index}`, query })),
            formulas: ours.map(({ label }, index) => ({ formula: `q${index}`, alias: label })),
          },
        ],
        ...(limit === undefined
          ? {}
          : { markers: [{ value: `y = ${limit.value}`, display_type: 'error dashed', label: limit.label }] }),
      },
    },
  ];
}

const metricOf = (reading: Reading, stage: string): string | undefined =>
  reading.of === 'own' ? `${metrics[reading.metric].name}{env:${stage},service:${serviceName},$company}` : undefined;
