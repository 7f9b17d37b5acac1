import { createHash } from 'node:crypto';
import { canonical, type PromptBlock, promptBlocks } from '#local/claude/blocks.ts';
import type { ModelCard } from '#local/claude/models.ts';
import type { MessagesRequest } from '#local/claude/reply.ts';
import { countTokens } from '#local/claude/tokens.ts';

/** Prompt tokens by what they cost: plain, read from the cache, written to it for 5 minutes or an hour. */
export type PromptTokens = { plain: number; read: number; written5m: number; written1h: number };

type Ttl = '5m' | '1h';
type Step = { hash: string; tokensUpToHere: number; mark?: Ttl };
type Entry = { expiresAt: number; ttl: Ttl };

const ttlMs: Record<Ttl, number> = { '5m': 5 * 60_000, '1h': 60 * 60_000 };
/** From a marked block the API looks back over at most this many blocks for something cached. */
const lookBack = 20;

/** The prompt cache of the API: per key and model, hashes of prompt prefixes that ended on a marked block. */
export class PromptCache {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Counts the prompt, reads the longest cached prefix, and writes one entry for every marked block after it. */
  charge(request: MessagesRequest, apiKey: string, model: ModelCard): PromptTokens {
    const steps = stepsOf(request, `${apiKey} ${model.id}`);
    const total = steps.at(-1)?.tokensUpToHere ?? 0;
    const marked = steps.flatMap((step, at) =>
      step.mark && step.tokensUpToHere >= model.smallestCacheable ? [{ ...step, at, mark: step.mark }] : [],
    );
    const hit = Math.max(-1, ...marked.map(({ at }) => this.#cachedAt(steps, at)));
    const read = steps[hit]?.tokensUpToHere ?? 0;
    const spent: PromptTokens = { plain: total, read, written5m: 0, written1h: 0 };
    let reached = read;
    for (const { at, hash, mark, tokensUpToHere } of marked) {
      if (at <= hit) continue;
      spent[mark === '1h' ? 'written1h' : 'written5m'] += tokensUpToHere - reached;
      reached = tokensUpToHere;
      this.#entries.set(hash, { ttl: mark, expiresAt: this.#now() + ttlMs[mark] });
    }
    spent.plain = total - reached;
    return spent;
  }

  clear(): void {
    this.#entries.clear();
  }

  /** The nearest living entry at or before a marked block; reading it gives it a new life. */
  #cachedAt(steps: readonly Step[], from: number): number {
    for (let at = from; at >= 0 && at > from - lookBack; at--) {
      const entry = this.#entries.get(steps[at]?.hash ?? '');
      if (!entry || entry.expiresAt <= this.#now()) continue;
      entry.expiresAt = this.#now() + ttlMs[entry.ttl];
      return at;
    }
    return -1;
  }
}

/** Each block's hash covers all before it. A changed thinking or tool_choice setting spoils messages, not what precedes. */
function stepsOf(request: MessagesRequest, scope: string): Step[] {
  const settings = JSON.stringify([request.thinking ?? null, request.tool_choice ?? null]);
  let hash = digest(scope);
  let tokensUpToHere = 0;
  const blocks = promptBlocks(request);
  const steps = blocks.map((placed): Step => {
    const words = canonical(placed);
    hash = digest(`${hash} ${placed.part === 'messages' ? settings : ''} ${words}`);
    tokensUpToHere += countTokens(wordsOf(placed));
    return { hash, tokensUpToHere, mark: markOf(placed.block) };
  });
  const automatic = markOf(request);
  const last = blocks.findLastIndex(({ block }) => isCacheable(block));
  const step = steps[last];
  if (automatic && step) step.mark ??= automatic;
  return steps;
}

function markOf(holder: object): Ttl | undefined {
  const control = (holder as { cache_control?: { ttl?: Ttl } | null }).cache_control;
  return control ? (control.ttl ?? '5m') : undefined;
}

function isCacheable(block: object): boolean {
  const type = (block as { type?: string }).type;
  return type !== 'thinking' && type !== 'redacted_thinking';
}

/** A text block costs its text; anything else costs its JSON, marker or no marker. */
function wordsOf(placed: PromptBlock): string {
  const { type, text } = placed.block as { type?: string; text?: string };
  return type === 'text' && text !== undefined ? text : canonical(placed);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
