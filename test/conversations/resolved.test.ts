import { expect, test } from 'vitest';
import { words } from '#test/support/matchers.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();

test('a caller asks, is answered, says goodbye, and the books are closed as resolved', async () => {
  const { claude, metrics, stores } = world();
  claude.script(
    { text: 'One moment, I am looking. ', tools: [{ name: 'search_knowledge', input: { query: 'delivery time' } }] },
    { text: 'That takes three to five working days. Is there anything else?' },
    { text: 'You are welcome. Goodbye!', tools: [{ name: 'end_conversation', input: { outcome: 'resolved' } }] },
  );
  const caller = await world().caller();
  expect(caller.heard).toSpeak('Hello, this is Ada, the AI assistant of Maple & Pine. How can I help you today?');

  expect(await caller.says('How long does delivery take?')).toSpeak(
    'One moment, I am looking. That takes three to five working days. Is there anything else?',
  );
  expect(caller).toListen();
  expect(await caller.says('No, thank you.')).toSpeak('You are welcome. Goodbye!');
  expect(caller).toHaveHungUp();

  await world().lambda.settled();
  const call = await stores.calls.find(caller.callSid);
  expect(call).toMatchObject({ status: 'completed', ending: 'resolved' });
  expect(await stores.sessions.find(call?.sessionId ?? '')).toMatchObject({ status: 'resolved', tier: 'aiRep' });
  expect(metrics.of('callsTotal')).toEqual([1]);
  expect(metrics.of('callsSuccess')).toEqual([100]);
  expect(metrics.of('callsEscalation')).toEqual([0]);
  expect(metrics.of('sessionsTotal')).toEqual([1]);
  expect(metrics.of('sessionsResolution')).toEqual([100]);
  expect(metrics.of('messagesPerSession')).toEqual([4]);
  expect(metrics.of('callsDuration')).toHaveLength(1);
});

test('the model reads the knowledge, the words of the caller and its own earlier words, append-only', async () => {
  const { claude } = world();
  claude.script({ text: 'Three to five days.' }, { text: 'Yes, within 30 days.' });
  const caller = await world().caller();
  await caller.says('How long does delivery take?');
  await caller.says('Can I return it?');
  await caller.hangsUp();

  const [first, second] = claude.requests.map(({ body }) => body);
  expect(second?.messages.slice(0, first?.messages.length)).toEqual(first?.messages);
  expect(JSON.stringify(second?.messages)).toContain('Three to five days.');
  expect(second?.system).toEqual(first?.system);
  expect(second?.tools).toEqual(first?.tools);
});

test('every turn reads the prompt cache of the turn before', async () => {
  const { claude, stores } = world();
  claude.script({ text: 'Hello.' }, { text: 'Of course.' });
  const from = new Date().toISOString();
  const caller = await world().caller();
  await caller.says('Hi.');
  await caller.says('I have a question.');
  await caller.hangsUp();
  await world().lambda.settled();
  const rows = await stores.usage.list('demo', from, '2999-01-01T00:00:00.000Z');
  const [warm, one, two] = rows.sort((a, b) => a.turn - b.turn);
  expect(warm).toMatchObject({ turn: 0, outputTokens: 0, cacheReadTokens: 0 });
  expect(one?.cacheReadTokens).toBeGreaterThan(512);
  expect(two?.cacheReadTokens).toBeGreaterThan(one?.cacheReadTokens ?? 0);
  expect(rows.every(({ costMicroUsd }) => costMicroUsd > 0)).toBe(true);
});

test('what the synthesiser says holds no markdown, and an ampersand survives the way', async () => {
  const { claude } = world();
  claude.script({ text: '**Sure!** Maple & Pine ships <b>free</b> from $50 😀.\n\n- one\n- two' });
  const caller = await world().caller();
  const heard = words(await caller.says('What does shipping cost?'));
  expect(heard).not.toMatch(/[*<>😀]/u);
  expect(heard).toContain('$50');
  await caller.hangsUp();
});
