import { randomBytes } from 'node:crypto';
import type { ContentBlock, Message, StopReason, Usage } from '@anthropic-ai/sdk/resources/messages';
import { type PromptBlock, promptBlocks } from '#local/claude/blocks.ts';
import type { ModelCard } from '#local/claude/models.ts';
import type { PromptTokens } from '#local/claude/prompt-cache.ts';
import type { MessagesRequest, Reply } from '#local/claude/reply.ts';
import { signThinking } from '#local/claude/thinking.ts';
import { tokenize } from '#local/claude/tokens.ts';

/** A content block in the tokens it is spoken in. `shown: false` is thinking that only leaves its signature. */
export type Spoken =
  | { type: 'text'; tokens: string[] }
  | { type: 'tool_use'; tokens: string[]; id: string; name: string }
  | { type: 'thinking'; tokens: string[]; shown: boolean; signature: string };

/** A whole reply, ready to be streamed or sent at once. */
export type Composed = {
  id: string;
  model: string;
  blocks: Spoken[];
  stopReason: StopReason;
  /** Usage when the message is complete; a stream starts with `output_tokens: 1`. */
  usage: Usage;
};

/** What the model says to this request: the script's reply, cut where `max_tokens` runs out. */
export function compose(reply: Reply, request: MessagesRequest, model: ModelCard, prompt: PromptTokens): Composed {
  const whole = drafted(reply, request, model);
  const blocks = sealed(firstTokens(whole, request.max_tokens), request, model);
  const output = countTokens(blocks);
  const cut = output < countTokens(whole);
  const calls = blocks.some(({ type }) => type === 'tool_use');
  return {
    id: newId('msg_'),
    model: model.id,
    blocks,
    stopReason: cut ? 'max_tokens' : (reply.stopReason ?? (calls ? 'tool_use' : 'end_turn')),
    usage: usageOf(prompt, Math.max(1, output), countTokens(blocks.filter(({ type }) => type === 'thinking'))),
  };
}

/** `max_tokens: 0`: the prompt is read and cached, nothing is said. */
export function composeNothing(model: ModelCard, prompt: PromptTokens): Composed {
  return { id: newId('msg_'), model: model.id, blocks: [], stopReason: 'max_tokens', usage: usageOf(prompt, 0, 0) };
}

export function toMessage({ id, model, blocks, stopReason, usage }: Composed): Message {
  return {
    id,
    type: 'message',
    role: 'assistant',
    model,
    content: blocks.map(toContentBlock),
    stop_reason: stopReason,
    stop_sequence: null,
    stop_details: stopDetails(stopReason),
    usage,
    container: null,
    diagnostics: null,
  };
}

export function stopDetails(stopReason: StopReason): Message['stop_details'] {
  return stopReason === 'refusal' ? { type: 'refusal', category: 'general_harms', explanation: null } : null;
}

export function newId(kind: 'msg_' | 'toolu_' | 'req_'): string {
  return `${kind}01${randomBytes(11).toString('hex')}`;
}

type Draft = { type: 'text' | 'thinking'; tokens: string[] } | Extract<Spoken, { type: 'tool_use' }>;

function drafted(reply: Reply, request: MessagesRequest, model: ModelCard): Draft[] {
  const mayThink = request.thinking ? request.thinking.type !== 'disabled' : model.thinksByDefault;
  const thinking: Draft[] = reply.thinking && mayThink ? [{ type: 'thinking', tokens: tokenize(reply.thinking) }] : [];
  const words = typeof reply.text === 'string' ? tokenize(reply.text) : (reply.text ?? []);
  const tools = (reply.tools ?? []).map(
    ({ name, input, id = newId('toolu_') }): Draft => ({
      type: 'tool_use',
      id,
      name,
      tokens: tokenize(reply.rawToolInput ?? JSON.stringify(input ?? {})),
    }),
  );
  const asThinking = model.hidesTextBesideTools && tools.length > 0 && isAdaptive(request);
  const text: Draft[] = words.length ? [{ type: asThinking ? 'thinking' : 'text', tokens: words }] : [];
  return reply.order === 'tools-first' ? [...thinking, ...tools, ...text] : [...thinking, ...text, ...tools];
}

/** Adaptive thinking is returned without its words unless the request asks for a summary. */
function sealed(drafts: Draft[], request: MessagesRequest, model: ModelCard): Spoken[] {
  const shown = !isAdaptive(request) || (request.thinking as { display?: string })?.display === 'summarized';
  const before: PromptBlock[] = promptBlocks(request);
  return drafts.map((draft) => {
    const words = draft.type === 'thinking' && shown ? draft.tokens.join('') : '';
    const block: Spoken =
      draft.type === 'thinking'
        ? { type: 'thinking', tokens: draft.tokens, shown, signature: signThinking(model.id, words, before) }
        : (draft as Spoken);
    before.push({ part: 'messages', role: 'assistant', block: toContentBlock(block) });
    return block;
  });
}

function isAdaptive({ thinking }: MessagesRequest): boolean {
  return thinking === undefined || thinking.type === 'adaptive';
}

function firstTokens(drafts: Draft[], limit: number): Draft[] {
  let left = limit;
  return drafts.flatMap((draft) => {
    if (left <= 0) return [];
    const tokens = draft.tokens.slice(0, left);
    left -= tokens.length;
    return [{ ...draft, tokens }];
  });
}

function toContentBlock(block: Spoken): ContentBlock {
  const words = block.tokens.join('');
  switch (block.type) {
    case 'text':
      return { type: 'text', text: words, citations: null };
    case 'thinking':
      return { type: 'thinking', thinking: block.shown ? words : '', signature: block.signature };
    case 'tool_use':
      return { type: 'tool_use', id: block.id, name: block.name, input: parsed(words), caller: { type: 'direct' } };
    default:
      return block satisfies never;
  }
}

/** Input that is no JSON stays a string, which no product should trust. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

function countTokens(blocks: readonly { tokens: string[] }[]): number {
  return blocks.reduce((sum, { tokens }) => sum + tokens.length, 0);
}

function usageOf({ plain, read, written5m, written1h }: PromptTokens, output: number, thinking: number): Usage {
  return {
    input_tokens: plain,
    cache_creation_input_tokens: written5m + written1h,
    cache_read_input_tokens: read,
    cache_creation: { ephemeral_5m_input_tokens: written5m, ephemeral_1h_input_tokens: written1h },
    output_tokens: output,
    output_tokens_details: { thinking_tokens: thinking },
    inference_geo: 'global',
    server_tool_use: null,
    service_tier: 'standard',
    speed: 'standard',
  };
}
