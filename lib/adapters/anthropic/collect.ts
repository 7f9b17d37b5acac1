import type {
  RawContentBlockDelta,
  RawContentBlockStartEvent,
  RawMessageStreamEvent,
} from '@anthropic-ai/sdk/resources/messages';
import type { Part } from '#lib/domain/dialogue.ts';
import type { TokenUsage } from '#lib/domain/usage.ts';
import type { StopReason } from '#lib/ports/model.ts';

type Block =
  | { type: 'text'; text: string }
  | { type: 'thinking'; thinking: string; signature: string }
  | { type: 'tool'; id: string; name: string; json: string };

/** Gathers a streamed reply block by block. Blocks are told apart by type, never by position. */
export class ReplyCollector {
  readonly #model: string;
  readonly #blocks = new Map<number, Block>();
  readonly usage: TokenUsage = { inputTokens: 0, cacheWriteTokens: 0, cacheReadTokens: 0, outputTokens: 0 };
  stop: StopReason | undefined;
  finished = false;

  constructor(model: string) {
    this.#model = model;
  }

  /** Takes an event; returns text for the caller's ear, if it brought any. */
  take(event: RawMessageStreamEvent): string {
    switch (event.type) {
      case 'message_start':
        this.#count(event.message.usage);
        return '';
      case 'content_block_start':
        return this.#open(event.index, event.content_block);
      case 'content_block_delta':
        return this.#grow(event.index, event.delta);
      case 'message_delta':
        this.#count(event.usage);
        this.stop = stopOf(event.delta.stop_reason);
        return '';
      case 'message_stop':
        this.finished = true;
        return '';
      default:
        return '';
    }
  }

  /** What the model said and did, in order. A tool call whose input is not whole JSON is left out: it was cut off. */
  parts(): Part[] {
    return [...this.#blocks.entries()]
      .sort(([a], [b]) => a - b)
      .flatMap(([, block]): Part[] => {
        switch (block.type) {
          case 'text':
            return block.text.trim() === '' ? [] : [{ kind: 'text', text: block.text }];
          case 'thinking':
            return [{ kind: 'thinking', thinking: block.thinking, signature: block.signature, model: this.#model }];
          case 'tool': {
            const input = parseInput(block.json);
            return input === undefined ? [] : [{ kind: 'toolCall', id: block.id, tool: block.name, input }];
          }
          default:
            return block satisfies never;
        }
      });
  }

  /** It began to use a tool, and nothing of that is whole: an answer that ends here promises what nobody does. */
  get lostItsTool(): boolean {
    const tools = [...this.#blocks.values()].filter((block) => block.type === 'tool');
    return tools.length > 0 && tools.every(({ json }) => parseInput(json) === undefined);
  }

  #open(index: number, block: RawContentBlockStartEvent['content_block']): string {
    if (block.type === 'text') {
      this.#blocks.set(index, { type: 'text', text: block.text });
      return block.text;
    }
    if (block.type === 'thinking') {
      this.#blocks.set(index, { type: 'thinking', thinking: block.thinking, signature: block.signature });
    }
    if (block.type === 'tool_use') {
      this.#blocks.set(index, { type: 'tool', id: block.id, name: block.name, json: '' });
    }
    return '';
  }

  #grow(index: number, delta: RawContentBlockDelta): string {
    const block = this.#blocks.get(index);
    if (block?.type === 'text' && delta.type === 'text_delta') {
      block.text += delta.text;
      return delta.text;
    }
    if (block?.type === 'thinking' && delta.type === 'thinking_delta') block.thinking += delta.thinking;
    if (block?.type === 'thinking' && delta.type === 'signature_delta') block.signature += delta.signature;
    if (block?.type === 'tool' && delta.type === 'input_json_delta') block.json += delta.partial_json;
    return '';
  }

  /** Counts are cumulative: the newest one that is given stands. */
  #count(usage: {
    input_tokens?: number | null;
    cache_creation_input_tokens?: number | null;
    cache_read_input_tokens?: number | null;
    output_tokens?: number | null;
  }): void {
    this.usage.inputTokens = usage.input_tokens ?? this.usage.inputTokens;
    this.usage.cacheWriteTokens = usage.cache_creation_input_tokens ?? this.usage.cacheWriteTokens;
    this.usage.cacheReadTokens = usage.cache_read_input_tokens ?? this.usage.cacheReadTokens;
    this.usage.outputTokens = usage.output_tokens ?? this.usage.outputTokens;
  }
}

/** The API takes back nothing but an object: any other JSON becomes an empty one, which no tool accepts. */
function parseInput(json: string): object | undefined {
  try {
    const input: unknown = json === '' ? {} : JSON.parse(json);
    return typeof input === 'object' && input !== null && !Array.isArray(input) ? input : {};
  } catch {
    return undefined;
  }
}

function stopOf(reason: string | null): StopReason {
  if (reason === 'tool_use') return 'tools';
  if (reason === 'max_tokens' || reason === 'model_context_window_exceeded') return 'length';
  return reason === 'refusal' ? 'refusal' : 'end';
}
