import { expect, test } from 'vitest';
import { handler } from '#functions/rollback.ts';
import { cooldownMs, rollBack } from '#lib/domain/releases/roll-back.ts';
import { entries, names, topicArn, useCloud } from '#test/releases/cloud-world.ts';

const world = useCloud();

/** A good release, a bad one live, and the alarm that it caused. */
async function badRelease(): Promise<void> {
  const { deploy, good, alarm } = world();
  deploy('build-1');
  await good(1);
  deploy('build-2');
  alarm('ALARM');
}
const subjects = () => world().cloud.topic.messages.map(({ subject }) => subject);
const updates = () => world().cloud.operations.filter((operation) => operation === 'UpdateAlias').length;
const byHand = { by: 'ada by hand', automatic: false };
const fn = (entry: string) => names.functionName(entry);

test('the alarm brings every function back to the last good release, and says so', async () => {
  await badRelease();
  expect(await handler(world().event())).toBe('rolledBack');
  expect(world().live()).toEqual([1]);
  const [message, ...more] = world().cloud.topic.messages;
  expect(more).toEqual([]);
  expect(message).toMatchObject({ topic: topicArn, subject: 'CS AI: rolled back to release 1' });
  for (const entry of entries) expect(message?.text).toContain(`  ${entry}: version 2 -> 1\n`);
  expect(message?.text).toContain('docs/rollback.md');
});

test('a canary is stopped first, and its share of the callers goes back too', async () => {
  const { cloud, deploy, good, publish, alarm, live } = world();
  deploy('build-1');
  await good(1);
  publish('build-2');
  const shifts = entries.map((entry) => cloud.deployments.shift(names.application, fn(entry), 2, { lingers: 2 }));
  alarm('ALARM');
  expect(live()).toEqual([1, 2]);
  expect(await handler(world().event())).toBe('rolledBack');
  expect(live()).toEqual([1]);
  expect(shifts.map((shift) => cloud.deployments.statusOf(shift))).toEqual(shifts.map(() => 'Stopped'));
  // CodeDeploy's own way back would write the aliases while we do.
  expect(cloud.deployments.stops.some(({ goesBack }) => goesBack)).toBe(false);
  expect(cloud.topic.messages[0]?.text).toContain('  inbound: version 2 -> 1\n');
});

test('a shift that does not end leaves everything where it is', async () => {
  const { cloud, deploy, good, publish, alarm, live } = world();
  deploy('build-1');
  await good(1);
  publish('build-2');
  cloud.deployments.shift(names.application, fn('inbound'), 2, { lingers: 1_000 });
  alarm('ALARM');
  await expect(handler(world().event())).rejects.toThrow('did not stop within 30000 ms');
  expect([live(), updates()]).toEqual([[1, 2], 0]);
});

test.each([
  ['another alarm', { alarmName: 'cs-ai-staging-success-rate' }],
  ['the alarm of another stage', { alarmName: 'cs-ai-production-rollback' }],
  ['the alarm going back to OK', { value: 'OK' }],
  ['the alarm without data', { value: 'INSUFFICIENT_DATA' }],
])('%s is no reason', async (_, change) => {
  await badRelease();
  expect(await handler(world().event(change))).toBeUndefined();
  expect([world().live(), subjects()]).toEqual([[2], []]);
});

test('an event that is not about an alarm is no reason', async () => {
  await badRelease();
  expect(await handler({ detail: { alarmName: names.rollbackAlarm, state: { value: 'ALARM' } } })).toBeUndefined();
  expect(await handler({})).toBeUndefined();
  expect(world().live()).toEqual([2]);
});

test('an alarm that is over by the time its event is read moves nothing', async () => {
  await badRelease();
  world().alarm('OK');
  expect(await handler(world().event())).toBe('alarmOver');
  expect([world().live(), subjects()]).toEqual([[2], []]);
});

test('where CloudWatch cannot be asked its event is believed', async () => {
  await badRelease();
  world().cloud.failNext({ operation: 'DescribeAlarms', how: { status: 400, type: 'AccessDeniedException' } });
  expect(await handler(world().event())).toBe('rolledBack');
  expect(world().live()).toEqual([1]);
});

