import { expect, test } from 'vitest';
import { beforeTheWait, countRoundTrips, splitAtTheWait, tally } from '#scripts/bench/round-trips.ts';

test('a warm speech webhook waits for the model after one read and one conditional write, and fetches no secret', async () => {
  const visits = await countRoundTrips();
  const speech = visits.find(({ of }) => of === 'speech')?.requests ?? [];
  const { before, after } = splitAtTheWait(speech);
  expect(after[0]).toMatchObject({ service: 'Lambda', operation: 'Invoke' });
  const asked = tally(before);
  expect(asked.reads).toBeLessThanOrEqual(beforeTheWait.reads);
  expect(asked.conditionalWrites).toBeLessThanOrEqual(beforeTheWait.conditionalWrites);
  expect(asked.plainWrites).toBe(0);
  expect(asked.secrets).toBe(0);
  expect(visits.flatMap(({ requests }) => requests).filter(({ service }) => service === 'SecretsManager')).toEqual([]);
});
