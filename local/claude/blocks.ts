import type { ContentBlockParam, MessageParam, TextBlockParam } from '@anthropic-ai/sdk/resources/messages';
import type { MessagesRequest } from '#local/claude/reply.ts';

/** A string is shorthand for one text block, in `system`, in messages and in tool results alike. */
export function contentBlocks(content: MessageParam['content']): ContentBlockParam[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : (content as ContentBlockParam[]);
}

export function systemBlocks(request: MessagesRequest): TextBlockParam[] {
  if (request.system === undefined || request.system === '') return [];
  return typeof request.system === 'string' ? [{ type: 'text', text: request.system }] : request.system;
}

/** Where a block stands in the prompt: the API reads tools, then system, then messages. */
export type PromptBlock = { part: 'tools' | 'system' | 'messages'; role?: string; block: object };

export function promptBlocks(request: MessagesRequest): PromptBlock[] {
  return [
    ...(request.tools ?? []).map((block) => ({ part: 'tools' as const, block })),
    ...systemBlocks(request).map((block) => ({ part: 'system' as const, block })),
    ...request.messages.flatMap(({ role, content }) =>
      contentBlocks(content).map((block) => ({ part: 'messages' as const, role, block })),
    ),
  ];
}

/**
 * A block as text that is equal exactly when the model would read the same: keys in order, without cache markers and
 * without the fields that only the response carries.
 */
export function canonical({ part, role, block }: PromptBlock): string {
  return `${part} ${role ?? ''} ${stableJson(meaningOf(block))}`;
}

function meaningOf(block: object): object {
  const { cache_control, citations, caller, ...rest } = block as Record<string, unknown>;
  if (rest.type === 'tool_result') {
    if (typeof rest.content === 'string') rest.content = [{ type: 'text', text: rest.content }];
    if (rest.is_error === false) delete rest.is_error;
  }
  return rest;
}

function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