test('the same alarm again does nothing for ten minutes, and then says that there is nothing to go back to', async () => {
  await badRelease();
  await handler(world().event());
  const moved = updates();
  expect(await handler(world().event())).toBe('cooling');
  world().clock.forward(cooldownMs - 1);
  expect(await handler(world().event())).toBe('cooling');
  expect([updates(), subjects().length]).toEqual([moved, 1]);
  world().clock.forward(1);
  expect(await handler(world().event())).toBe('already');
  expect(await handler(world().event())).toBe('cooling');
  expect(subjects()[1]).toBe('CS AI: is at release 1 already, nothing was moved');
  expect([world().live(), updates()]).toEqual([[1], moved]);
});

test('a fix that is deployed right after a rollback is left alone by the alarm, and people are told', async () => {
  await badRelease();
  await handler(world().event());
  world().deploy('build-3');
  expect(await handler(world().event())).toBe('cooling');
  expect(world().live()).toEqual([3]);
  expect(subjects()[1]).toBe('CS AI: the rollback alarm fired again, nothing was moved');
  world().clock.forward(cooldownMs);
  expect(await handler(world().event())).toBe('rolledBack');
  expect(world().live()).toEqual([1]);
});

test('with no good release nothing is guessed, and nobody sleeps through it', async () => {
  const { deploy, alarm, event, live, log } = world();
  deploy('build-1');
  deploy('build-2');
  alarm('ALARM');
  expect(await handler(event())).toBeUndefined();
  expect([live(), updates()]).toEqual([[2], 0]);
  expect(world().cloud.topic.messages).toMatchObject([
    { subject: 'CS AI: cannot roll back', text: expect.stringContaining('Known good: none. Nothing was moved') },
  ]);
  expect(JSON.stringify(log.lines)).toContain('alarm not answered');
  await expect(rollBack(world().ports, byHand)).rejects.toThrow('No release is known to be good');
});

test('a good release of which one version is deleted moves nothing at all', async () => {
  await badRelease();
  world().deploy('build-3');
  await world().ports.functions.removeVersion('turn', 1);
  await expect(rollBack(world().ports, byHand)).rejects.toThrow(
    'Release 1 cannot be had any more: version turn 1 is deleted. Nothing was moved.',
  );
  expect([world().live(), updates()]).toEqual([[3], 0]);
});

test('a function that the good release did not have stays where it is', async () => {
  await badRelease();
  const { cloud, ports } = world();
  const [release] = await ports.notes.good();
  const { turn: _, ...versions } = release?.versions ?? {};
  cloud.parameters.values.set(`${names.parameters}good/1`, JSON.stringify({ ...release, versions }));
  expect(await handler(world().event())).toBe('rolledBack');
  expect(cloud.functions.liveOf(fn('turn')).version).toBe(2);
  expect(cloud.functions.liveOf(fn('speech')).version).toBe(1);
});

test('a function that is not deployed yet is no obstacle', async () => {
  await badRelease();
  world().cloud.functions.remove(fn('reconcile'));
  expect(await handler(world().event())).toBe('rolledBack');
  expect(world().cloud.functions.liveOf(fn('speech')).version).toBe(1);
});

test('a person names the release, forward too, and the next alarm does not undo it', async () => {
  const { deploy, good, live, alarm } = world();
  for (const number of [1, 2, 3]) {
    deploy(`build-${number}`);
    await good(number);
  }
  const to = async (number: number) => (await rollBack(world().ports, { ...byHand, to: number })).kind;
  expect([await to(1), live()]).toEqual(['rolledBack', [1]]);
  world().clock.forward(cooldownMs);
  alarm('ALARM');
  // Release 3 is good, but somebody went back behind it.
  expect([await handler(world().event()), live()]).toEqual(['already', [1]]);
  expect([await to(3), live()]).toEqual(['rolledBack', [3]]);
  expect([await to(3), live()]).toEqual(['already', [3]]);
  await expect(to(7)).rejects.toThrow('There is no good release 7. Known good: 1 (build-1), 2 (build-2), 3 (build-3).');
});

test('a dry run says what would be moved, and moves nothing', async () => {
  await badRelease();
  const before = world().cloud.parameters.values.size;
  const outcome = await rollBack(world().ports, { ...byHand, dryRun: true });
  expect(outcome).toMatchObject({ kind: 'planned', to: { number: 1 } });
  expect(outcome.kind === 'planned' && outcome.moves).toHaveLength(entries.length);
  expect([world().live(), updates(), subjects(), world().cloud.parameters.values.size]).toEqual([[2], 0, [], before]);
});

