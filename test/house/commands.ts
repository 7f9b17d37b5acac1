import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { vi } from 'vitest';

export const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

export type Running = {
  child: ChildProcessWithoutNullStreams;
  out(): string;
  err(): string;
  /** The exit code, or the signal that ended it. */
  ended: Promise<number | string>;
};

type Options = { args?: string[]; env?: Record<string, string>; imports?: string[] };

/** A process of ours that must not outlive these tests, however they end: it goes when its standard input closes. */
const endsWithUs = module('process.stdin.on("close", () => process.exit(9)).resume();');

/** Runs a command of package.json as npm would, but with nothing of our own environment than where programs and temporary files are. */
export function run(name: string, { args = [], env = {}, imports = [] }: Options = {}): Running {
  const [node, ...rest] = (scripts[name] ?? '').replace(/^exec /, '').split(' ');
  if (node !== 'node') throw new Error(`npm run ${name} is not a command of Node: ${scripts[name]}.`);
  const preloads = imports.flatMap((text) => ['--import', text]);
  const child = spawn(process.execPath, [...preloads, ...rest, ...args], {
    env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, ...env },
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string);
  return { child, out: () => out, err: () => err, ended };
}

/** `npm run dev` on any free port, as soon as it says that it is ready. */
export async function runDev(options: Options = {}): Promise<Running & { url: string }> {
  const dev = run('dev', { ...options, env: { PORT: '0', ...options.env }, imports: [endsWithUs] });
  const url = await vi.waitUntil(() => /^ready (\S+)\n/m.exec(dev.out())?.[1] ?? dev.child.exitCode, {
    timeout: 20_000,
  });
  if (typeof url === 'number') throw new Error(`npm run dev ended with ${url}:\n${dev.err()}`);
  return { ...dev, url };
}

/** A module to import before anything else, by its text. */
export function module(text: string): string {
  return `data:text/javascript,${encodeURIComponent(text)}`;
}
