import { expect, test } from 'vitest';
import { lambdaContext } from '#local/aws/lambda-context.ts';

test('the time that remains runs down to nothing, and no further', () => {
  let now = 1_000;
  const context = lambdaContext({ functionName: 'speech', timeoutMs: 14_000, now: () => now });
  expect(context.getRemainingTimeInMillis()).toBe(14_000);
  now += 9_000;
  expect(context.getRemainingTimeInMillis()).toBe(5_000);
  now += 9_000;
  expect(context.getRemainingTimeInMillis()).toBe(0);
});

test('the ways out that Lambda no longer has say so', () => {
  const context = lambdaContext({ functionName: 'speech' });
  expect(() => context.succeed('x')).toThrow('return a value or throw');
});
