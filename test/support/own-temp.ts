import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * One temporary folder for a whole run, gone with it: the CDK makes one for every app without saying so, and test processes
 * that are ended take nothing away. Every process that tests start finds it as the system's own.
 */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'cs-ai-tests-'));
  const { TMPDIR: outer } = process.env;
  process.env.TMPDIR = folder;
  return () => {
    if (outer === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = outer;
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
}
