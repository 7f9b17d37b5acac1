import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { routes } from '#lib/routes.ts';
import type { BenchOptions } from '#scripts/bench/bench-desk.ts';
import { timeColdImports } from '#scripts/bench/cold-import.ts';
import type { Section } from '#scripts/bench/report.ts';
import { rounded } from '#scripts/bench/stats.ts';
import { bundleFunction, forbiddenOnTheWebhookPath } from '#scripts/bundling.ts';

const folder = resolve('.build/bench');
/** Functions that somebody waits for; workers may be heavy. */
const routed = new Set<string>(routes.map(({ entry }) => entry));

/** How heavy each function is, and how long a cold start spends on importing it. */
export async function benchBundles({ quick }: BenchOptions): Promise<Section> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const bundles = await Promise.all(functionNames().map(async (name) => ({ name, ...(await bundleFunction(name)) })));
  const files: Record<string, string> = {};
  for (const { name, code } of bundles) {
    files[name] = resolve(folder, `${name}.mjs`);
    writeFileSync(files[name], code);
  }
  const rounds = quick ? 5 : 15;
  const cold = await timeColdImports(files, { folder, rounds });
  const data = bundles.map(({ name, code, inputs }) => ({
    name,
    bytes: code.length,
    gzipBytes: gzipSync(code).length,
    importMs: rounded(cold.above[name]?.wallMs ?? Number.NaN),
    importCpuMs: rounded(cold.above[name]?.cpuMs ?? Number.NaN),
    carries: forbiddenOnTheWebhookPath(name, inputs),
  }));
  return {
    title: 'Bundles and cold import',
    columns: ['function', 'bytes', 'gzip', 'import ms', 'its CPU ms', 'forbidden'],
    rows: data.map(({ name, bytes, gzipBytes, importMs, importCpuMs, carries }) => [
      name,
      bytes,
      gzipBytes,
      importMs,
      importCpuMs,
      carries.join(', ') || '-',
    ]),
    notes: [
      `import ms: a new process that imports the bundle, less one that imports nothing (${rounded(cold.bare.wallMs)} ms); ` +
        `medians of ${rounds} interleaved rounds. A busy machine stretches it; the CPU time is steadier.`,
    ],
    checks: data
      .filter(({ name }) => routed.has(name))
      .map(({ name, carries }) => ({
        what: `heavy modules in ${name}`,
        pass: carries.length === 0,
        measured: carries.join(', ') || 'none',
        limit: 'none',
      })),
    data: { bareMs: rounded(cold.bare.wallMs), bareCpuMs: rounded(cold.bare.cpuMs), rounds, functions: data },
  };
}

const functionNames = (): string[] =>
  readdirSync('functions')
    .map((file) => file.replace(/\.ts$/, ''))
    .sort();
