import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Monitor } from '#infra/observability/datadog-monitors.ts';
import { metrics } from '#lib/names.ts';
import { type Ran, runScript } from '#test/support/run-script.ts';

type Written = { id: number; name: string; query: string; tags: string[]; type: string };

/** What Datadog keeps, behind as much of its API as is asked for. */
let datadog: {
  monitors: Written[];
  dashboards: { id: string; title: string }[];
  configured: Record<string, unknown>;
  keys: string[];
  refuses: boolean;
};
let server: Server;
let url: string;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cs-ai-datadog-'));
  datadog = { monitors: [], dashboards: [], configured: {}, keys: [], refuses: false };
  server = createServer(async (incoming, outgoing) => {
    datadog.keys.push(`${incoming.headers['dd-api-key']} ${incoming.headers['dd-application-key']}`);
    const body = incoming.method === 'GET' ? undefined : await json(incoming);
    const answer = datadog.refuses ? undefined : answerTo(incoming.method ?? '', incoming.url ?? '', body);
    outgoing.writeHead(answer === undefined ? 403 : 200, { 'content-type': 'application/json' });
    outgoing.end(JSON.stringify(answer ?? { errors: ['Forbidden'] }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  rmSync(folder, { recursive: true });
  await new Promise((closed) => {
    server.close(closed);
    server.closeAllConnections();
  });
});

function answerTo(method: string, path: string, body: unknown): unknown {
  const { pathname, searchParams } = new URL(path, url);
  const [, version, kind, id = ''] = /^\/api\/(v\d)\/(\w+)\/?(.*)$/.exec(pathname) ?? [];
  if (kind === 'metrics' && version === 'v2') {
    if (method === 'GET') return { data: Object.keys(datadog.configured).map((name) => ({ id: name })) };
    datadog.configured[id.replace(/\/tags$/, '')] = body;
    return {};
  }
  if (kind === 'monitor' && method === 'GET') {
    const wanted = searchParams.get('monitor_tags')?.split(',') ?? [];
    return datadog.monitors.filter(({ tags }) => wanted.every((tag) => tags.includes(tag)));
  }
  if (kind === 'dashboard' && method === 'GET') return { dashboards: datadog.dashboards };
  return kind === 'monitor'
    ? upsert(datadog.monitors, id === '' ? undefined : Number(id), body as Omit<Written, 'id'>, (n) => n + 1_000)
    : upsert(datadog.dashboards, id === '' ? undefined : id, body as { title: string }, (n) => `dash-${n}`);
}

function upsert<Row extends { id: unknown }>(
  rows: Row[],
  id: Row['id'] | undefined,
  body: Omit<Row, 'id'>,
  mint: (n: number) => Row['id'],
): Row {
  const row = { ...body, id: id ?? mint(rows.length) } as Row;
  const place = rows.findIndex((known) => known.id === id);
  if (place >= 0) rows[place] = row;
  else rows.push(row);
  return row;
}

const datadogScript = (args: string[], env: Record<string, string> = {}): Promise<Ran> =>
  runScript('scripts/datadog.ts', args, { env });
const keys = { DD_API_KEY: 'api-key-of-a-test', DD_APP_KEY: 'app-key-of-a-test' };

test('what is written to a folder has every metric on the dashboard, and monitors with the promised thresholds', async () => {
  const ran = await datadogScript(['--stage', 'production', '--out', folder, '--notify-critical', '@pagerduty-cs-ai']);
  expect(ran).toMatchObject({ code: 0, err: '' });
  const dashboard = readFileSync(join(folder, 'dashboard.json'), 'utf8');
  for (const { name } of Object.values(metrics))
    expect(dashboard).toContain(`:${name}{env:production,service:cs-ai,$company}`);
  const monitors = JSON.parse(readFileSync(join(folder, 'monitors.json'), 'utf8')) as Monitor[];
  const query = (id: string) => monitors.find((monitor) => monitor.id === id)?.body.query;
  expect(query('call-success-rate')).toMatch(/^sum\(last_5m\):.* < 90$/);
  expect(query('call-success')).toBe('{{call-success-rate}} && {{call-success-enough}}');
  expect(query('webhook-slow')).toMatch(/^min\(last_3m\):p95:voice_ai\.webhook\.duration\{.*\} > 5000$/);
  expect(query('ai-spend')).toMatch(/^sum\(last_1h\):sum:cs_ai\.cost\.usd\{.*\}\.as_count\(\) > 100$/);
  expect(query('escalations-rate')).toMatch(/^sum\(last_15m\):.* > 40$/);
  expect(query('errors-rate')).toMatch(/^sum\(last_5m\):.* > 5$/);
  expect(query('rollback-errors-rate')).toMatch(/^sum\(last_5m\):.* > 10$/);
  const told = monitors.filter(({ body }) => body.message.includes('@pagerduty-cs-ai')).map(({ id }) => id);
  expect(told).toEqual([
    'call-success',
    'errors',
    'errors-crashes',
    'rollback-errors',
    'rollback-errors-crashes',
    'rollback-health',
    'rollback-slow',
    'throttled',
  ]);
});

test('what is posted is made once, and updated when it is posted again', async () => {
  const first = await datadogScript(['--stage', 'production', '--post'], { ...keys, DD_API_URL: url });
  expect(first).toMatchObject({ code: 0, err: '' });
  const made = datadog.monitors.length;
  expect(made).toBeGreaterThan(12);
  const composite = datadog.monitors.find(({ tags }) => tags.includes('alarm:call-success'));
  const numberOf = (id: string) => datadog.monitors.find(({ tags }) => tags.includes(`alarm:${id}`))?.id;
  expect(composite).toMatchObject({
    type: 'composite',
    query: `${numberOf('call-success-rate')} && ${numberOf('call-success-enough')}`,
  });
  expect(Object.keys(datadog.configured)).toEqual(['voice_ai.webhook.duration', 'voice_ai.turn.first_sentence']);
  expect(new Set(datadog.keys)).toEqual(new Set(['api-key-of-a-test app-key-of-a-test']));
  const again = await datadogScript(['--stage', 'production', '--post'], { ...keys, DD_API_URL: url });
  expect(again).toMatchObject({ code: 0, err: '' });
  expect(again.out).toContain('0 created');
  expect(datadog.monitors).toHaveLength(made);
  expect(datadog.dashboards).toHaveLength(1);
});

test('one stage leaves the monitors of the other alone', async () => {
  await datadogScript(['--stage', 'production', '--post'], { ...keys, DD_API_URL: url });
  const production = structuredClone(datadog.monitors);
  await datadogScript(['--stage', 'staging', '--post'], { ...keys, DD_API_URL: url });
  expect(datadog.monitors.slice(0, production.length)).toEqual(production);
  expect(datadog.monitors).toHaveLength(2 * production.length);
  expect(datadog.dashboards.map(({ title }) => title)).toEqual(['CS AI production', 'CS AI staging']);
});

test('what Datadog refuses is said with its answer and without a key', async () => {
  datadog.refuses = true;
  const ran = await datadogScript(['--stage', 'production', '--post'], { ...keys, DD_API_URL: url });
  expect(ran.code).toBe(3);
  expect(ran.err).toContain('(403)');
  expect(ran.out + ran.err).not.toContain('key-of-a-test');
});

test('a dry run says every monitor and sends nothing', async () => {
  const ran = await datadogScript(['--stage', 'staging', '--dry-run'], { ...keys, DD_API_URL: url });
  expect(ran).toMatchObject({ code: 0, err: '' });
  expect(ran.out).toContain('CS AI staging: Calls fail');
  expect(datadog.keys).toEqual([]);
});

test.each([
  { args: ['--stage', 'production'], says: 'Say one of' },
  { args: ['--stage', 'production', '--dry-run', '--post'], says: 'Say one of' },
  { args: ['--stage', 'moon', '--dry-run'], says: 'no stage "moon"' },
  { args: ['--stage', 'production', '--post'], says: 'needs DD_API_KEY and DD_APP_KEY' },
])('$args is refused with a reason', async ({ args, says }) => {
  const ran = await datadogScript(args);
  expect(ran.code).toBe(2);
  expect(ran.err).toContain(says);
});

test('a key is never sent over plain http', async () => {
  const ran = await datadogScript(['--stage', 'production', '--post'], {
    ...keys,
    DD_API_URL: 'http://api.example.com',
  });
  expect(ran.code).toBe(2);
  expect(ran.err).toContain('must be https');
});
