import type { ModelPrice, TokenUsage } from '#lib/domain/usage.ts';

/** A price; `known` is false when it is not the model's own but our guess, on the dear side. */
export type PriceFound = ModelPrice & { known: boolean };

type Step = ModelPrice['steps'][number];
type Rates = Omit<Step, 'upToPromptTokens'>;

/**
 * What Anthropic asks, from the model pages as read in November 2026. A new price is a new row: old calls keep theirs.
 * Cache writes are the 5-minute kind, the only one we ask for.
 */
export const builtInPrices: readonly ModelPrice[] = [
  {
    model: 'claude-haiku-5-5',
    effectiveFrom: '2026-10-07',
    steps: [
      { upToPromptTokens: 100_000, ...usd({ input: 0.1, output: 0.5, cacheRead: 0.01, cacheWrite: 0.125 }) },
      usd({ input: 0.5, output: 2.5, cacheRead: 0.05, cacheWrite: 0.625 }),
    ],
  },
  {
    // The cache write is not published where we read: 1.25 x input, as for all models whose price we know.
    model: 'claude-sonnet-5-5',
    effectiveFrom: '2026-09-28',
    steps: [usd({ input: 2, output: 10, cacheRead: 0.1, cacheWrite: 2.5 })],
  },
  {
    // Neither its cache prices nor its first day are published where we read: 0.1 x and 1.25 x input, from the year's start.
    model: 'claude-opus-5-5',
    effectiveFrom: '2026-01-01',
    steps: [usd({ input: 4, output: 20, cacheRead: 0.4, cacheWrite: 5 })],
  },
  {
    // Cache prices by the same rule.
    model: 'claude-haiku-4-5',
    effectiveFrom: '2025-10-01',
    steps: [usd({ input: 1, output: 5, cacheRead: 0.1, cacheWrite: 1.25 })],
  },
];

/**
 * The price of a model at a moment: the row that came into force last. `stored` rows stand beside the built-in ones and win
 * over those of the same date.
 * A model without a price then costs, kind by kind, the dearest we know, so that spend is never counted too low: say so
 * in the log (`known: false`) and store a price.
 */
export function priceAt(stored: readonly ModelPrice[], model: string, isoTime: string): PriceFound {
  const inForce = [...builtInPrices, ...stored].filter((price) => price.steps.length > 0 && startsBy(price, isoTime));
  const price = newest(inForce, model) ?? newest(inForce, withoutDate(model));
  return price === undefined ? { ...dearest(inForce, model, isoTime), known: false } : { ...price, known: true };
}

/** What a model call costs, in whole micro-USD, rounded up. The length of the whole prompt picks the step for every kind. */
export function costMicroUsd(price: ModelPrice, usage: TokenUsage): number {
  const step = stepFor(price, usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens);
  const perMillion =
    exact(usage.inputTokens) * exact(step.input) +
    exact(usage.outputTokens) * exact(step.output) +
    exact(usage.cacheReadTokens) * exact(step.cacheRead) +
    exact(usage.cacheWriteTokens) * exact(step.cacheWrite);
  return Number((perMillion + 999_999n) / 1_000_000n);
}

const startsBy = (price: ModelPrice, isoTime: string): boolean =>
  Date.parse(price.effectiveFrom) <= Date.parse(isoTime);

/** Of rows with the same date the later in the list stands: the stored one. */
function newest(prices: readonly ModelPrice[], model: string): ModelPrice | undefined {
  return prices
    .filter((price) => price.model === model)
    .toSorted((a, b) => Date.parse(a.effectiveFrom) - Date.parse(b.effectiveFrom))
    .at(-1);
}

/** A dated snapshot (`claude-haiku-4-5-20251001`) costs what its model costs. */
const withoutDate = (model: string): string => model.replace(/-\d{8}$/, '');

function dearest(inForce: readonly ModelPrice[], model: string, isoTime: string): ModelPrice {
  const known = inForce.length > 0 ? inForce : builtInPrices;
  const highest = (kind: keyof Rates): number =>
    Math.max(...known.flatMap((price) => price.steps.map((step) => step[kind])));
  return {
    model,
    effectiveFrom: isoTime,
    steps: [
      {
        input: highest('input'),
        output: highest('output'),
        cacheRead: highest('cacheRead'),
        cacheWrite: highest('cacheWrite'),
      },
    ],
  };
}

function stepFor(price: ModelPrice, promptTokens: number): Step {
  const limit = (step: Step): number => step.upToPromptTokens ?? Number.POSITIVE_INFINITY;
  const steps = price.steps.toSorted((a, b) => limit(a) - limit(b));
  const step = steps.find((one) => promptTokens <= limit(one)) ?? steps.at(-1);
  if (step === undefined) throw new Error(`The price of ${price.model} from ${price.effectiveFrom} has no steps.`);
  return step;
}

/** Integers only, of any size: no float ever touches the sum. */
const exact = (amount: number): bigint => BigInt(Math.max(0, Math.ceil(amount)));

/** US dollars per million tokens, as the price pages say it, to micro-USD. */
function usd(dollars: Rates): Rates {
  const micro = (amount: number): number => Math.round(amount * 1_000_000);
  return {
    input: micro(dollars.input),
    output: micro(dollars.output),
    cacheRead: micro(dollars.cacheRead),
    cacheWrite: micro(dollars.cacheWrite),
  };
}
