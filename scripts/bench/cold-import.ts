import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { median } from '#scripts/bench/stats.ts';

/** What a bundle may find in its environment while it is imported: nothing of the developer's own. */
const environment = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_EC2_METADATA_DISABLED: 'true',
  STAGE: 'bench',
  TWILIO_WEBHOOK_BASE_URL: 'https://voice.bench.test',
};
/** A process that takes longer hangs. */
const patienceMs = 20_000;

export type ColdImport = {
  /** Of a whole process that imports nothing. */
  bareMs: number;
  /** Of importing each module, above the bare process. */
  importMs: Record<string, number>;
};

/**
 * How long a new process takes to import each module: medians over `rounds`, in each of which every module had its turn, so
 * that a machine that grows slower or busier does so for all of them.
 */
export async function timeColdImports(
  files: Record<string, string>,
  options: { folder: string; rounds: number },
): Promise<ColdImport> {
  const nothing = join(options.folder, 'nothing.mjs');
  writeFileSync(nothing, '');
  const modules = Object.entries(files);
  const bare: number[] = [];
  const samples = new Map<string, number[]>(modules.map(([name]) => [name, []]));
  // One round more than counts: the first one fills the disk cache.
  for (let round = 0; round <= options.rounds; round += 1) {
    const bareMs = await timeImport(nothing);
    if (round > 0) bare.push(bareMs);
    for (const [name, file] of modules) {
      const ms = await timeImport(file);
      if (round > 0) samples.get(name)?.push(ms);
    }
  }
  const bareMs = median(bare);
  return {
    bareMs,
    importMs: Object.fromEntries(modules.map(([name]) => [name, median(samples.get(name) ?? []) - bareMs])),
  };
}

async function timeImport(file: string): Promise<number> {
  const code = `await import(${JSON.stringify(pathToFileURL(file).href)}); process.exit(0);`;
  const started = performance.now();
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: patienceMs,
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const [exitCode] = await once(child, 'exit');
  const ms = performance.now() - started;
  if (exitCode !== 0) throw new Error(`${file} cannot be imported (exit code ${exitCode}): ${complaint}`);
  return ms;
}
