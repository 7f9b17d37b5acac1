import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { print } from '#local/terminal.ts';
import { buildCallFunctions, commitOf } from '#scripts/kept-build.ts';
import { exitCodes, runCommand } from '#scripts/ops/command.ts';

const out = 'test/fixtures/earlier-build';
const help = `npm run keep-build [-- --tree <folder>] [-- --dry-run]

Keeps the functions that a call is made of, as they are deployed, in ${out}: what is released after this must
carry on calls together with them (test/releases/two-builds.test.ts). A step of a release: run it at the commit that went
to production, and commit what it wrote.

  --tree <folder>  another checkout, with its node_modules, to build instead of this one
  --dry-run        says what it would write, and writes nothing
  --help           this

Exits 0 when it is written, 2 for a wrong option, and 3 when files differ from the commit or do not build.`;

const options = { tree: { type: 'string' }, 'dry-run': { type: 'boolean' } } as const;

await runCommand({ help, options }, async ({ tree = '.', 'dry-run': dryRun }) => {
  const folder = resolve(tree);
  const { commit, committedAt } = commitOf(folder);
  const { code, entries } = await buildCallFunctions(folder);
  const zipped = gzipSync(code, { level: 9 });
  const sha256 = createHash('sha256').update(code).digest('hex');
  const size = `${Math.round(code.length / 1000)} kB, ${Math.round(zipped.length / 1000)} kB zipped`;
  print(
    `${dryRun ? 'Would keep' : 'Keeping'} ${commit.slice(0, 7)} of ${committedAt}: ${entries.join(', ')} (${size}).`,
  );
  if (dryRun) return exitCodes.ok;
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'functions.mjs.gz'), zipped);
  writeFileSync(join(out, 'manifest.json'), `${JSON.stringify({ commit, committedAt, entries, sha256 }, null, 2)}\n`);
  return exitCodes.ok;
});
