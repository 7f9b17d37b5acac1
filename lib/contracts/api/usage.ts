import * as z from 'zod/mini';
import { apiContract } from '#lib/contracts/api/contract.ts';
import { periodQuery, periodView } from '#lib/contracts/api/period.ts';
import { ModelPriceRow } from '#lib/contracts/model-price.ts';

const Sums = z.object({
  calls: z.number(),
  inputTokens: z.number(),
  cacheWriteTokens: z.number(),
  cacheReadTokens: z.number(),
  outputTokens: z.number(),
  costMicroUsd: z.number(),
});

const UsageView = z.object({
  ...Sums.shape,
  /** By model and channel. */
  models: z.array(z.extend(Sums, { model: z.string(), channel: z.enum(['voice', 'chat']) })),
});

export const getUsage = apiContract({
  route: 'getUsage',
  summary: 'Calls of the model, tokens and cost, by hour, day or month, by model and channel',
  query: z.object(periodQuery),
  replies: {
    200: z.object({
      ...periodView,
      total: UsageView,
      /** Periods in which something was used, oldest first. */
      periods: z.array(z.extend(UsageView, { begin: z.string() })),
    }),
  },
});

const level = z.enum(['ample', 'tight', 'spent']);

export const getBudgets = apiContract({
  route: 'getBudgets',
  summary: 'What is spent of each budget now; with sessionId, of that conversation too',
  query: z.object({ sessionId: z.optional(z.string().check(z.minLength(1), z.maxLength(200))) }),
  replies: {
    200: z.object({
      /** The worst of them: what the AI goes by. */
      level,
      budgets: z.array(
        z.object({
          per: z.enum(['call', 'hour', 'day', 'month']),
          /** When its period began; absent on the budget of a call. */
          begin: z.optional(z.string()),
          spentMicroUsd: z.number(),
          /** Null: no limit is set. */
          limitMicroUsd: z.nullable(z.number()),
          level,
        }),
      ),
    }),
  },
});

export const listPrices = apiContract({
  route: 'listPrices',
  summary: 'What model calls cost, in micro-USD per million tokens: every dated price of the models in use',
  query: z.object({ model: z.optional(z.string().check(z.minLength(1), z.maxLength(200))) }),
  replies: {
    200: z.object({
      items: z.array(
        z.extend(ModelPriceRow, {
          /** Comes with this build; others were stored by an operator, and win over it from their date on. */
          builtIn: z.boolean(),
          /** What a call of this moment is booked at. */
          inForce: z.boolean(),
        }),
      ),
    }),
  },
});
