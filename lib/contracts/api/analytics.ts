import * as z from 'zod/mini';
import { apiContract } from '#lib/contracts/api/contract.ts';
import { periodQuery, periodView } from '#lib/contracts/api/period.ts';

const Counts = z.record(z.string(), z.number());
/** A share from 0 to 1; null where there is nothing to have a share of. */
const Share = z.nullable(z.number());

const Numbers = z.object({
  sessions: z.number(),
  /** How they ended: resolved, escalated (a person took over), abandoned, failed. */
  outcomes: Counts,
  resolutionRate: Share,
  escalation: z.object({
    /** Sessions in which a person was asked for. */
    sessions: z.number(),
    rate: Share,
    /** Why, wish by wish: a session may have several. */
    reasons: Counts,
    /** What became of each wish. */
    ends: Counts,
  }),
  /** Sessions that the AI manager took over. */
  handedToManager: z.number(),
  verified: z.number(),
  /** Every call that is over, those that nobody picked up too: `byDirection` says of each direction how its calls ended. */
  calls: z.object({
    total: z.number(),
    /** Calls of ours that a mailbox took: no conversations either. */
    machines: z.number(),
    directions: Counts,
    statuses: Counts,
    byDirection: z.record(z.string(), Counts),
  }),
  duration: z.object({ totalSeconds: z.number(), averageSeconds: z.nullable(z.number()) }),
  turns: z.object({ total: z.number(), perSession: z.nullable(z.number()) }),
  /** From the caller's last word to the first whole sentence of the answer; each at most 15 % above the true one. */
  firstSentence: z.object({ count: z.number(), p50Ms: z.nullable(z.number()), p95Ms: z.nullable(z.number()) }),
  model: z.object({
    calls: z.number(),
    inputTokens: z.number(),
    cacheWriteTokens: z.number(),
    cacheReadTokens: z.number(),
    outputTokens: z.number(),
    costMicroUsd: z.number(),
  }),
  actions: z.array(
    z.object({
      kind: z.string(),
      executed: z.number(),
      failed: z.number(),
      denied: z.number(),
      /** What was moved by those that were executed. */
      amounts: z.array(z.object({ currency: z.string(), amountMinor: z.number() })),
    }),
  ),
  denials: Counts,
  /** What the conversations were about, the most frequent first. */
  topics: z.array(z.object({ topic: z.string(), sessions: z.number() })),
  sentiments: Counts,
  /** What conversations came to, as the report on each judges: resolved, unresolved, escalated, abandoned. */
  reported: Counts,
});

const Report = z.object({
  ...periodView,
  total: Numbers,
  byChannel: z.object({ voice: z.optional(Numbers), chat: z.optional(Numbers) }),
  /** Periods in which there was something, oldest first. */
  periods: z.array(z.extend(Numbers, { begin: z.string() })),
});

export const csAnalytics = apiContract({
  route: 'csAnalytics',
  summary: 'Conversations on every channel in numbers, by hour, day or month',
  query: z.object({ ...periodQuery, channel: z.optional(z.enum(['voice', 'chat'])) }),
  replies: { 200: Report },
});

export const voiceAnalytics = apiContract({
  route: 'voiceAnalytics',
  summary: 'Calls in numbers, by hour, day or month',
  query: z.object(periodQuery),
  replies: { 200: Report },
});
