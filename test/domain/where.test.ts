import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Delivery, Dialogue } from '#lib/domain/dialogue.ts';
import { consecutiveFailures, consecutiveSilences, heardUpTo, newestTurn, whereNow } from '#lib/domain/where.ts';
import { sampleDelivery, sampleEvent, sampleReply, sampleTurn } from '#test/support/samples.ts';

type Turn = Dialogue['turns'][number];
const dialogue = (...turns: Turn[]): Dialogue => ({ greeting: 'Hello.', turns });

const claimed = (turn: number, ...leads: Delivery['lead'][]): Turn => ({
  turn,
  caller: sampleTurn({
    turn,
    deliveries: Object.fromEntries(leads.map((lead, part) => [part, sampleDelivery({ lead })])),
  }),
});
const silent = (turn: number): Turn => ({ turn, caller: sampleTurn({ turn, heard: { kind: 'silence' } }) });
const answered = (turn: number): Turn => ({
  ...claimed(turn, 'listen'),
  reply: sampleReply({ turn, status: 'complete' }),
});
const failed = (turn: number, failure: 'model' | 'refusal' | 'too-slow' | 'internal'): Turn => ({
  ...claimed(turn, 'failed-again'),
  reply: sampleReply({ turn, status: 'failed', failure }),
});
const event = (turn: number): Turn => ({ turn, event: sampleEvent({ turn }) });

test.each<[string, Dialogue, { turn: number; part: number }]>([
  ['before the first word', dialogue(), { turn: 1, part: 0 }],
  ['after a transfer before the first word', dialogue(event(0)), { turn: 1, part: 0 }],
  ['when a turn is claimed and nothing was told', dialogue(claimed(1)), { turn: 1, part: 0 }],
  ['when the answer goes on', dialogue(claimed(1, 'continue')), { turn: 1, part: 1 }],
  ['when it goes on and on', dialogue(claimed(1, 'continue', 'continue', 'continue')), { turn: 1, part: 3 }],
  ['when the answer is whole', dialogue(claimed(1, 'continue', 'listen')), { turn: 2, part: 0 }],
  ['after several turns', dialogue(claimed(1, 'listen'), claimed(2, 'listen'), claimed(3)), { turn: 3, part: 0 }],
  ['after a transfer in vain', dialogue(claimed(1, 'transfer'), event(1)), { turn: 2, part: 0 }],
  ['after a transfer that no turn asked for', dialogue(claimed(1, 'listen'), event(2)), { turn: 2, part: 0 }],
])('where the call is %s', (_, told, place) => {
  expect(whereNow(told)).toEqual(place);
});

test('a second try counts from its own parts, and tens come after nines', () => {
  const parts = Object.fromEntries([0, 2, 10, 9, 100, 101].map((part) => [part, sampleDelivery({ lead: 'continue' })]));
  const caller = sampleTurn({ turn: 4, deliveries: parts });
  expect(whereNow(dialogue({ turn: 4, caller }))).toEqual({ turn: 4, part: 102 });
});

test('whatever has been told, the place is one that has not been told yet', () => {
  const leads = fc.array(fc.constantFrom<Delivery['lead']>('continue', 'listen', 'transfer', 'nudge-1'), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(fc.array(leads, { maxLength: 5 }), (told) => {
      const turns = told.map((each, index) => claimed(index + 1, ...each));
      const { turn, part } = whereNow(dialogue(...turns));
      expect(turns.find((row) => row.turn === turn)?.caller?.deliveries[part]).toBeUndefined();
      expect(turn).toBeGreaterThanOrEqual(Math.max(1, newestTurn(dialogue(...turns))));
      expect(turn - newestTurn(dialogue(...turns))).toBeLessThanOrEqual(1);
    }),
  );
});

test('the newest turn is the caller’s, and 0 before it', () => {
  expect(newestTurn(dialogue())).toBe(0);
  expect(newestTurn(dialogue(event(0)))).toBe(0);
  expect(newestTurn(dialogue(claimed(1, 'listen'), claimed(2), event(3)))).toBe(2);
});

test('sentences are heard try by try: a second one begins with the first sentence', () => {
  const heard = (to: number, from = 0) => sampleDelivery({ from, to });
  const turn = sampleTurn({
    deliveries: { 0: heard(1), 1: heard(3, 1), 2: heard(3, 3), 100: heard(3), 101: heard(4, 3) },
  });
  expect([3, 102, 200].map((part) => heardUpTo(turn, part))).toEqual([3, 4, 0]);
  expect(heardUpTo(sampleTurn(), 0)).toBe(0);
});

test('silences are counted back to the last word', () => {
  const told = dialogue(silent(1), silent(2), answered(3), silent(4), silent(5), silent(6));
  expect([1, 2, 3, 4, 5, 6, 7].map((turn) => consecutiveSilences(told, turn))).toEqual([0, 1, 2, 0, 1, 2, 3]);
});

test('failures of ours are counted back to the last answer; a refusal is none', () => {
  const told = dialogue(
    failed(1, 'model'),
    failed(2, 'too-slow'),
    failed(3, 'refusal'),
    failed(4, 'internal'),
    answered(5),
  );
  expect([1, 2, 3, 4, 5, 6].map((turn) => consecutiveFailures(told, turn))).toEqual([0, 1, 2, 0, 1, 0]);
});

test('what is under way or yet to come is not counted', () => {
  expect(consecutiveSilences(dialogue(silent(2), silent(3)), 2)).toBe(0);
  expect(consecutiveFailures(dialogue({ ...claimed(1), reply: sampleReply({ status: 'streaming' }) }), 2)).toBe(0);
});
