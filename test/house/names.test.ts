import { expect, test } from 'vitest';
import { env, metrics, type Table, tables } from '#lib/names.ts';
import { quoted, sources, tableUnder } from '#test/house/docs.ts';

const product = [...sources('lib'), ...sources('functions')];
const productBut = (...paths: string[]) => product.filter(({ path }) => !paths.includes(path));

/** What dashboards, alarms and operators were promised. */
const promisedMetrics = [
  'voice_ai.calls.total',
  'voice_ai.calls.success_rate',
  'voice_ai.calls.duration_avg',
  'voice_ai.calls.escalation_rate',
  'cs_ai.sessions.total',
  'cs_ai.sessions.resolution_rate',
  'cs_ai.messages.avg_per_session',
  'cs_ai.tokens.daily_usage',
  'voice_ai.webhook.duration',
  'voice_ai.turn.first_sentence',
  'voice_ai.turn.failed',
  'cs_ai.cost.usd',
  'cs_ai.health',
];

test.each(promisedMetrics)('%s has one name, and something emits it', (name) => {
  const keys = Object.entries(metrics).flatMap(([key, metric]) => (metric.name === name ? [key] : []));
  expect(keys).toHaveLength(1);
  const emits = new RegExp(`\\.emit\\(\\s*'${keys[0]}'`);
  expect(product.filter(({ text }) => emits.test(text))).not.toEqual([]);
});

test.each(Object.keys(metrics))('the metric %s is emitted by the product, and asserted by a test', (key) => {
  // At the call, or as what a state is counted by.
  const emits = new RegExp(`\\.emit\\(\\s*'${key}'|: '${key}',|\\['${key}'\\]`);
  expect(productBut('lib/names.ts', 'lib/routes.ts').filter(({ text }) => emits.test(text))).not.toEqual([]);
  const isEverydayWord = !/[A-Z]/.test(key);
  const asserts = new RegExp(isEverydayWord ? `\\.of\\('${key}'\\)` : `\\b${key}\\b`);
  const tests = sources('test').filter(({ path }) => path.endsWith('.test.ts') && !path.startsWith('test/house/'));
  expect(tests.filter(({ text }) => asserts.test(text))).not.toEqual([]);
});

test('no metric shares a name with another, and nobody writes one by hand', () => {
  const names = Object.values(metrics).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { path, text } of productBut('lib/names.ts')) expect(text, path).not.toMatch(/['"`](?:voice|cs)_ai\./);
});

test('docs/architecture.md lists exactly the metrics', () => {
  const listed = tableUnder('docs/architecture.md', '## Metrics').map(([name = '', unit]) => [quoted(name)[0], unit]);
  expect(listed).toEqual(Object.values(metrics).map(({ name, unit }) => [name, unit]));
});

test('no table shares a name with another, and nobody writes one by hand', () => {
  const names: readonly string[] = Object.values(tables).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { path, text } of productBut('lib/names.ts')) {
    const literals = [...text.matchAll(/'(\w+)'|"(\w+)"|`(\w+)`/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');
    expect(
      literals.filter((literal) => names.includes(literal)),
      path,
    ).toEqual([]);
  }
});

test('docs/architecture.md lists exactly the tables, with their keys, indexes and expiry', () => {
  const keys = ({ partition, sort }: Pick<Table, 'partition' | 'sort'>) =>
    [partition, sort].flatMap((key) => (key === undefined ? [] : [key.name]));
  const wanted = Object.values(tables).map((table: Table) => ({
    name: table.name,
    keys: keys(table),
    indexes: table.indexes.map((index) => [index.name, ...keys(index)]),
    expires: table.ttl !== undefined,
  }));
  const listed = tableUnder('docs/architecture.md', '## Tables').map(
    ([name = '', key = '', indexes = '', expires]) => ({
      name: quoted(name)[0],
      keys: quoted(key),
      indexes: indexes === '' ? [] : indexes.split(';').map((index) => quoted(index)),
      expires: expires === 'yes',
    }),
  );
  expect(listed).toEqual(wanted);
});

test('docs/architecture.md says of every table what a deletion of a customer does with it', () => {
  const names: string[] = Object.values(tables).map(({ name }) => name);
  const rows = tableUnder('docs/architecture.md', '## A customer is deleted', 'table');
  expect(rows.map(([name = '']) => quoted(name)[0])).toEqual(names);
  for (const [name, does] of rows) expect(does, name).toMatch(/^(?:gone|kept: \w|nothing there)/);
});

test('every variable of lib/names.ts is read in lib/runtime/env.ts, and in docs/configuration.md', () => {
  const variables: string[] = Object.values(env);
  expect(new Set(variables).size).toBe(variables.length);
  const reader = product.find(({ path }) => path === 'lib/runtime/env.ts')?.text ?? '';
  const read = [...reader.matchAll(/\benv\.(\w+)/g)].map(([, key]) => env[key as keyof typeof env]);
  expect([...new Set(read)].sort()).toEqual(variables.toSorted());
  expect(documented('## Environment')).toEqual(variables);
});

test('every variable of the desk is in docs/configuration.md', () => {
  const ours: string[] = Object.values(env);
  const read = ['local', 'scripts']
    .flatMap((folder) => sources(folder))
    .flatMap(({ text }) => [...text.matchAll(/process\.env\.([A-Z_]+)/g)].map(([, name = '']) => name));
  expect(documented('## The desk').sort()).toEqual([...new Set(read)].filter((name) => !ours.includes(name)).sort());
});

test('nobody but lib/runtime reads the environment', () => {
  const readers = product.filter(({ text }) => /process\s*\.\s*env\b/.test(text)).map(({ path }) => path);
  expect(readers.filter((path) => !path.startsWith('lib/runtime/'))).toEqual([]);
});

const documented = (heading: string): string[] =>
  tableUnder('docs/configuration.md', heading).map(([name = '']) => quoted(name)[0] ?? name);
