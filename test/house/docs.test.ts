import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { CompanyConfig } from '#lib/contracts/company-config.ts';
import { CompanySecret } from '#lib/contracts/integration.ts';
import { scriptPurposes } from '#lib/domain/script.ts';
import { quoted, tableUnder } from '#test/house/docs.ts';

type Json = { properties?: Record<string, Json>; type?: string };

/** The fields of a schema that hold a value, by their path. */
function leaves(schema: Json, path = ''): string[] {
  if (schema.properties === undefined) return [path];
  return Object.entries(schema.properties).flatMap(([name, inner]) =>
    leaves(inner, path === '' ? name : `${path}.${name}`),
  );
}
const fields = leaves(z.toJSONSchema(CompanyConfig, { io: 'input' }) as Json);

const valueAt = (path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], bareConfig);
const bareConfig: unknown = CompanyConfig.parse({ companyId: 'acme' });

/** `tiers.aiManager.capabilities.*` stands for every field below it. */
const names = (row: string, field: string): boolean =>
  row.endsWith('.*') ? field.startsWith(row.slice(0, -1)) : row === field;

test('every field of CSConfig is in docs/configuration.md, with its default', () => {
  const rows = tableUnder('docs/configuration.md', '## Companies: CSConfig').map(([name = '', , preset = '']) => ({
    name: quoted(name)[0] ?? name,
    preset,
  }));
  for (const field of fields) {
    const row = rows.find(({ name }) => names(name, field));
    expect(row, field).toBeDefined();
    const value = valueAt(field);
    const said = quoted(row?.preset ?? '')[0];
    if (said !== undefined) expect(said, field).toBe(String(value));
    else if (row?.name === field && field !== 'companyId') expect([undefined, '', 0], field).toContain(asNone(value));
  }
  for (const { name } of rows)
    expect(
      fields.filter((field) => names(name, field)),
      name,
    ).not.toEqual([]);
});

/** An empty list is none too. */
const asNone = (value: unknown): unknown => (Array.isArray(value) ? value.length : value);

test('every provider of a company’s secret is in docs/configuration.md', () => {
  const text = readFileSync('docs/configuration.md', 'utf8');
  const providers = Object.keys((z.toJSONSchema(CompanySecret) as Json).properties ?? {});
  for (const provider of providers) expect(text).toContain(`"${provider}": {`);
});

test('every script purpose is in docs/configuration.md, in the order in which they are defined', () => {
  const listed = tableUnder('docs/configuration.md', '## What we say ourselves: VoiceScript').map(
    ([name = '']) => quoted(name)[0],
  );
  expect(listed).toEqual(scriptPurposes);
});

const markdownIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);
const documents = ['README.md', 'CONTRIBUTING.md', ...markdownIn('docs')];

test.each(documents)('%s names only files and commands that are there', (document) => {
  // A line may break within a command.
  const text = readFileSync(document, 'utf8').replace(/\s+/g, ' ');
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const prose = text.replace(/```.*?```/g, ' ');
  const files = quoted(prose).filter((code) => /^(?:functions|lib|local|scripts|test|docs|\.ci)\/[\w./-]*$/.test(code));
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
  const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target);
  expect(links.filter((target) => !existsSync(join(dirname(document), target)))).toEqual([]);
  const commands = [...text.matchAll(/npm (?:run )?([\w:-]+)/g)].map(([, name = '']) => name);
  expect(commands.filter((name) => name !== 'ci' && !(name in scripts))).toEqual([]);
});
