import { expect, test } from 'vitest';
import { demo } from '#local/demo-company.ts';
import type { PhoneCall } from '#local/twilio/call.ts';
import { report, sweeps } from '#test/support/afterwards.ts';
import { settableClock } from '#test/support/settable-clock.ts';
import { useWorld } from '#test/support/world.ts';

const clock = settableClock();
const world = useWorld({ clock });
const hour = 3_600_000;
/** A call whose status callbacks never reach us. */
const unheard = { statusCallback: undefined as never };

const callOf = ({ callSid }: PhoneCall) => world().stores.calls.find(callSid);
const sessionOf = ({ callSid }: PhoneCall) => world().stores.sessions.find(`sess_${callSid}`);
const watchOf = ({ callSid }: PhoneCall) => world().stores.outbox.find(demo.companyId, `unheard-end#${callSid}`);
const counted = async (): Promise<number> => {
  const months = await world().stores.tallies.list(demo.companyId, 'voice', 'month', '2000', '2999');
  return months.reduce((sum, { counts }) => sum + (counts.sessions ?? 0), 0);
};

test('a call that came in, and whose end nobody tells us of, is closed, counted and reported as of its last word', async () => {
  const { claude, metrics } = world();
  claude.answerAside(() => report());
  claude.script({ text: 'Three to five days.' });
  const caller = await world().caller(unheard);
  await caller.says('How long does delivery take?');
  await caller.hangsUp();
  const before = await counted();
  clock.forward(4 * hour);
  await sweeps(world());
  expect((await callOf(caller))?.endedAt).toBeUndefined();
  expect(metrics.of('callsDuration')).toEqual([]);

  clock.forward(hour);
  await sweeps(world());
  // The report on it is the next run's.
  await sweeps(world());
  const call = await callOf(caller);
  expect(call).toMatchObject({ status: 'completed', endedAt: expect.any(String) });
  expect(call?.durationSeconds).toBeLessThan(60);
  expect(await sessionOf(caller)).toMatchObject({ status: 'abandoned', afterCall: { reason: 'Broken lamp' } });
  expect(metrics.of('callsSuccess')).toEqual([100]);
  expect(metrics.of('callsDuration')).toHaveLength(1);
  expect(await counted()).toBe(before + 1);
  expect(await watchOf(caller)).toMatchObject({ state: 'done', note: 'Closed unheard.' });
});

test('who hung up before a word is looked after too', async () => {
  const caller = await world().caller(unheard);
  await caller.hangsUp();
  await world().lambda.settled();
  clock.forward(5 * hour);
  await sweeps(world());
  expect(await callOf(caller)).toMatchObject({ status: 'completed', durationSeconds: 0 });
  expect(await sessionOf(caller)).toMatchObject({ status: 'abandoned' });
});

test('where the warm-up was lost the first answer looks after the call', async () => {
  world().lambda.dropNext();
  const caller = await world().caller(unheard);
  await world().lambda.settled();
  expect(await watchOf(caller)).toBeUndefined();
  world().claude.script({ text: 'Good day.' }, { text: 'On Friday.' });
  await caller.says('Hello.');
  await world().lambda.settled();
  expect(await watchOf(caller)).toMatchObject({ state: 'open' });
  await caller.says('When?');
  await caller.hangsUp();
  clock.forward(5 * hour);
  await sweeps(world());
  expect((await callOf(caller))?.endedAt).toBeDefined();
});

test('a call that ended as calls do leaves nothing for the sweep', async () => {
  world().claude.answerAside(() => report());
  // What earlier calls have left.
  await sweeps(world());
  const caller = await world().caller();
  await world().lambda.settled();
  expect(await watchOf(caller)).toMatchObject({ state: 'open', tries: 0 });
  await caller.hangsUp();
  await world().lambda.settled();
  expect(await watchOf(caller)).toMatchObject({ state: 'done', note: 'Ended in time.' });
  clock.forward(5 * hour);
  expect(await sweeps(world())).toMatchObject({ done: 0, open: 0, givenUp: 0, failed: 0 });
});

test('a final word that comes after the books were closed unheard changes nothing', async () => {
  const caller = await world().caller();
  await world().lambda.settled();
  const { metrics } = world();
  clock.forward(5 * hour);
  await sweeps(world());
  const closed = await callOf(caller);
  const samples = metrics.of('callsDuration').length;
  await caller.hangsUp();
  await world().lambda.settled();
  expect(await callOf(caller)).toEqual(closed);
  expect(metrics.of('callsDuration')).toHaveLength(samples);
});
