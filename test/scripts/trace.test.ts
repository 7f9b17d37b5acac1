import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { errorRecord } from '#lib/adapters/error-record.ts';
import { bundleFunction } from '#scripts/bundling.ts';
import { runScript } from '#test/support/run-script.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-ai-trace-'));
afterAll(() => rmSync(folder, { recursive: true }));

const trace = (typed: string, args: string[] = []) => runScript('scripts/trace.ts', args, { typed });

/** What the deployed bundle of a function logs of the error that its door throws for such an event. */
async function stackOf(entry: string): Promise<string> {
  const file = join(folder, `${entry}.mjs`);
  writeFileSync(file, (await bundleFunction(entry)).code);
  const { handler } = (await import(pathToFileURL(file).href)) as { handler(event: unknown): Promise<unknown> };
  const cause: unknown = await handler(undefined).catch((thrown: unknown) => thrown);
  return errorRecord(cause).stack ?? '';
}

test('a stack of a deployed bundle becomes one of our sources, line by line', async () => {
  const stack = await stackOf('chat');
  expect(stack).toMatch(/chat\.mjs:\d+:\d+/);
  expect(stack).not.toContain('lib/http');
  const { code, out } = await trace(stack);
  expect(code).toBe(0);
  const [, file = '', line] = /\b(lib\/http\/json-api\.ts):(\d+):\d+/.exec(out) ?? [];
  // The first thing that the door reads of the event that is none.
  expect(readFileSync(file, 'utf8').split('\n')[Number(line) - 1]).toContain('event.routeKey');
  expect(out).not.toContain('chat.mjs');
});

test('so does one in a line of a log, and what is none of ours stays as it is', async () => {
  const stack = await stackOf('chat');
  const line = JSON.stringify({ level: 'ERROR', message: 'job failed', version: 'abc', error: { stack } });
  const { out } = await trace(`${line}\n    at node:internal/timers:605:17\n    at x (/opt/other.mjs:1:2)\n`);
  expect(out).toMatch(/lib\/http\/json-api\.ts:\d+:\d+/);
  expect(out).toContain('node:internal/timers:605:17');
  expect(out).toContain('/opt/other.mjs:1:2');
});

test('a text without a position is told so', async () => {
  expect(await trace('job failed')).toMatchObject({ code: 1, out: '' });
  expect(await trace('', ['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('npm run trace') });
});
