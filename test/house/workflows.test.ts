import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { scripts } from '#test/house/commands.ts';

type Step = { uses?: string; run?: string; with?: Record<string, unknown>; env?: Record<string, string> };
type Job = {
  needs?: string | string[];
  environment?: string;
  concurrency?: { group: string; 'cancel-in-progress': boolean };
  permissions?: Record<string, string>;
  'timeout-minutes': number;
  env?: Record<string, string>;
  steps: Step[];
};
type Workflow = {
  on: Record<string, unknown>;
  permissions: Record<string, string>;
  env: Record<string, string>;
  defaults: unknown;
  jobs: Record<string, Job>;
};

const folder = '.github/workflows';
const files = readdirSync(folder);
const read = (file: string): Workflow => parse(readFileSync(`${folder}/${file}`, 'utf8')) as Workflow;
const stepsOf = (job: Job | undefined): Step[] => job?.steps ?? [];
const runs = (job: Job | undefined): string =>
  stepsOf(job)
    .flatMap(({ run }) => run ?? [])
    .join('\n');
const uses = (job: Job | undefined, action: string): Step | undefined =>
  stepsOf(job).find((step) => step.uses?.startsWith(`${action}@`));

describe.each(files)('%s', (file) => {
  const { jobs, permissions, env, defaults } = read(file);
  const all = Object.entries(jobs);

  test('may read, and nothing else, where a job does not say more', () => {
    expect(permissions).toEqual({ contents: 'read' });
    for (const [name, job] of all) {
      const { contents, 'id-token': token, 'pull-requests': comments, ...others } = job.permissions ?? {};
      expect([contents ?? 'read', others], name).toEqual(['read', {}]);
      expect(token === 'write', `${name} takes a token exactly where it goes to AWS`).toBe(
        uses(job, 'aws-actions/configure-aws-credentials') !== undefined,
      );
      expect(comments === 'write', name).toBe(runs(job).includes('gh pr comment'));
    }
  });

  test('pins every action to a whole version, and keeps no credentials in its checkout', () => {
    for (const { uses: used, with: given } of all.flatMap(([, job]) => job.steps)) {
      if (used === undefined) continue;
      expect(used).toMatch(/^(?:actions|aws-actions)\/[\w-]+@v\d+\.\d+\.\d+$/);
      if (used.startsWith('actions/checkout')) expect(given).toMatchObject({ 'persist-credentials': false });
    }
  });

  test('runs only commands and files that there are, each within a time', () => {
    // GitHub's own default lacks pipefail.
    expect(defaults).toEqual({ run: { shell: 'bash' } });
    for (const [name, job] of all) {
      expect(job['timeout-minutes'], name).toBeLessThanOrEqual(60);
      const commands = [...runs(job).matchAll(/npm run ([\w:-]+)/g)].map(([, command = '']) => command);
      expect(commands.filter((command) => !(command in scripts))).toEqual([]);
      const called = [...runs(job).matchAll(/\b((?:scripts|\.ci)\/[\w./-]+)/g)].map(([, path = '']) => path);
      expect(called.filter((path) => !existsSync(path))).toEqual([]);
      // What a stranger can write, such as a title or a branch, is never part of a script.
      expect(runs(job), name).not.toMatch(/\$\{\{/);
    }
  });

  test('hands every setting of every stage to the synthesis', () => {
    const source = readFileSync('infra/stages.ts', 'utf8');
    const called = [...source.matchAll(/\b(?:text|list|together)\(([^)]*)\)/g)].map(([, given = '']) => given);
    const settings = called.flatMap((given) => [...given.matchAll(/'(\w+)'/g)].map(([, name = '']) => name));
    // The build's own name is given by the job that builds.
    const wanted = [...new Set(settings)].filter((name) => name !== 'buildId');
    expect(wanted.length).toBeGreaterThan(10);
    for (const stage of ['STAGING', 'PRODUCTION']) {
      for (const setting of wanted) {
        const name = `CS_AI_${stage}_${setting.replace(/[A-Z]/g, '_$&')}`.toUpperCase();
        expect(env[name], name).toBe(`\${{ vars.${name} }}`);
      }
    }
  });
});

test('a pull request is checked, synthesised, and told what it would change, by who may only look', () => {
  const { on, jobs } = read('pull-request.yml');
  expect(Object.keys(on)).toEqual(['pull_request']);
  expect(runs(jobs.check)).toContain('npm run check');
  expect(scripts.check).toMatch(/npm run synth$/);
  expect(jobs.diff?.needs).toBe('check');
  expect(runs(jobs.diff)).toContain('npx cdk diff -a cdk.out');
  expect(runs(jobs.diff)).toContain('--method template');
  expect(runs(jobs.diff)).not.toMatch(/cdk deploy|deploy\.sh/);
});

test('main builds once and takes the very same assembly to staging, and after it to production', () => {
  const { on, jobs } = read('deploy.yml');
  expect(on.push).toEqual({ branches: ['main'] });
  expect(on).not.toHaveProperty('pull_request');
  expect(Object.keys(jobs)).toEqual(['build', 'staging', 'production']);
  expect(jobs.staging?.needs).toEqual(['build']);
  expect(jobs.production?.needs).toEqual(['staging']);
  const built = uses(jobs.build, 'actions/upload-artifact')?.with;
  expect(built).toMatchObject({ name: 'assembly', path: 'cdk.out', 'if-no-files-found': 'error' });
  for (const stage of ['staging', 'production']) {
    const job = jobs[stage];
    expect(uses(job, 'actions/download-artifact')?.with).toEqual({ name: built?.name, path: built?.path });
    // The script deploys, checks the tables, seeds, and runs the smoke test: test/scripts/deploy holds it to that.
    expect(runs(job).trim().split('\n')).toEqual(['npm ci', `scripts/deploy.sh ${stage} --yes --assembly cdk.out`]);
    expect(runs(job)).not.toMatch(/synth|npm run check/);
    // An environment is where reviewers are asked, and what the trust of the AWS role names.
    expect(job?.environment).toBe(stage);
    expect(job?.concurrency).toEqual({ group: `deploy-${stage}`, 'cancel-in-progress': false });
    // A canary takes 15 minutes.
    expect(job?.['timeout-minutes']).toBeGreaterThanOrEqual(45);
  }
  expect(jobs.build?.env?.BUILD_ID).toMatch(/run_id.*run_attempt/);
});
