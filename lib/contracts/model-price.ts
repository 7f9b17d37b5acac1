import * as z from 'zod/mini';

const Tokens = z.int().check(z.positive());
/** Micro-USD per million tokens: $3.00 a million is 3000000. */
const Price = z.number().check(z.nonnegative());

const Step = z.object({
  upToPromptTokens: z.optional(Tokens),
  input: Price,
  output: Price,
  cacheRead: Price,
  cacheWrite: Price,
});

/** A row of CSAIPricing as an operator writes it. */
export const ModelPriceRow = z.object({
  model: z.string().check(z.minLength(1)),
  effectiveFrom: z.iso.date('must be a date such as 2026-11-22'),
  steps: z
    .array(Step)
    .check(
      z.minLength(1),
      z.refine(limitsAscend, 'must rise in upToPromptTokens from step to step, and only the last step goes without it'),
    ),
});

function limitsAscend(steps: readonly z.infer<typeof Step>[]): boolean {
  return steps.every((step, i) => {
    if (i === steps.length - 1) return step.upToPromptTokens === undefined;
    const next = steps[i + 1]?.upToPromptTokens ?? Number.POSITIVE_INFINITY;
    return step.upToPromptTokens !== undefined && step.upToPromptTokens < next;
  });
}
