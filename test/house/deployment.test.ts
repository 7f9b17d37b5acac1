import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { readStage } from '#infra/stages.ts';
import { alarmsOfProduction } from '#scripts/costs/alarms-of-production.ts';
import { type Cost, costsPer1000, fixedPerMonth } from '#scripts/costs/per-1000-calls.ts';
import { scripts } from '#test/house/commands.ts';
import { quoted, tableUnder } from '#test/house/docs.ts';

const document = 'docs/deployment.md';
const text = readFileSync(document, 'utf8');

/** The rows of the table whose head begins with these words, without its last, which is the sum. */
function table(head: string): { rows: string[][]; sum: string[] } {
  const lines = text.split('\n');
  const from = lines.findIndex((line) => line.startsWith(`| ${head} |`)) + 2;
  const count = lines.slice(from).findIndex((line) => !line.startsWith('|'));
  const rows = lines.slice(from, from + count).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return { rows: rows.slice(0, -1), sum: rows.at(-1) ?? [] };
}

test.each([
  ['for 1,000 calls', costsPer1000()],
  ['a month', fixedPerMonth({ warm: sum(readStage(new App().node, 'production').warm), alarms: alarmsOfProduction() })],
] as [string, Cost[]][])('what %s cost is what the arithmetic says', (head, costs) => {
  const { rows, sum: together } = table(head);
  expect(rows.map(([what, usd]) => [what, usd])).toEqual(costs.map(({ what, usd }) => [what, usd.toFixed(2)]));
  expect(together[1]).toBe(`**${costs.reduce((all, { usd }) => all + usd, 0).toFixed(2)}**`);
});

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((all, one) => all + one, 0);
}

test('every setting of a stage is in the table, under the name that whoever deploys types', () => {
  const source = readFileSync('infra/stages.ts', 'utf8');
  const calls = [...source.matchAll(/\b(?:text|list|together)\(([^)]*)\)/g)].map(([, given = '']) => given);
  const settings = calls.flatMap((given) => [...given.matchAll(/'(\w+)'/g)].map(([, name = '']) => name));
  const wanted = [...new Set(settings)]
    .filter((name) => name !== 'buildId')
    .map((name) => `CS_AI_<STAGE>_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`);
  const listed = tableUnder(document, '## 2. The stage’s settings'.replace('’', "'")).map(
    ([name = '']) => quoted(name)[0],
  );
  expect(listed.toSorted()).toEqual(wanted.toSorted());
});

test('every command of an operator is in the table of step 3, and is there', () => {
  const listed = tableUnder(document, '## 3. Deploy').map(([command = '']) => command);
  for (const name of ['tables:check', 'seed', 'smoke', 'costs']) {
    expect(scripts).toHaveProperty([name]);
    expect(
      listed.some((command) => command.startsWith(`\`npm run ${name}`)),
      name,
    ).toBe(true);
  }
});

test('every JSON that is to be copied can be parsed', () => {
  const blocks = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  expect(blocks.length).toBeGreaterThanOrEqual(4);
  for (const block of blocks) expect(() => JSON.parse(block)).not.toThrow();
});
