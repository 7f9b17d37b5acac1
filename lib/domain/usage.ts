import type { Tier } from '#lib/contracts/company-config.ts';
import type { CompanyId, SessionId } from '#lib/domain/ids.ts';

/** Tokens of one model call, by kind, as the provider counted them. */
export type TokenUsage = {
  /** Uncached input. */
  inputTokens: number;
  cacheWriteTokens: number;
  cacheReadTokens: number;
  /** Thinking included. */
  outputTokens: number;
};

/** One row per model call, written once. */
export type UsageRow = TokenUsage & {
  companyId: CompanyId;
  /** `use_…` */
  usageId: string;
  sessionId: SessionId;
  turn: number;
  tier: Tier;
  /** Absent in rows of older versions, which knew calls only. */
  channel?: 'voice' | 'chat';
  model: string;
  createdAt: string;
  costMicroUsd: number;
  /** Milliseconds to the first token; absent when none came. */
  firstTokenMs?: number;
  latencyMs: number;
  outcome: 'ok' | 'failed';
  expiresAt: number;
};

/** Prices in micro-USD per million tokens, in force from a date; steps by prompt length. */
export type ModelPrice = {
  model: string;
  /** ISO date, inclusive. */
  effectiveFrom: string;
  steps: readonly {
    /** Applies to prompts of at most this many tokens; absent on the last step. */
    upToPromptTokens?: number;
    input: number;
    output: number;
    cacheRead: number;
    cacheWrite: number;
  }[];
};

/** Counters of one company in one period (`hour#2026-11-22T21`, `day#2026-11-22`, `month#2026-11`). */
export type UsageSummary = TokenUsage & { companyId: CompanyId; period: string; calls: number; costMicroUsd: number };
