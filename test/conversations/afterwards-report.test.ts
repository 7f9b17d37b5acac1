import { expect, test } from 'vitest';
import type { Aside, Reply } from '#local/claude/reply.ts';
import { report, sweeps } from '#test/support/afterwards.ts';
import { settableClock } from '#test/support/settable-clock.ts';
import { useWorld } from '#test/support/world.ts';

const clock = settableClock();
const world = useWorld({ clock });
const minute = 60_000;

const session = (callSid: string) => world().stores.sessions.find(`sess_${callSid}`);
const task = (callSid: string) => world().stores.outbox.find('demo', `after-call#sess_${callSid}`);
/** These replies in turn, then the last one for ever. */
const inTurn = (...replies: Reply[]): Aside => {
  let at = 0;
  return () => replies[Math.min(at++, replies.length - 1)];
};

async function oneCall(words = 'My lamp is broken.') {
  world().claude.script({ text: 'I am sorry to hear that.' });
  const caller = await world().caller();
  await caller.says(words);
  await caller.hangsUp();
  await world().lambda.settled();
  return caller;
}

test('what a call came to is written once, by the cheap model, and its usage is booked', async () => {
  const { claude, lambda, stores } = world();
  claude.answerAside(inTurn(report()));
  lambda.invocations.length = 0;
  const caller = await oneCall();
  await caller.sendStatus({ CallStatus: 'completed', CallDuration: '7' });
  await sweeps(world());
  expect(claude.asides).toHaveLength(1);
  expect(claude.asides[0]?.model).toBe('claude-haiku-5-5');
  expect(claude.asides[0]?.body.tool_choice).toBeUndefined();
  expect(JSON.stringify(claude.asides[0]?.body.messages)).toContain('Caller: My lamp is broken.');
  expect((await session(caller.callSid))?.afterCall).toMatchObject({
    summary: expect.stringContaining('4712'),
    outcome: 'unresolved',
    sentiment: 'negative',
    followUps: ['Send a new lamp.'],
  });
  expect(await task(caller.callSid)).toMatchObject({ state: 'done', tries: 1 });
  const rows = await stores.usage.list('demo', '2000', '2999');
  expect(rows.filter(({ sessionId, turn }) => sessionId === `sess_${caller.callSid}` && turn === 2)).toHaveLength(1);
});

test.each<[string, Reply]>([
  ['prose instead of a report', { text: 'The caller was unhappy about a lamp.' }],
  ['a report that is none', report({ outcome: 'great', followUps: 'none' })],
  ['an error', { fail: { status: 529, type: 'overloaded_error' } }],
  ['a stream that breaks', { text: 'Well, the', breakAfterTokens: 1, breakWith: 'disconnect' }],
])('%s is tried again by the sweep until there is a report', async (_, garbage) => {
  world().claude.answerAside(inTurn(garbage, garbage, report()));
  const caller = await oneCall();
  expect((await session(caller.callSid))?.afterCall).toBeUndefined();
  clock.forward(minute);
  await sweeps(world());
  clock.forward(5 * minute);
  await sweeps(world());
  expect((await session(caller.callSid))?.afterCall).toMatchObject({ reason: 'Broken lamp' });
  expect(await task(caller.callSid)).toMatchObject({ state: 'done', tries: 3 });
});

test('a model that never hands in a report is given up, and the books are closed all the same', async () => {
  world().claude.answerAside(() => ({ text: 'No.' }));
  const caller = await oneCall();
  for (let hour = 0; hour < 8; hour += 1) {
    clock.forward(61 * minute);
    await sweeps(world());
  }
  expect(world().claude.asides).toHaveLength(6);
  expect(await task(caller.callSid)).toMatchObject({ state: 'given-up', tries: 6 });
  expect((await session(caller.callSid))?.endedAt).toBeDefined();
  expect(world().metrics.of('tasksGivenUp')).toEqual([1]);
});

test('a call without a word costs no model call', async () => {
  const caller = await world().caller();
  await caller.hangsUp();
  await world().lambda.settled();
  expect(world().claude.asides).toEqual([]);
  expect(await task(caller.callSid)).toMatchObject({ state: 'done', note: 'Nothing was said.' });
});

test('a card number that slips into a report is not kept, and no log line holds a word of it', async () => {
  world().claude.answerAside(() => report({ summary: 'Paid with 4111 1111 1111 1111 for order 4712.' }));
  const caller = await oneCall('My card is 4111 1111 1111 1111.');
  expect((await session(caller.callSid))?.afterCall?.summary).toBe('Paid with […] for order 4712.');
  const logged = JSON.stringify(world().log.lines.map(({ pii: _, ...line }) => line));
  expect(logged).not.toMatch(/lamp|4111 1111|order 4712/);
});