test('who deploys meanwhile is not overwritten, and what was moved is put back', async () => {
  await badRelease();
  const { cloud, ports } = world();
  const functions = {
    ...ports.functions,
    // Between our reading and our writing of the third alias somebody points it at their newer version.
    move: async (...[alias, version]: Parameters<typeof ports.functions.move>) => {
      if (alias.entry === entries[2] && version === 1) {
        cloud.functions.publish(fn(alias.entry), 'build-3');
        cloud.functions.point(fn(alias.entry), 3);
      }
      return ports.functions.move(alias, version);
    },
  };
  const outcome = await rollBack({ ...ports, functions }, byHand);
  expect(outcome).toMatchObject({ kind: 'overtaken', by: entries[2], kept: [] });
  expect(world().live().toSorted()).toEqual([2, 3]);
  expect(cloud.functions.liveOf(fn(entries[2] ?? '')).version).toBe(3);
  expect(subjects()).toEqual(['CS AI: a rollback gave way to a deployment']);
});

test('a newer deploy that ends while a shift is being stopped is not overwritten', async () => {
  await badRelease();
  const { cloud, ports, publish } = world();
  publish('build-3');
  const shifts = {
    ...ports.shifts,
    running: async () => {
      for (const entry of entries) cloud.functions.point(fn(entry), 3);
      return [];
    },
  };
  expect(await rollBack({ ...ports, shifts }, byHand)).toMatchObject({ kind: 'overtaken', putBack: [] });
  expect([world().live(), updates()]).toEqual([[3], 0]);
});

test('a write of the alias that changed nothing is no reason to give way', async () => {
  await badRelease();
  const { cloud, ports } = world();
  let touched = false;
  const functions = {
    ...ports.functions,
    move: async (...[alias, version]: Parameters<typeof ports.functions.move>) => {
      if (!touched) cloud.functions.point(fn(alias.entry), 2);
      touched = true;
      return ports.functions.move(alias, version);
    },
  };
  expect((await rollBack({ ...ports, functions }, byHand)).kind).toBe('rolledBack');
  expect(world().live()).toEqual([1]);
});

test.each(['GetAlias', 'UpdateAlias', 'ListVersionsByFunction', 'PutParameter', 'Publish'])(
  'a throttled %s is only slower',
  async (operation) => {
    await badRelease();
    world().cloud.failNext({ operation, times: 2 });
    expect(await handler(world().event())).toBe('rolledBack');
    expect([world().live(), subjects()]).toEqual([[1], ['CS AI: rolled back to release 1']]);
  },
);

test.each(['UpdateAlias', 'PutParameter', 'Publish'])(
  'an answer of %s that is lost changes nothing',
  async (operation) => {
    await badRelease();
    world().cloud.failNext({ operation, when: 'after', how: 'drop' });
    expect(await handler(world().event())).toBe('rolledBack');
    expect(world().live()).toEqual([1]);
  },
);

test('where AWS refuses in the middle it is said which were moved, and the next run goes on', async () => {
  await badRelease();
  const { cloud, ports } = world();
  let moves = 0;
  const functions = {
    ...ports.functions,
    move: async (...given: Parameters<typeof ports.functions.move>) => {
      moves += 1;
      if (moves > 2) throw new Error('AccessDenied: told to fail.');
      return ports.functions.move(...given);
    },
  };
  const outcome = await rollBack({ ...ports, functions }, byHand);
  expect(outcome).toMatchObject({
    kind: 'incomplete',
    moved: entries.slice(0, 2).map((entry) => ({ entry, from: 2, to: 1 })),
  });
  expect(outcome.kind === 'incomplete' && outcome.left).toHaveLength(entries.length - 2);
  const [message] = cloud.topic.messages;
  expect(message?.subject).toBe('CS AI: a rollback is incomplete');
  expect(message?.text).toMatch(/refused: AccessDenied: told to fail\.\nMoved:\n( .*\n){2}Still where they were:\n/);
  // Lambda tries the alarm's event again.
  expect(await handler(world().event())).toBe('rolledBack');
  expect(world().live()).toEqual([1]);
  // What is told at last is the whole of it.
  for (const entry of entries) expect(cloud.topic.messages[1]?.text).toContain(`  ${entry}: version 2 -> 1\n`);
});
