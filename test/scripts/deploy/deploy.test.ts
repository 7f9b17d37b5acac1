import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Template } from '#scripts/deploy/irreplaceable.ts';
import { type Deployment, stageForDeploy } from '#test/scripts/deploy/stage-for-deploy.ts';

let tree: ReturnType<typeof stageForDeploy>;
const fn = { Type: 'AWS::Lambda::Function', Properties: { Environment: { Variables: { CS_AI_VERSION: 'BUILD' } } } };
const table = (own: Record<string, unknown> = {}) => ({
  Type: 'AWS::DynamoDB::GlobalTable',
  Properties: {
    TableName: 'cs-ai-staging-VoiceCall',
    KeySchema: [{ AttributeName: 'twilioCallSid', KeyType: 'HASH' }],
    ...own,
  },
});
const data: Template = { Resources: { VoiceCall: table() } };

beforeEach(() => {
  tree = stageForDeploy();
  for (const stage of ['staging', 'production']) {
    tree.plan(`cs-ai-${stage}-data`, data);
    tree.plan(`cs-ai-${stage}-service`, { Resources: { inbound: fn } });
  }
});
afterEach(() => tree.close());

const did = ({ calls }: Deployment, what: RegExp) => calls.filter((call) => what.test(call));
const deployed = (run: Deployment) => did(run, /^npx cdk deploy/);

test('checks, synthesises once, shows, deploys just that, and proves it, in this order', async () => {
  const run = await tree.deploy(['staging', '--yes']);
  expect([run.code, run.err]).toEqual([0, '']);
  expect(run.calls.filter((call) => !call.startsWith('git'))).toEqual([
    'aws sts get-caller-identity --query Account --output text',
    'npm run check',
    'npm run synth',
    'npx cdk diff -a cdk.out --no-notices cs-ai-staging-*',
    expect.stringMatching(/^aws cloudformation get-template --stack-name cs-ai-staging-data /),
    expect.stringMatching(/^aws cloudformation get-template --stack-name cs-ai-staging-service /),
    'npx cdk deploy -a cdk.out --require-approval never --no-notices --progress events cs-ai-staging-*',
    'npm run tables:check -- --stage staging',
    'npm run seed -- --stage staging --essentials-only',
    'npm run smoke -- --stage staging',
    'npm run smoke -- --stage staging --only health --build build-1',
  ]);
  expect(run.out).toMatch(
    /Deployed: build build-1 is live in staging\.\nWatch .*\nLogs .*\nGo back +scripts\/rollback\.sh staging/,
  );
});

test('--dry-run prints exactly the commands that a deployment runs, and runs none', async () => {
  const commandsIn = ({ out }: Deployment) => out.split('\n').filter((line) => line.startsWith('+'));
  const dry = await tree.deploy(['production', '--dry-run']);
  const real = await tree.deploy(['production', '--yes']);
  expect([dry.code, dry.err, dry.calls.filter((call) => !call.startsWith('git'))]).toEqual([0, '', []]);
  expect(commandsIn(dry).map((line) => line.replace('\\<build\\>', 'build-1'))).toEqual(commandsIn(real));
  expect(commandsIn(real).length).toBeGreaterThan(8);
});

test.each([
  ['npm run check', /^npm run check/],
  ['npm run synth', /^npm run synth/],
  ['the diff', /^npx cdk diff/],
  ['the question what is deployed', /^aws cloudformation/],
])('deploys nothing when %s fails', async (_, failing) => {
  const run = await tree.deploy(['staging', '--yes'], { env: { FAIL_ON: failing.source } });
  expect(run.code).toBe(1);
  expect(deployed(run)).toEqual([]);
  expect(run.err).toContain('Nothing was changed.');
  expect(run.calls.at(-1)).toMatch(failing);
});

test.each([
  [/^npx cdk deploy/, /CloudFormation may still be at work/],
  [/^npm run tables:check/, /The new version is live\. To go back: scripts\/rollback\.sh staging/],
  [/^npm run seed/, /Stopped at: seed\. The new version is live/],
  [/^npm run smoke -- --stage staging$/, /Stopped at: smoke test\. The new version is live/],
])('stops at the first failure after that, %s, and says what state things are in', async (failing, said) => {
  const run = await tree.deploy(['staging', '--yes'], { env: { FAIL_ON: failing.source } });
  expect(run.code).toBe(1);
  expect(run.calls.at(-1)).toMatch(failing);
  expect(run.err).toMatch(said);
  expect(run.out).not.toContain('Deployed:');
});

test('credentials for another account stop it before anything is built', async () => {
  const run = await tree.deploy(['production', '--yes'], { env: { FAKE_ACCOUNT: '222222222222' } });
  expect(run.code).toBe(3);
  expect(run.err).toMatch(/for account 222222222222, and production lives in 111111111111/);
  expect(did(run, /^np[mx]/)).toEqual([]);
});

