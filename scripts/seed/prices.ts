import { isDeepStrictEqual } from 'node:util';
import { builtInPrices } from '#lib/domain/pricing.ts';
import type { ModelPrice } from '#lib/domain/usage.ts';
import type { Pricing } from '#lib/ports/usage.ts';
import { CommandError, exitCodes } from '#scripts/ops/command.ts';

/** What CSAIPricing lacks of the price list in the code. */
export type PricePlan = { missing: readonly ModelPrice[]; standing: number };

/**
 * Compares CSAIPricing with the price list in the code. A row of the same model and date with other numbers wins over the
 * code for every call since that date: it is never overwritten, and never passed over in silence (CommandError `wrong`).
 */
export async function planPrices(pricing: Pricing): Promise<PricePlan> {
  const plan = { missing: [] as ModelPrice[], standing: 0 };
  const others: string[] = [];
  for (const price of builtInPrices) {
    const stored = (await pricing.list(price.model)).find((row) => row.effectiveFrom === price.effectiveFrom);
    if (stored === undefined) plan.missing.push(price);
    else if (isDeepStrictEqual(plain(stored.steps), plain(price.steps))) plan.standing += 1;
    else
      others.push(`${price.model} from ${price.effectiveFrom}: ${say(stored)} in the table, ${say(price)} in the code`);
  }
  if (others.length === 0) return plan;
  throw new CommandError(
    exitCodes.wrong,
    `Nothing was written. CSAIPricing has other prices than lib/domain/pricing.ts, and those of the table are booked:\n${others
      .map((other) => `  ${other}`)
      .join('\n')}\nIf the table is right, correct the code. If it is wrong, delete the row and run this again.`,
  );
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const say = ({ steps }: ModelPrice): string =>
  steps
    .map(({ upToPromptTokens, input, output, cacheRead, cacheWrite }) => {
      const limit = upToPromptTokens === undefined ? '' : ` up to ${upToPromptTokens} tokens`;
      return `${[input, output, cacheRead, cacheWrite].join('/')}${limit}`;
    })
    .join(', ');
