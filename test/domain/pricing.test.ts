import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtInPrices, costMicroUsd, priceAt } from '#lib/domain/pricing.ts';
import type { ModelPrice, TokenUsage } from '#lib/domain/usage.ts';

const now = '2026-11-22T21:00:00.000Z';

const usage = (tokens: Partial<TokenUsage>): TokenUsage => ({
  inputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  ...tokens,
});

const flatStep = (rate: number) => ({ input: rate, output: rate, cacheRead: rate, cacheWrite: rate });
const flat = (model: string, effectiveFrom: string, rate: number): ModelPrice => ({
  model,
  effectiveFrom,
  steps: [flatStep(rate)],
});

const costOf = (model: string, tokens: Partial<TokenUsage>): number =>
  costMicroUsd(priceAt([], model, now), usage(tokens));

const count = fc.integer({ min: 0, max: 1_000_000 });
const anyUsage = fc.record({
  inputTokens: count,
  cacheReadTokens: count,
  cacheWriteTokens: count,
  outputTokens: count,
});
const anyPrice = fc.constantFrom(...builtInPrices);

describe('the cost of a model call', () => {
  test('is what the price page says', () => {
    expect(costOf('claude-haiku-5-5', { inputTokens: 10_000, outputTokens: 1_000 })).toBe(1_500);
    expect(costOf('claude-haiku-5-5', { cacheReadTokens: 90_000, cacheWriteTokens: 8_000 })).toBe(1_900);
    expect(costOf('claude-sonnet-5-5', { inputTokens: 1_000, outputTokens: 100, cacheReadTokens: 50_000 })).toBe(8_000);
    expect(costOf('claude-opus-5-5', { inputTokens: 1_000_000, outputTokens: 1_000_000 })).toBe(24_000_000);
    expect(costOf('claude-haiku-4-5', { inputTokens: 1_000, outputTokens: 1_000 })).toBe(6_000);
  });

  test('takes the dearer step for every kind once the whole prompt is over 100,000 tokens', () => {
    const prompt = { inputTokens: 10_000, cacheWriteTokens: 10_000, cacheReadTokens: 80_000, outputTokens: 100 };
    expect(costOf('claude-haiku-5-5', prompt)).toBe(1_000 + 1_250 + 800 + 50);
    expect(costOf('claude-haiku-5-5', { ...prompt, cacheReadTokens: 80_001 })).toBe(5_000 + 6_250 + 4_001 + 250);
  });

  test('is a whole number, rounded up, and never lower than the exact sum', () => {
    fc.assert(
      fc.property(anyPrice, anyUsage, (price, tokens) => {
        const cost = costMicroUsd(price, tokens);
        const prompt = tokens.inputTokens + tokens.cacheReadTokens + tokens.cacheWriteTokens;
        const step = price.steps.find((one) => prompt <= (one.upToPromptTokens ?? Number.POSITIVE_INFINITY));
        const exact =
          BigInt(tokens.inputTokens) * BigInt(step?.input ?? 0) +
          BigInt(tokens.outputTokens) * BigInt(step?.output ?? 0) +
          BigInt(tokens.cacheReadTokens) * BigInt(step?.cacheRead ?? 0) +
          BigInt(tokens.cacheWriteTokens) * BigInt(step?.cacheWrite ?? 0);
        expect(Number.isSafeInteger(cost)).toBe(true);
        expect(BigInt(cost) * 1_000_000n >= exact).toBe(true);
        expect((BigInt(cost) - 1n) * 1_000_000n < exact).toBe(true);
      }),
    );
  });

  test('never falls when a token is added', () => {
    const kinds = fc.constantFrom<keyof TokenUsage>(
      'inputTokens',
      'cacheReadTokens',
      'cacheWriteTokens',
      'outputTokens',
    );
    fc.assert(
      fc.property(anyPrice, anyUsage, kinds, (price, tokens, kind) => {
        expect(costMicroUsd(price, { ...tokens, [kind]: tokens[kind] + 1 })).toBeGreaterThanOrEqual(
          costMicroUsd(price, tokens),
        );
      }),
    );
  });

  test('is nothing for nothing', () => {
    for (const price of builtInPrices) expect(costMicroUsd(price, usage({}))).toBe(0);
  });

  test('finds the step however a stored row orders them', () => {
    const price: ModelPrice = {
      model: 'x',
      effectiveFrom: '2026-01-01',
      steps: [...flat('x', '2026-01-01', 2_000_000).steps, { ...flatStep(1_000_000), upToPromptTokens: 10 }],
    };
    expect(costMicroUsd(price, usage({ inputTokens: 10 }))).toBe(10);
    expect(costMicroUsd(price, usage({ inputTokens: 11 }))).toBe(22);
  });
});

describe('the price of a model at a moment', () => {
  test('is the row that came into force last', () => {
    const stored = [flat('m', '2026-12-01', 3), flat('m', '2026-03-01', 1), flat('m', '2026-06-01', 2)];
    const rateAt = (time: string) => priceAt(stored, 'm', time).steps[0]?.input;
    expect(rateAt('2026-03-01T00:00:00.000Z')).toBe(1);
    expect(rateAt('2026-05-31T23:59:59.999Z')).toBe(1);
    expect(rateAt('2026-06-01T00:00:00.000Z')).toBe(2);
    expect(rateAt('2026-12-24T00:00:00.000Z')).toBe(3);
  });

  test('is the stored row rather than the built-in one of the same date, whatever order they come in', () => {
    const stored = [flat('claude-haiku-5-5', '2026-10-07', 7)];
    expect(priceAt(stored, 'claude-haiku-5-5', now)).toEqual({ ...stored[0], known: true });
  });

  test('is the built-in one until the stored row comes into force', () => {
    const stored = [flat('claude-haiku-5-5', '2026-12-01', 7)];
    expect(priceAt(stored, 'claude-haiku-5-5', now).steps).toHaveLength(2);
    expect(priceAt(stored, 'claude-haiku-5-5', '2026-12-02T00:00:00Z')).toMatchObject(stored[0] as ModelPrice);
  });

  test('is its model’s for a dated snapshot', () => {
    expect(priceAt([], 'claude-haiku-4-5-20251001', now)).toMatchObject({ model: 'claude-haiku-4-5', known: true });
  });

  test('is never lower than any other when the model is unknown, and says so', () => {
    const price = priceAt([], 'claude-of-tomorrow', now);
    expect(price).toMatchObject({ model: 'claude-of-tomorrow', known: false });
    fc.assert(
      fc.property(anyPrice, anyUsage, (other, tokens) => {
        expect(costMicroUsd(price, tokens)).toBeGreaterThanOrEqual(costMicroUsd(other, tokens));
      }),
    );
  });

  test('is the dearest too before any price was in force, and with an empty stored row', () => {
    expect(priceAt([], 'claude-haiku-5-5', '2020-01-01T00:00:00Z')).toMatchObject({ known: false });
    expect(priceAt([], 'claude-haiku-5-5', '2020-01-01T00:00:00Z').steps[0]?.output).toBe(20_000_000);
    const empty: ModelPrice = { model: 'm', effectiveFrom: '2026-01-01', steps: [] };
    expect(priceAt([empty], 'm', now).known).toBe(false);
  });
});
