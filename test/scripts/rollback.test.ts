import { expect, test } from 'vitest';
import { names, topicArn, useCloud } from '#test/releases/cloud-world.ts';
import { runScript } from '#test/support/run-script.ts';

const world = useCloud();
const script = 'scripts/rollback.sh';
const rollback = (...args: string[]) => runScript(script, args, { env: world().cloud.variables });

async function badRelease(): Promise<void> {
  world().deploy('build-1');
  await world().good(1);
  world().deploy('build-2');
}

test('brings every function back, says which, and tells the operators who asked', async () => {
  await badRelease();
  const { code, out, err } = await rollback('staging');
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^rolled back to release 1\.\nEvery function is at release 1 \(build build-1, good since /);
  expect(out).toContain('  inbound: version 2 -> 1\n');
  expect(world().live()).toEqual([1]);
  expect(world().cloud.topic.messages).toMatchObject([
    { topic: topicArn, text: expect.stringMatching(/^Asked for by .+ by hand\./) },
  ]);
});

test('says so where there is nothing to go back to, and names a release on request', async () => {
  await badRelease();
  await rollback('staging');
  const again = await rollback('staging');
  expect(again.out).toMatch(/^is at release 1 already, nothing was moved\./);
  expect(again.code).toBe(0);
  expect((await rollback('staging', '--to', '1')).code).toBe(0);
});

test('--dry-run moves nothing, --list shows what there is', async () => {
  await badRelease();
  const dry = await rollback('staging', '--dry-run');
  expect([dry.code, dry.out.split('\n')[0]]).toEqual([0, 'would roll back to release 1.']);
  const listed = await rollback('staging', '--list');
  expect(listed.out).toMatch(
    /^Good releases, newest first:\n {2}1 {2}build build-1, good since .*inbound 1.*\nLive:\n(.*\n)* {2}inbound: version 2\n/,
  );
  expect([world().live(), world().cloud.topic.messages]).toEqual([[2], []]);
});

test.each([
  [[], 2, '--stage is missing: say --stage staging or production.\n'],
  [['local'], 2, 'There is no stage "local": say --stage staging or production.\n'],
  [
    ['staging', '--to', 'latest'],
    2,
    '--to wants the number of a good release, as --list shows them; it is "latest".\n',
  ],
  [['staging', '--quick'], 2, "Unknown option '--quick'"],
  [['staging', '--to', '7'], 3, 'There is no good release 7. Known good: 1 (build-1).\n'],
  // The stand-in has only staging.
  [['production'], 3, 'No release is known to be good behind what is live.'],
])('%j exits %i with a sentence', async (args, code, said) => {
  await badRelease();
  world().cloud.parameters.values.delete(`${names.parameters}rollback`);
  const ran = await rollback(...args);
  expect(ran.err).toContain(said);
  expect([ran.code, ran.out, world().live()]).toEqual([code, '', [2]]);
});

test('exits 1 where AWS let it move only a part, and goes on when it is run again', async () => {
  await badRelease();
  const refused = { operation: 'UpdateAlias', how: { status: 403, type: 'AccessDeniedException' }, times: 4 } as const;
  world().cloud.failNext(refused);
  const first = await rollback('staging');
  expect(first.code).toBe(1);
  expect(first.out).toMatch(/^a rollback is incomplete\./);
  expect((await rollback('staging')).code).toBe(0);
  expect(world().live()).toEqual([1]);
});

test('says what is missing where AWS cannot be reached at all', async () => {
  const { AWS_REGION: _, ...nowhere } = world().cloud.variables;
  const ran = await runScript(script, ['staging'], { env: nowhere });
  expect([ran.code, ran.out]).toEqual([3, '']);
  expect(ran.err).toContain('Region is missing');
});

test('--help says what it does', async () => {
  const { code, out } = await rollback('--help');
  expect([code, out]).toEqual([0, expect.stringMatching(/^scripts\/rollback\.sh staging\|production/)]);
});
