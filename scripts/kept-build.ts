import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundling } from '#scripts/bundling.ts';

/** What a call in progress is made of, and what is done after it. One that a tree does not have yet is left out. */
const entries = [
  'inbound',
  'speech',
  'escalate',
  'record',
  'record-events',
  'status',
  'turn',
  'afterwards',
  'sweep',
] as const;

export type KeptBuild = { code: Uint8Array; entries: string[] };

/**
 * The functions of a call out of the tree in `folder`, bundled with the settings of a deployment, but into one module that
 * exports each under the name of its entry: what they share is there once.
 */
export async function buildCallFunctions(folder: string): Promise<KeptBuild> {
  const found = entries.filter((entry) => existsSync(join(folder, `functions/${entry}.ts`)));
  const { outputFiles = [] } = await build({
    ...bundling,
    absWorkingDir: folder,
    stdin: {
      contents: found
        .map((entry) => `export { handler as ${JSON.stringify(entry)} } from '#functions/${entry}.ts';`)
        .join('\n'),
      resolveDir: folder,
      sourcefile: 'functions.ts',
      loader: 'ts',
    },
    outfile: 'functions.mjs',
    write: false,
    logLevel: 'error',
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`esbuild wrote nothing for ${folder}.`);
  return { code: file.contents, entries: found };
}

/** The commit that a tree stands at. Throws where files differ from it: the build would be of no commit. */
export function commitOf(folder: string): { commit: string; committedAt: string } {
  const git = (...args: string[]): string => execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain', '--untracked-files=no', '--', 'functions', 'lib', 'package-lock.json');
  if (changed !== '') throw new Error(`Commit first; these files differ from the last commit:\n${changed}`);
  const [commit = '', committedAt = ''] = git('log', '-1', '--format=%H %cI').split(' ');
  return { commit, committedAt: new Date(committedAt).toISOString() };
}
