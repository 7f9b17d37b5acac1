import { expect, test } from 'vitest';
import { attemptNow } from '#lib/domain/transfer.ts';
import { sampleCall, sampleEscalation, sampleEvent, sampleTurn } from '#test/support/samples.ts';

const dialogue = {
  greeting: 'Hello.',
  turns: [{ turn: 2, caller: sampleTurn({ turn: 2 }), event: sampleEvent({ turn: 2, event: 'message-recorded' }) }],
};

test('a transfer after a recorded message has an attempt of its own, so that the AI learns of both', () => {
  expect(attemptNow(dialogue, sampleCall())).toBe(3);
});

test('a transfer that is under way is still the one that is meant', () => {
  expect(attemptNow(dialogue, sampleCall({ transfers: { 2: sampleEscalation() } }))).toBe(2);
});
