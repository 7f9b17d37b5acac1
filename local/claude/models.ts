import type { ModelInfo, ModelLine } from '@anthropic-ai/sdk/resources/models';

type Thinking = 'adaptive' | 'between_tools' | 'disabled' | 'enabled';

/** What a model accepts and what it answers differently: the facts request-rules.ts judges by. */
export type ModelCard = {
  id: string;
  name: string;
  line: ModelLine;
  /** ISO date of release; the epoch where it is not known, as the API does. */
  released: string;
  contextTokens: number;
  maxTokens: number;
  /** A shorter prompt is never cached. */
  smallestCacheable: number;
  thinking: readonly Thinking[];
  /** What a request without `thinking` gets. */
  thinksByDefault: boolean;
  effort: boolean;
  sampling: boolean;
  prefill: boolean;
  forcedTools: boolean;
  /** With adaptive thinking, text beside tool calls comes back as thinking (Sonnet 5.5). */
  hidesTextBesideTools: boolean;
};

const current = {
  contextTokens: 1_000_000,
  maxTokens: 128_000,
  smallestCacheable: 512,
  thinksByDefault: true,
  effort: true,
  sampling: false,
  prefill: false,
  forcedTools: true,
  hidesTextBesideTools: false,
} as const;

const epoch = '1970-01-01';

const haiku45 = {
  ...current,
  name: 'Claude Haiku 4.5',
  line: 'haiku',
  released: '2025-10-01',
  contextTokens: 200_000,
  maxTokens: 64_000,
  smallestCacheable: 4096,
  thinking: ['enabled', 'disabled'],
  thinksByDefault: false,
  effort: false,
  sampling: true,
  prefill: true,
} as const;

/** Newest first, as GET /v1/models lists them. */
const cards: readonly ModelCard[] = [
  {
    ...current,
    id: 'claude-haiku-5-5',
    name: 'Claude Haiku 5.5',
    line: 'haiku',
    released: '2026-10-07',
    thinking: ['adaptive', 'disabled'],
  },
  {
    ...current,
    id: 'claude-sonnet-5-5',
    name: 'Claude Sonnet 5.5',
    line: 'sonnet',
    released: '2026-09-28',
    thinking: ['adaptive', 'between_tools'],
    forcedTools: false,
    hidesTextBesideTools: true,
  },
  {
    ...current,
    id: 'claude-opus-5-5',
    name: 'Claude Opus 5.5',
    line: 'opus',
    released: epoch,
    thinking: ['adaptive'],
  },
  {
    ...current,
    id: 'claude-sonnet-5',
    name: 'Claude Sonnet 5',
    line: 'sonnet',
    released: epoch,
    smallestCacheable: 1024,
    thinking: ['adaptive', 'disabled'],
  },
  {
    ...current,
    id: 'claude-opus-5',
    name: 'Claude Opus 5',
    line: 'opus',
    released: epoch,
    thinking: ['adaptive', 'disabled'],
  },
  { ...haiku45, id: 'claude-haiku-4-5' },
  { ...haiku45, id: 'claude-haiku-4-5-20251001' },
];

export function findModel(id: unknown): ModelCard | undefined {
  return cards.find((card) => card.id === id);
}

/** GET /v1/models: one page holds them all. */
export function modelPage() {
  const data = cards.map(toModelInfo);
  return { data, has_more: false, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null, next_page: null };
}

/** GET /v1/models/{id}. The long capability table is left out, which its type allows. */
export function toModelInfo(card: ModelCard): ModelInfo {
  return {
    type: 'model',
    id: card.id,
    display_name: card.name,
    line: card.line,
    lifecycle: 'active',
    created_at: `${card.released}T00:00:00Z`,
    deprecated_at: null,
    retires_at: null,
    max_input_tokens: card.contextTokens,
    max_tokens: card.maxTokens,
    capabilities: null,
  };
}
