import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { afterEach, expect, test, vi } from 'vitest';
import { setup } from '#test/support/own-temp.ts';

afterEach(() => vi.unstubAllEnvs());

test('what the tests and the CDK leave behind lies in one folder of this run', () => {
  expect(basename(tmpdir())).toMatch(/^cs-ai-tests-/);
  expect(dirname(new App({ analyticsReporting: false }).outdir)).toBe(tmpdir());
});

test('and goes with it, whatever is still in it', () => {
  const outer = tmpdir();
  vi.stubEnv('TMPDIR', outer);
  const end = setup();
  const inner = tmpdir();
  expect(dirname(inner)).toBe(outer);
  const left = mkdtempSync(join(inner, 'left-'));
  end();
  expect([existsSync(left), existsSync(inner), tmpdir()]).toEqual([false, false, outer]);
});
