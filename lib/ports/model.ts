import type { Part } from '#lib/domain/dialogue.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { TokenUsage } from '#lib/domain/usage.ts';

export type ToolSpec = { name: string; description: string; inputSchema: Record<string, unknown> };

/** One side's words in order; `user` holds the caller, tool results and notes. */
export type ModelMessage = { role: 'user' | 'assistant'; parts: readonly Part[] };

export type ModelRequest = {
  companyId: CompanyId;
  model: string;
  system: string;
  tools: readonly ToolSpec[];
  messages: readonly ModelMessage[];
  /** 0 fills the prompt cache without generating. */
  maxTokens: number;
  /** The longest silence of the stream, before its first event too, before it counts as a time-out. */
  stallMs: number;
};

export type StopReason = 'end' | 'tools' | 'length' | 'refusal';

export type ModelEvent =
  | { kind: 'text'; text: string }
  | { kind: 'done'; stop: StopReason; parts: readonly Part[]; usage: TokenUsage; firstTokenMs: number | undefined };

export type ModelFailure =
  | 'overloaded'
  | 'rate-limited'
  | 'timeout'
  | 'connection'
  | 'rejected'
  | 'unauthorized'
  | 'empty'
  /** It wanted to use a tool, and what it asked of it never became whole. */
  | 'cut-off';

/** Thrown by a Model: what went wrong, with the usage known by then (a broken stream is billed too). */
export class ModelError extends Error {
  readonly failure: ModelFailure;
  readonly usage: TokenUsage | undefined;
  constructor(failure: ModelFailure, message: string, options: { usage?: TokenUsage; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'ModelError';
    this.failure = failure;
    this.usage = options.usage;
  }
}

/** The language model. Throws ModelError, also in mid-stream; aborting `signal` ends the stream with it. */
export interface Model {
  stream(request: ModelRequest, signal?: AbortSignal): AsyncIterable<ModelEvent>;
}
