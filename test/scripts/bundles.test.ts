import { describe, expect, test } from 'vitest';
import { bundleFunction, forbiddenOnTheWebhookPath } from '#scripts/bundling.ts';

const heavy = /node_modules\/(@anthropic-ai\/|twilio\/lib\/(index|rest\/Twilio)\.js$)/;

describe('what a caller waits for at a cold start', () => {
  test.each(['inbound', 'speech', 'status', 'escalate'])(
    '%s holds neither the Anthropic SDK nor the Twilio root',
    async (entry) => {
      const { inputs } = await bundleFunction(entry);
      expect(inputs).toContain(`functions/${entry}.ts`);
      expect(inputs.filter((input) => heavy.test(input))).toEqual([]);
      expect(forbiddenOnTheWebhookPath(entry, inputs)).toEqual([]);
    },
  );

  test('the worker holds the Anthropic SDK, so the check above can see it', async () => {
    const { inputs } = await bundleFunction('turn');
    expect(inputs.some((input) => heavy.test(input))).toBe(true);
  });
});
