import { expect, test } from 'vitest';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();

test('what a call is measured by is emitted once each, at the moment that decides it', async () => {
  const { claude, metrics, log } = world();
  claude.script(
    { text: 'Three to five days. Anything else?' },
    { text: 'You are welcome. Goodbye!', tools: [{ name: 'end_conversation', input: { outcome: 'resolved' } }] },
  );
  const caller = await world().caller();
  expect(metrics.of('callsTotal')).toEqual([1]);
  expect(metrics.of('sessionsTotal')).toEqual([1]);

  await caller.says('How long does delivery take?');
  expect(metrics.of('firstSentence')).toHaveLength(1);
  expect(metrics.of('callsSuccess')).toEqual([]);

  await caller.says('No, thank you.');
  await world().lambda.settled();
  expect(metrics.of('firstSentence')).toHaveLength(2);
  expect(metrics.of('callsSuccess')).toEqual([100]);
  expect(metrics.of('callsEscalation')).toEqual([0]);
  expect(metrics.of('callsDuration')).toHaveLength(1);
  expect(metrics.of('sessionsResolution')).toEqual([100]);
  expect(metrics.of('messagesPerSession')).toEqual([4]);
  expect(metrics.of('turnFailed')).toEqual([]);

  const webhooks = log.lines.filter(({ message }) => message === 'webhook').length;
  expect(metrics.of('webhookDuration')).toHaveLength(webhooks);
  expect(metrics.of('webhookFailed')).toEqual(Array.from({ length: webhooks }, () => 0));
  expect(metrics.of('tokens').length).toBeGreaterThanOrEqual(2);
  expect(metrics.of('cost')).toHaveLength(metrics.of('tokens').length);
  expect(metrics.samples.filter(({ metric, tags }) => metric === 'cost' && tags.company === undefined)).toEqual([]);
});
