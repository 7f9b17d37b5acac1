import { expect, test } from 'vitest';
import { handler } from '#functions/mark-good.ts';
import { entries, names, useCloud } from '#test/releases/cloud-world.ts';

const world = useCloud();
const minutes = (count: number) => count * 60_000;
const fn = (entry: string) => names.functionName(entry);
const good = async () => (await world().ports.notes.good()).toSorted((a, b) => a.number - b.number);

/** The schedule's five minutes, so many times. */
async function look(times: number): Promise<string | undefined> {
  let last: string | undefined;
  for (let n = 0; n < times; n++) {
    last = await handler();
    world().clock.forward(minutes(5));
  }
  return last;
}

test('a release is good when it has been live for an hour, and not a look before', async () => {
  world().deploy('build-1');
  world().alarm('OK');
  expect([await look(12), await good()]).toEqual(['baking', []]);
  expect(await look(1)).toBe('marked');
  const versions = Object.fromEntries(entries.map((entry) => [entry, 1]));
  expect(await good()).toMatchObject([
    { number: 1, build: 'build-1', versions, since: '2026-11-23T12:00:00.000Z', markedAt: '2026-11-23T13:00:00.000Z' },
  ]);
  expect([await look(30), (await good()).length]).toEqual(['known', 1]);
});

test('the bake time is the stage’s own', async () => {
  process.env.BAKE_MINUTES = '5';
  const { furnish } = await import('#lib/runtime/wire.ts');
  furnish(world());
  world().deploy('build-1');
  world().alarm('OK');
  expect([await look(1), await look(1)]).toEqual(['baking', 'marked']);
  delete process.env.BAKE_MINUTES;
});

test('never while the rollback alarm fires, and the hour begins again after it', async () => {
  world().deploy('build-1');
  world().alarm('OK');
  await look(12);
  world().alarm('ALARM');
  expect(await look(13)).toBe('waiting');
  world().alarm('OK');
  expect([await look(12), await good()]).toEqual(['baking', []]);
  expect(await look(1)).toBe('marked');
});

test('an alarm that came and went between two looks costs the hour too', async () => {
  world().deploy('build-1');
  world().alarm('OK');
  await look(11);
  world().alarm('ALARM');
  world().clock.forward(minutes(1));
  world().alarm('OK');
  expect([await look(12), await good()]).toEqual(['baking', []]);
  expect(await look(1)).toBe('marked');
});

test('never without the alarm that would tell', async () => {
  world().deploy('build-1');
  expect([await look(30), await good()]).toEqual(['waiting', []]);
});

test('a release that is being shifted does not bake', async () => {
  const { cloud, deploy, alarm, publish } = world();
  deploy('build-1');
  alarm('OK');
  await look(13);
  publish('build-2');
  const shift = cloud.deployments.shift(names.application, fn('turn'), 2);
  expect([await look(30), (await good()).length]).toEqual(['waiting', 1]);
  await world().ports.shifts.stop(shift);
  // Stopped, and still split: nobody knows which of the two it would be.
  expect([await look(30), (await good()).length]).toEqual(['waiting', 1]);
});

test('the next release is the next number, and the one before stays', async () => {
  world().deploy('build-1');
  world().alarm('OK');
  await look(13);
  world().deploy('build-2');
  await look(13);
  expect((await good()).map(({ number, build }) => [number, build])).toEqual([
    [1, 'build-1'],
    [2, 'build-2'],
  ]);
});

test('what was rolled back to is known, and is not marked again', async () => {
  world().deploy('build-1');
  world().alarm('OK');
  await look(13);
  world().deploy('build-2');
  for (const entry of entries) world().cloud.functions.point(fn(entry), 1);
  expect([await look(30), (await good()).length]).toEqual(['known', 1]);
});

test('two looks at the same time mark it once', async () => {
  world().deploy('build-1');
  world().alarm('OK');
  await look(12);
  expect(await Promise.all([handler(), handler()])).toContain('marked');
  expect(await good()).toHaveLength(1);
});

test('a lost answer of the mark is no second release', async () => {
  world().deploy('build-1');
  world().alarm('OK');
  await look(12);
  world().cloud.failNext({ operation: 'PutParameter', when: 'after', how: 'drop' });
  expect([await look(1), (await good()).length]).toEqual(['marked', 1]);
});

test('ten versions stay, and those that an alias or a good release points to', async () => {
  const { deploy, alarm, cloud } = world();
  alarm('OK');
  deploy('build-1');
  await look(13);
  for (let build = 2; build <= 14; build++) deploy(`build-${build}`);
  // One that was never deployed with the others.
  cloud.functions.point(fn('health'), 2);
  expect(await look(13)).toBe('marked');
  expect(cloud.functions.versionsOf(fn('turn'))).toEqual([1, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
  expect(cloud.functions.versionsOf(fn('health'))).toEqual([1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
});

test('ten good releases are remembered', async () => {
  world().alarm('OK');
  for (let build = 1; build <= 12; build++) {
    world().deploy(`build-${build}`);
    await look(13);
  }
  expect((await good()).map(({ number }) => number)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
}, 60_000);

test('what is no version is never deleted: without one Lambda would delete the function', async () => {
  world().deploy('build-1');
  for (const version of [Number.NaN, 0, 1.5, undefined as never]) {
    await expect(world().ports.functions.removeVersion('turn', version)).rejects.toThrow('is no version of turn');
  }
  expect(world().cloud.operations).not.toContain('DeleteFunction');
});

test('a note that somebody spoilt is an error that names it', async () => {
  world().cloud.parameters.values.set(`${names.parameters}good/1`, '{"number":1}');
  await expect(world().ports.notes.good()).rejects.toThrow(
    'Parameter /cs-ai/staging/releases/good/1 is wrong at build, versions, since, markedAt.',
  );
});
