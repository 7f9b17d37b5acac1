import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export type Ran = { code: number | null; out: string; err: string };

/**
 * Runs a command of ours with nothing of our own environment but the PATH and where temporary files go. Its standard input is
 * closed, or what is typed.
 */
export async function runScript(
  file: string,
  args: readonly string[] = [],
  { env = {}, typed = '', cwd }: { env?: Record<string, string>; typed?: string; cwd?: string } = {},
): Promise<Ran> {
  const command: readonly string[] = file.endsWith('.sh')
    ? ['bash', file]
    : [process.execPath, '--disable-warning=ExperimentalWarning', file];
  const [program = '', ...rest] = [...command, ...args];
  const child = spawn(program, rest, {
    env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, ...env },
    ...(cwd === undefined ? {} : { cwd }),
  });
  child.stdin.on('error', () => undefined).end(typed);
  const ended = once(child, 'close');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await ended) as [number | null];
  return { code, out, err };
}
