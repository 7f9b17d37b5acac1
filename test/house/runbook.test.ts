import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runbookOf } from '#infra/observability/alarm-spec.ts';
import { canaryAlarm } from '#infra/observability/alarms/rollback.ts';
import { alarms, rollbackAlarmId } from '#infra/observability/alarms.ts';
import { metrics, tables } from '#lib/names.ts';
import { sources } from '#test/house/docs.ts';

const runbook = readFileSync('docs/runbook.md', 'utf8');

/** The articles under a heading: name and text. */
function articlesUnder(heading: string): Map<string, string> {
  const [, section = ''] = runbook.split(`\n## ${heading}\n`);
  const [own = ''] = section.split('\n## ');
  const pieces = own.split('\n### ').slice(1);
  return new Map(pieces.map((piece) => [piece.slice(0, piece.indexOf('\n')), piece.slice(piece.indexOf('\n'))]));
}
const ofAlarms = articlesUnder('Alarms');
const ofIssues = articlesUnder('Common issues');
const ids = [...alarms.map(({ id }) => id), canaryAlarm('inbound', 'webhook').id, rollbackAlarmId];

test('every alarm has its article, under the name that its letter says, and no article is about none', () => {
  expect([...ofAlarms.keys()].sort()).toEqual([...new Set(ids)].sort());
  for (const alarm of alarms) expect(runbookOf(alarm)).toBe(`docs/runbook.md#${alarm.id}`);
});

test('the three issues that come up most have theirs', () => {
  expect([...ofIssues.keys()]).toEqual(['webhook-not-receiving-calls', 'ai-response-timeout', 'escalation-fails']);
});

test.each([...ofAlarms, ...ofIssues])(
  '%s says what is seen, how to look, what to do and whom to wake',
  (_, article) => {
    const parts = [...article.matchAll(/^\*\*(\w+)\.\*\*/gm)].map(([, part]) => part);
    expect(parts).toEqual(['Symptom', 'Check', 'Fix', 'Wake']);
    expect(article).toMatch(/`[^`]+`/);
  },
);

test('a critical alarm wakes the engineer on call, and a warning nobody by itself', () => {
  for (const { id, severity } of alarms) {
    const wake = /\*\*Wake\.\*\* ([\s\S]*?)(?:\n\n|$)/.exec(ofAlarms.get(id) ?? '')?.[1] ?? '';
    if (severity === 'warning') expect(wake, id).toMatch(/^Nobody/);
    else expect(wake, id).toMatch(/engineer on call/);
  }
});

test('its links lead to articles that are there', () => {
  const anchors = [...ofAlarms.keys(), ...ofIssues.keys()];
  const targets = [...runbook.matchAll(/\]\(#([\w-]+)\)/g)].map(([, target = '']) => target);
  expect(targets.length).toBeGreaterThan(5);
  expect(targets.filter((target) => !anchors.includes(target))).toEqual([]);
});

const written = ['lib', 'functions']
  .flatMap((folder) => sources(folder))
  .map(({ text }) => text)
  .join('\n');
const flat = runbook.replace(/\s+/g, ' ');

test('the log lines it asks for are written by somebody, and by a function that there is', () => {
  const asked = [...flat.matchAll(/\blogs (?!tail )(\$?\w+) "([^"]+)"/g)].map(([, entry = '', line = '']) => ({
    entry,
    line,
  }));
  expect(asked.length).toBeGreaterThan(20);
  for (const { entry, line } of asked) {
    expect(written, line).toContain(`'${line}'`);
    expect(entry === '$f' || existsSync(`functions/${entry}.ts`), entry).toBe(true);
  }
});

test('the metrics and tables it asks for exist', () => {
  const names: string[] = Object.values(metrics).map(({ name }) => name);
  const askedMetrics = [...flat.matchAll(/\bmetric ((?:voice|cs)_ai[\w.]+)/g)].map(([, name = '']) => name);
  expect(askedMetrics.length).toBeGreaterThan(5);
  expect(askedMetrics.filter((name) => !names.includes(name))).toEqual([]);
  const known: string[] = Object.values(tables).map(({ name }) => name);
  const askedTables = [...flat.matchAll(/\btable ([A-Z]\w+) /g)].map(([, name = '']) => name);
  expect(askedTables.length).toBeGreaterThan(3);
  expect(askedTables.filter((name) => !known.includes(name))).toEqual([]);
});
