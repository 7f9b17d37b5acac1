import type { ContentBlockParam, MessageParam } from '@anthropic-ai/sdk/resources/messages';
import type { Part } from '#lib/domain/dialogue.ts';
import type { ModelMessage } from '#lib/ports/model.ts';

/** Our parts as the Messages API wants them, for one model. */
export function toMessages(messages: readonly ModelMessage[], model: string): MessageParam[] {
  return messages
    .map(({ role, parts }) => ({ role, content: parts.flatMap((part) => toBlock(part, model)) }))
    .filter(({ content }) => content.length > 0);
}

function toBlock(part: Part, model: string): ContentBlockParam[] {
  switch (part.kind) {
    case 'text':
    case 'note':
      // An empty text block is a 400.
      return part.text.trim() === '' ? [] : [{ type: 'text', text: part.text }];
    case 'thinking':
      // Thinking belongs to the model that thought it; another one refuses it.
      return part.model === model ? [{ type: 'thinking', thinking: part.thinking, signature: part.signature }] : [];
    case 'toolCall':
      return [{ type: 'tool_use', id: part.id, name: part.tool, input: part.input }];
    case 'toolResult':
      return [{ type: 'tool_result', tool_use_id: part.id, content: part.text, is_error: part.isError }];
    default:
      return part satisfies never;
  }
}