test.each([
  [{ FAIL_ON: '^aws sts' }, /AWS does not know you/],
  [{ CS_AI_PRODUCTION_ACCOUNT: '' }, /CS_AI_PRODUCTION_ACCOUNT is not set/],
  [{ FAKE_CHANGES: ' M lib/names.ts' }, /Production gets only what is committed/],
])('is refused with %j', async (env, said) => {
  const run = await tree.deploy(['production', '--yes'], { env });
  expect(run.code).toBe(3);
  expect(run.err).toMatch(said);
  expect(did(run, /^np[mx]/)).toEqual([]);
});

test('asks before it deploys, and a no or a closed terminal is a no', async () => {
  for (const [typed, code, count] of [
    ['y\n', 0, 1],
    ['n\n', 4, 0],
    ['', 4, 0],
  ] as const) {
    const run = await tree.deploy(['staging'], { typed });
    expect([run.code, deployed(run).length], JSON.stringify(typed)).toEqual([code, count]);
    expect(run.err).toContain('Deploy this to staging? [y/N]');
  }
});

test('what would be lost for good must be typed out, and --yes does not stand for it', async () => {
  tree.deployed('cs-ai-staging-data', {
    Resources: { ...data.Resources, CSAction: table({ TableName: 'cs-ai-staging-CSAction' }) },
  });
  const unasked = await tree.deploy(['staging', '--yes']);
  expect([unasked.code, deployed(unasked)]).toEqual([1, []]);
  expect(unasked.out).toContain(
    'cs-ai-staging-data: AWS::DynamoDB::GlobalTable cs-ai-staging-CSAction leaves the stack: its rows would be lost',
  );
  expect(unasked.err).toContain('--allow-loss');
  for (const [typed, code, count] of [
    ['y\n', 4, 0],
    ['staging\n', 0, 1],
  ] as const) {
    const run = await tree.deploy(['staging'], { typed });
    expect([run.code, deployed(run).length], typed).toEqual([code, count]);
  }
  expect((await tree.deploy(['staging', '--yes', '--allow-loss'])).code).toBe(0);
});

test('the pipeline deploys an assembly that is there, and neither checks nor synthesises again', async () => {
  const run = await tree.deploy(['production', '--yes', '--assembly', 'planned']);
  expect([run.code, did(run, /check$|synth/)]).toEqual([0, []]);
  expect(deployed(run)).toEqual([expect.stringContaining('-a planned ')]);
  expect(run.calls.at(-1)).toBe('npm run smoke -- --stage production --only health --build BUILD');
});

test('an assembly without the stage, or of two builds, is not deployed', async () => {
  const missing = await tree.deploy(['staging', '--yes', '--assembly', 'nowhere']);
  expect([missing.code, deployed(missing)]).toEqual([1, []]);
  expect(missing.err).toMatch(/nowhere\/manifest\.json cannot be read/);
  const other = { ...fn, Properties: { Environment: { Variables: { CS_AI_VERSION: 'other' } } } };
  tree.plan('cs-ai-staging-service', { Resources: { inbound: fn, speech: other } });
  const mixed = await tree.deploy(['staging', '--yes', '--assembly', 'planned']);
  expect([mixed.code, deployed(mixed)]).toEqual([1, []]);
  expect(mixed.err).toMatch(/mixes builds: BUILD, other/);
});

test('an interruption says how far it got', async () => {
  const early = await tree.deploy(['staging', '--yes'], {
    env: { HANG_ON: '^npm run check' },
    interruptAt: /^npm run check/,
  });
  expect([early.code, deployed(early)]).toEqual([130, []]);
  expect(early.err).toContain('Stopped at: npm run check. Nothing was changed.');
  const late = await tree.deploy(['staging', '--yes'], { env: { HANG_ON: 'cdk deploy' }, interruptAt: /cdk deploy/ });
  expect(late.code).toBe(130);
  expect(late.err).toMatch(/Stopped at: deployment\. CloudFormation may still be at work/);
  expect(late.calls.at(-1)).toMatch(/cdk deploy/);
});

test.each([
  [[], /Which stage\?/],
  [['prod'], /Unknown: prod/],
  [['staging', 'production'], /One stage at a time/],
  [['staging', '--assembly'], /--assembly needs a folder/],
])('%j is a wrong way to call it', async (args, said) => {
  const run = await tree.deploy(args);
  expect([run.code, run.calls]).toEqual([2, []]);
  expect(run.err).toMatch(said);
});

test('--help says what it needs and how it ends', async () => {
  const { code, out } = await tree.deploy(['--help']);
  expect(code).toBe(0);
  for (const word of ['--dry-run', '--allow-loss', 'CS_AI_STAGING_ACCOUNT', 'Exits 0']) expect(out).toContain(word);
});
