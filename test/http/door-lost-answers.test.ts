import { expect, test } from 'vitest';
import { storeRequests } from '#test/support/faulty-dynamodb.ts';
import { useFaultyWorld } from '#test/support/faulty-world.ts';
import { type FormPost, knock, nextPath, ringFields, spoken, verbsOf, voicePath } from '#test/support/front-door.ts';

/** An answer is written down before it is given: when the second fails, the caller has not heard what the first says. */
const { world, store } = useFaultyWorld();
type Answer = Awaited<ReturnType<typeof knock>>;
const onceMore = "I'm sorry, something went wrong on my end. Could you say that once more, please?";
const farewell = { text: 'Goodbye!', tools: [{ name: 'end_conversation', input: { outcome: 'resolved' } }] };

test('whoever asks once more hears the whole answer, and the model is not asked again', async () => {
  const { call, at } = await ring();
  world().claude.script({ text: 'It is on its way. It comes on Friday.' });
  store().breaks(storeRequests.deliveries, 'forgets');
  const lost = await knock(at('speech/1', { SpeechResult: 'Where is my rug?' }), { timeoutMs: 1_500 });
  expect(spoken(lost)).toBe(onceMore);
  store().heals();
  await world().lambda.settled();
  const { turns } = await world().stores.dialogues.read(`sess_${call}`);
  expect(turns[0]?.caller?.deliveries).toHaveProperty('0');

  const { heard, last } = await follow(at, lost, 'My rug?');
  expect(heard).toBe('It is on its way. It comes on Friday.');
  expect(nextPath(last)).toBe(voicePath('speech/2'));
  expect(world().claude.requests).toHaveLength(1);
});

test('so does whoever had heard the beginning', async () => {
  const { at } = await ring();
  world().claude.script({ text: ['It is on its way. ', 'It ', 'comes ', 'on Friday.'], pace: { betweenTokensMs: 80 } });
  const first = await knock(at('speech/1', { SpeechResult: 'Where is my rug?' }));
  expect(spoken(first)).toBe('It is on its way.');
  store().breaks(storeRequests.deliveries, 'forgets');
  const lost = await knock(at(nextOf(first)), { timeoutMs: 1_500 });
  expect(spoken(lost)).toBe(onceMore);
  store().heals();
  await world().lambda.settled();
  expect((await follow(at, lost, 'What?')).heard).toBe('It is on its way. It comes on Friday.');
});

test('whoever presses 0 instead gets a person, and its repeat says the same', async () => {
  const { at } = await ring();
  world().claude.script({ text: 'It is on its way.' });
  store().breaks(storeRequests.deliveries, 'forgets');
  const lost = await knock(at('speech/1', { SpeechResult: 'Where is my rug?' }), { timeoutMs: 1_500 });
  store().heals();
  await world().lambda.settled();
  const zero = at(nextOf(lost), { Digits: '0' });
  const answer = await knock(zero);
  expect(spoken(answer)).toMatch(/^I'll put you through to a colleague now/);
  expect(nextPath(answer)).toBe(voicePath('escalate/1/dial.0'));
  expect(await knock(zero)).toEqual(answer);
});

test('a goodbye is said before the line goes down, and the call ends as it was meant to', async () => {
  const { call, at } = await ring();
  world().claude.script(farewell);
  store().breaks(storeRequests.changesOfTheCall);
  const lost = (await follow(at, 'speech/1', 'Bye.')).last;
  expect(spoken(lost)).toBe(onceMore);
  store().heals();
  const { heard, last } = await follow(at, lost, 'Bye, I said.');
  expect(heard).toBe('Goodbye!');
  expect(verbsOf(last).at(-1)).toEqual({ verb: 'Hangup' });
  expect(await world().stores.calls.find(call)).toMatchObject({ ending: 'resolved' });
});

test('its exact repeat notes how the call ended, too', async () => {
  const { call, at } = await ring();
  world().claude.script(farewell);
  store().breaks(storeRequests.changesOfTheCall);
  const { at: where } = await follow(at, 'speech/1', 'Bye.');
  store().heals();
  const again = await knock(at(where));
  expect(verbsOf(again).at(-1)).toEqual({ verb: 'Hangup' });
  expect(await world().stores.calls.find(call)).toMatchObject({ ending: 'resolved' });
});

test('an answer that nobody could write down is asked for again', async () => {
  const { at } = await ring();
  world().claude.script({ text: 'Yes.' });
  store().breaks(storeRequests.deliveries);
  const lost = await knock(at('speech/1', { SpeechResult: 'Are you there?' }));
  expect(spoken(lost)).toBe(onceMore);
  store().heals();
  expect((await follow(at, lost, 'Hello?')).heard).toBe('Yes.');
});

type At = (path: string, fields?: Record<string, string>) => FormPost;

/** A call in the hands of the test, request by request. */
async function ring(): Promise<{ call: string; at: At }> {
  const call = String(ringFields().CallSid);
  const at: At = (path, fields = {}) => ({
    path: path.startsWith('/') ? path : voicePath(path),
    fields: ringFields({ CallSid: call, ...fields }),
  });
  expect(spoken(await knock(at('inbound')))).toMatch(/^Hello, this is Ada/);
  return { call, at };
}

/** What the caller hears after these words, until it is the caller's turn again or the call is over. */
async function follow(
  at: At,
  from: string | Answer,
  words: string,
): Promise<{ heard: string; last: Answer; at: string }> {
  let path = typeof from === 'string' ? from : nextOf(from);
  let last = await knock(at(path, { SpeechResult: words }));
  let heard = spoken(last);
  while (verbsOf(last).at(-1)?.verb === 'Redirect') {
    path = nextOf(last);
    last = await knock(at(path));
    heard = `${heard} ${spoken(last)}`.trim();
  }
  return { heard, last, at: path };
}

const nextOf = (answer: Answer): string => nextPath(answer) ?? 'nowhere';
