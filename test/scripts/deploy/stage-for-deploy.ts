import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Template } from '#scripts/deploy/irreplaceable.ts';

/**
 * Stands for npm, npx, aws and git: writes down how it was called and does what the test wants of that call. `npm run
 * synth` writes an assembly with the build it was told; `aws` knows one account and the templates of the folder deployed/.
 */
const tool = `#!/usr/bin/env bash
call="$(basename "$0") $*"
printf '%s\\n' "$call" >> "$CALLS"
if [ -n "\${FAIL_ON:-}" ] && [[ $call =~ $FAIL_ON ]]; then echo "told to fail" >&2; exit 7; fi
if [ -n "\${HANG_ON:-}" ] && [[ $call =~ $HANG_ON ]]; then sleep 60; fi
case $call in
  'npm run synth') cp -r planned cdk.out; sed -i.bak "s/BUILD/$BUILD_ID/" cdk.out/*.template.json ;;
  'aws sts '*) echo "\${FAKE_ACCOUNT:-111111111111}" ;;
  'aws cloudformation get-template '*)
    stack="$4"
    if [ -f "deployed/$stack.json" ]; then cat "deployed/$stack.json"
    else echo "An error occurred (ValidationError): Stack with id $stack does not exist" >&2; exit 254; fi ;;
  'git rev-parse '*) echo 0123456789ab ;;
  'git status '*) printf '%s' "\${FAKE_CHANGES:-}" ;;
esac
`;

export type Deployment = { code: number | string; out: string; err: string; calls: string[] };
type Options = { env?: Record<string, string>; typed?: string; interruptAt?: RegExp };

/** A working tree in which scripts/deploy.sh finds fake tools and nothing else of ours changes. */
export function stageForDeploy() {
  const root = mkdtempSync(join(tmpdir(), 'deploy-'));
  for (const folder of ['scripts', 'bin', 'planned', 'deployed']) mkdirSync(join(root, folder));
  copyFileSync('scripts/deploy.sh', join(root, 'scripts/deploy.sh'));
  for (const file of ['judge-changes.ts', 'build-id.ts'])
    symlinkSync(resolve('scripts', file), join(root, 'scripts', file));
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  for (const name of ['npm', 'npx', 'aws', 'git']) {
    writeFileSync(join(root, 'bin', name), tool);
    chmodSync(join(root, 'bin', name), 0o755);
  }
  symlinkSync(process.execPath, join(root, 'bin/node'));
  const artifacts: Record<string, { type: string }> = {};
  const plan = (stack: string, template: Template): void => {
    artifacts[stack] = { type: 'aws:cloudformation:stack' };
    writeFileSync(join(root, 'planned/manifest.json'), JSON.stringify({ artifacts }));
    writeFileSync(join(root, 'planned', `${stack}.template.json`), JSON.stringify(template));
  };

  return {
    plan,
    deployed: (stack: string, template: Template) =>
      writeFileSync(join(root, 'deployed', `${stack}.json`), JSON.stringify(template)),
    close: () => rmSync(root, { recursive: true, force: true }),
    async deploy(args: string[], { env = {}, typed = '', interruptAt }: Options = {}): Promise<Deployment> {
      const log = join(root, 'calls');
      writeFileSync(log, '');
      const path = `${join(root, 'bin')}:${process.env.PATH}`;
      const child = spawn('bash', ['scripts/deploy.sh', ...args], {
        cwd: root,
        // A group of its own, as a terminal gives it: Ctrl-C reaches all of it.
        detached: true,
        env: {
          PATH: path,
          CALLS: log,
          CS_AI_STAGING_ACCOUNT: '111111111111',
          CS_AI_PRODUCTION_ACCOUNT: '111111111111',
          BUILD_ID: 'build-1',
          ...env,
        },
      });
      child.stdin.on('error', () => undefined).end(typed);
      const ended = once(child, 'close');
      const calls = (): string[] => readFileSync(log, 'utf8').split('\n').filter(Boolean);
      const texts = Promise.all([text(child.stdout), text(child.stderr)]);
      if (interruptAt !== undefined) await interrupt(child, () => calls().some((call) => interruptAt.test(call)));
      const [out, err] = await texts;
      const [code, signal] = (await ended) as [number | null, string | null];
      return { code: code ?? signal ?? '', out, err, calls: calls() };
    },
  };
}

async function interrupt(child: ChildProcess, due: () => boolean): Promise<void> {
  while (!due() && child.exitCode === null) await new Promise((again) => setTimeout(again, 10));
  if (child.exitCode === null) process.kill(-(child.pid ?? 0), 'SIGINT');
}
