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

/** Milliseconds: by the clock, and of processor time, which a busy machine stretches less. */
export type Cost = { wallMs: number; cpuMs: number };

export type ColdImports = {
  /** Of a whole process that imports nothing. */
  bare: Cost;
  /** Of importing each module, above the bare process. */
  above: Record<string, Cost>;
};

/**
 * What it costs a new process to import each module: medians over `rounds`, in each of which every module has its turn, so
 * that a machine that grows slower or busier does so for all of them.
 */
export async function timeColdImports(
  files: Record<string, string>,
  options: { folder: string; rounds: number },
): Promise<ColdImports> {
  const nothing = join(options.folder, 'nothing.mjs');
  writeFileSync(nothing, '');
  const modules = Object.entries({ ...files, [bareName]: nothing });
  const samples = new Map<string, Cost[]>(modules.map(([name]) => [name, []]));
  // One round more than counts: the first one fills the disk cache.
  for (let round = 0; round <= options.rounds; round += 1) {
    for (const [name, file] of modules) {
      const cost = await importOnce(file);
      if (round > 0) samples.get(name)?.push(cost);
    }
  }
  const typical = (name: string): Cost => {
    const costs = samples.get(name) ?? [];
    return { wallMs: median(costs.map(({ wallMs }) => wallMs)), cpuMs: median(costs.map(({ cpuMs }) => cpuMs)) };
  };
  const bare = typical(bareName);
  const above = (name: string): Cost => {
    const { wallMs, cpuMs } = typical(name);
    return { wallMs: wallMs - bare.wallMs, cpuMs: cpuMs - bare.cpuMs };
  };
  return { bare, above: Object.fromEntries(Object.keys(files).map((name) => [name, above(name)])) };
}

const bareName = ' bare';

async function importOnce(file: string): Promise<Cost> {
  const code = `await import(${JSON.stringify(pathToFileURL(file).href)});
    const { user, system } = process.cpuUsage();
    process.stdout.write(String((user + system) / 1000), () => process.exit(0));`;
  const started = performance.now();
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: patienceMs,
  });
  const told = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    told.stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    told.stderr += chunk.toString();
  });
  const [exitCode] = await once(child, 'close');
  const wallMs = performance.now() - started;
  if (exitCode !== 0) throw new Error(`${file} cannot be imported (exit code ${exitCode}): ${told.stderr}`);
  return { wallMs, cpuMs: Number(told.stdout) };
}
