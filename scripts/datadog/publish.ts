import type { datadogDashboard } from '#infra/observability/datadog-dashboard.ts';
import { type Monitor, metricsWithPercentiles } from '#infra/observability/datadog-monitors.ts';
import type { DatadogApi } from '#scripts/datadog/datadog-api.ts';

export type Published = { created: number; updated: number };

/** Brings Datadog to what the code says. Run again it updates what it made before, known by its tags and title. */
export async function publish(
  api: DatadogApi,
  stage: string,
  monitors: readonly Monitor[],
  dashboard: ReturnType<typeof datadogDashboard>,
): Promise<Published> {
  const done: Published = { created: 0, updated: 0 };
  await publishMonitors(api, stage, monitors, done);
  await publishDashboard(api, dashboard, done);
  for (const metric of metricsWithPercentiles) await withPercentiles(api, metric, done);
  return done;
}

type Standing = { id: number; tags: readonly string[] };

async function publishMonitors(
  api: DatadogApi,
  stage: string,
  monitors: readonly Monitor[],
  done: Published,
): Promise<void> {
  const query = new URLSearchParams({ monitor_tags: `managed-by:cs-ai,env:${stage}` });
  const standing = (await api.get(`/api/v1/monitor?${query}`)) as Standing[];
  const numbers = new Map<string, number>();
  // In their order: a composite comes after what it is made of.
  for (const { id, body } of monitors) {
    const query = body.query.replace(/\{\{([\w-]+)\}\}/g, (_, part: string) => String(numbers.get(part)));
    const known = standing.find(({ tags }) => tags.includes(`alarm:${id}`));
    const written = { ...body, query };
    const made =
      known === undefined
        ? await api.post('/api/v1/monitor', written)
        : await api.put(`/api/v1/monitor/${known.id}`, written);
    numbers.set(id, (made as Standing).id);
    done[known === undefined ? 'created' : 'updated'] += 1;
  }
}

async function publishDashboard(
  api: DatadogApi,
  dashboard: ReturnType<typeof datadogDashboard>,
  done: Published,
): Promise<void> {
  const { dashboards } = (await api.get('/api/v1/dashboard')) as { dashboards: { id: string; title: string }[] };
  const known = dashboards.find(({ title }) => title === dashboard.title);
  if (known === undefined) await api.post('/api/v1/dashboard', dashboard);
  else await api.put(`/api/v1/dashboard/${known.id}`, dashboard);
  done[known === undefined ? 'created' : 'updated'] += 1;
}

/** Without it p95 of a distribution is no query. The tags are those that stay indexed, and billed. */
async function withPercentiles(api: DatadogApi, metric: string, done: Published): Promise<void> {
  const path = `/api/v2/metrics/${metric}/tags`;
  const attributes = { tags: ['env', 'service', 'tier', 'route', 'company'], include_percentiles: true };
  const write = (more: object = {}) => ({
    data: { type: 'manage_tags', id: metric, attributes: { ...attributes, ...more } },
  });
  const { data } = (await api.get(`/api/v2/metrics?filter[configured]=true`)) as { data: { id: string }[] };
  if (data.some(({ id }) => id === metric)) {
    await api.patch(path, write());
    done.updated += 1;
    return;
  }
  await api.post(path, write({ metric_type: 'distribution' }));
  done.created += 1;
}
