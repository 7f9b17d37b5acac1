import type { ContentBlockParam, MessageParam } from '@anthropic-ai/sdk/resources/messages';
import { contentBlocks, type PromptBlock, promptBlocks } from '#local/claude/blocks.ts';
import type { ModelCard } from '#local/claude/models.ts';
import type { MessagesRequest } from '#local/claude/reply.ts';
import { checkThinking } from '#local/claude/thinking.ts';

/** Consecutive messages of one role, as the API merges them. `at` is the first one's place, which errors name. */
type Turn = { role: MessageParam['role']; at: number; blocks: ContentBlockParam[] };

/** What is wrong with the conversation: who speaks when, what a block may hold, which tool call each result answers. */
export function conversationFault(request: MessagesRequest, model: ModelCard): string | undefined {
  return contentFault(request) ?? turnFault(turnsOf(request.messages), model) ?? thinkingFault(request, model);
}

function contentFault({ messages }: MessagesRequest): string | undefined {
  for (const [at, { role, content }] of messages.entries()) {
    const blocks = contentBlocks(content);
    if (blocks.length === 0) return `messages.${at}: ${role} messages must have non-empty content`;
    for (const [index, block] of blocks.entries()) {
      const path = `messages.${at}.content.${index}`;
      if (block.type === 'text' && block.text === '') return 'messages: text content blocks must be non-empty';
      if (block.type === 'text' && block.text.trim() === '') {
        return 'messages: text content blocks must contain non-whitespace text';
      }
      const belongsTo = owner[block.type];
      if (belongsTo && belongsTo !== role) {
        return `${path}: \`${block.type}\` blocks can only be in \`${belongsTo}\` messages`;
      }
    }
  }
  return undefined;
}

const owner: Record<string, MessageParam['role']> = {
  tool_use: 'assistant',
  thinking: 'assistant',
  tool_result: 'user',
};

function turnFault(turns: Turn[], model: ModelCard): string | undefined {
  if (turns[0]?.role !== 'user') return 'messages: first message must use the "user" role';
  const ids = turns.flatMap(callIds);
  if (new Set(ids).size < ids.length) return 'messages: `tool_use` ids must be unique';
  for (const [index, turn] of turns.entries()) {
    const fault = unansweredCall(turn, turns[index + 1]) ?? strayResult(turn, turns[index - 1]);
    if (fault) return fault;
  }
  if (turns.at(-1)?.role === 'assistant' && !model.prefill) {
    return 'This model does not support assistant message prefill. The conversation must end with a user message.';
  }
  return undefined;
}

/** Results must open the very next turn: text before them counts as no result. */
function unansweredCall(turn: Turn, next: Turn | undefined): string | undefined {
  const calls = callIds(turn);
  if (calls.length === 0) return undefined;
  const blocks = next?.blocks ?? [];
  const firstOther = blocks.findIndex(({ type }) => type !== 'tool_result');
  const answered = resultIds({ blocks: firstOther < 0 ? blocks : blocks.slice(0, firstOther) });
  const open = calls.filter((id) => !answered.includes(id));
  if (open.length === 0) return undefined;
  return (
    `messages.${turn.at}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ` +
    `${open.join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`
  );
}

function strayResult(turn: Turn, previous: Turn | undefined): string | undefined {
  const seen = new Set<string>();
  const calls = previous ? callIds(previous) : [];
  for (const id of resultIds(turn)) {
    if (!calls.includes(id)) {
      return (
        `messages.${turn.at}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${id}. ` +
        'Each `tool_result` block must have a corresponding `tool_use` block in the previous message.'
      );
    }
    if (seen.has(id)) {
      return `messages.${turn.at}: each tool_use must have a single result. Found multiple \`tool_result\` blocks with id: ${id}`;
    }
    seen.add(id);
  }
  return undefined;
}

/**
 * The API itself drops a block of a model it cannot read and rejects one whose past has changed. Here both are refused:
 * neither may happen in append-only conversations that leave thinking behind on a change of tier.
 */
function thinkingFault(request: MessagesRequest, model: ModelCard): string | undefined {
  const before: PromptBlock[] = promptBlocks({ ...request, messages: [] });
  for (const [at, { role, content }] of request.messages.entries()) {
    for (const [index, block] of contentBlocks(content).entries()) {
      const fault = block.type === 'thinking' ? checkThinking(block, model.id, before) : undefined;
      if (fault) return `messages.${at}.content.${index}: Invalid \`signature\` in \`thinking\` block${because[fault]}`;
      before.push({ part: 'messages', role, block });
    }
  }
  return undefined;
}

const because = {
  altered: '',
  'other model': '. The block was produced by a different model. Remove the block.',
  'other conversation': '. The block is bound to a different conversation. Remove the block.',
};

function turnsOf(messages: MessageParam[]): Turn[] {
  const turns: Turn[] = [];
  for (const [at, { role, content }] of messages.entries()) {
    const last = turns.at(-1);
    if (last?.role === role) last.blocks.push(...contentBlocks(content));
    else turns.push({ role, at, blocks: [...contentBlocks(content)] });
  }
  return turns;
}

function callIds({ blocks }: Pick<Turn, 'blocks'>): string[] {
  return blocks.flatMap((block) => (block.type === 'tool_use' ? [block.id] : []));
}

function resultIds({ blocks }: Pick<Turn, 'blocks'>): string[] {
  return blocks.flatMap((block) => (block.type === 'tool_result' ? [block.tool_use_id] : []));
}
