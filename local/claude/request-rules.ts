import type { Tool, ToolUnion } from '@anthropic-ai/sdk/resources/messages';
import { promptBlocks, systemBlocks } from '#local/claude/blocks.ts';
import { conversationFault } from '#local/claude/conversation-rules.ts';
import { findModel, type ModelCard } from '#local/claude/models.ts';
import type { MessagesRequest } from '#local/claude/reply.ts';
import { shapeFault } from '#local/claude/request-shape.ts';

/** Looks for one fault: what the API would answer with 400, or nothing. */
type Rule = (request: MessagesRequest, model: ModelCard) => string | undefined;

/** What is wrong with a request, in the order the API finds it: 400 for all but an unknown model. */
export function requestFault(body: unknown): { status: 400 | 404; message: string } | undefined {
  const misshapen = shapeFault(body);
  if (misshapen) return { status: 400, message: misshapen };
  const request = body as MessagesRequest;
  const model = findModel(request.model);
  if (!model) return { status: 404, message: `model: ${request.model}` };
  for (const rule of rules) {
    const message = rule(request, model);
    if (message) return { status: 400, message };
  }
  return undefined;
}

const sampling: Rule = (request, model) => {
  if (model.sampling) return undefined;
  const { temperature, top_p, top_k } = request as { temperature?: number; top_p?: number; top_k?: number };
  if (temperature !== undefined && temperature !== 1) return '`temperature` is deprecated for this model.';
  if (top_p !== undefined && top_p !== 1) return '`top_p` is deprecated for this model.';
  if (top_k !== undefined) return '`top_k` is deprecated for this model.';
  return undefined;
};

const thinkingType: Rule = ({ thinking, max_tokens }, model) => {
  if (!thinking) return undefined;
  if (!model.thinking.includes(thinking.type)) {
    const instead =
      thinking.type === 'enabled'
        ? ' Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.'
        : ` Accepted here: ${model.thinking.join(', ')}.`;
    return `"thinking.type.${thinking.type}" is not supported for this model.${instead}`;
  }
  if (thinking.type === 'enabled' && thinking.budget_tokens >= max_tokens) {
    return '`max_tokens` must be greater than `thinking.budget_tokens`.';
  }
  return undefined;
};

const effort: Rule = ({ output_config, thinking }, model) => {
  const asked = output_config?.effort;
  if (!asked) return undefined;
  if (!model.effort) return 'This model does not support the effort parameter.';
  const thinkingOff = thinking?.type === 'disabled' || thinking?.type === 'between_tools';
  if (thinkingOff && (asked === 'xhigh' || asked === 'max')) {
    return `"thinking.type.${thinking.type}" is not supported with effort "${asked}". Use effort "high" or lower.`;
  }
  return undefined;
};

const toolChoice: Rule = ({ tool_choice, tools }, model) => {
  if (!tool_choice || tool_choice.type === 'auto' || tool_choice.type === 'none') return undefined;
  if (!model.forcedTools) {
    return `tool_choice: "${tool_choice.type}" is not supported for this model. Use "auto" or "none".`;
  }
  if (!tools?.length) return 'tool_choice may only be specified while providing tools.';
  if (tool_choice.type === 'tool' && !tools.map(nameOf).includes(tool_choice.name)) {
    return `Tool '${tool_choice.name}' not found in provided tools`;
  }
  return undefined;
};

const toolNames: Rule = ({ tools = [] }) =>
  new Set(tools.map(nameOf)).size < tools.length ? 'tools: Tool names must be unique.' : undefined;

const toolSchemas: Rule = ({ tools = [] }) => {
  const at = tools.findIndex((tool) => ['oneOf', 'allOf', 'anyOf'].some((key) => key in (tool as Tool).input_schema));
  return at < 0
    ? undefined
    : `tools.${at}.custom.input_schema: input_schema does not support oneOf, allOf, or anyOf at the top level`;
};

/** The shape has been checked: every tool is one of our own. */
function nameOf(tool: ToolUnion): string {
  return (tool as Tool).name;
}

const outputLength: Rule = ({ max_tokens }, model) =>
  max_tokens > model.maxTokens
    ? `max_tokens: ${max_tokens} > ${model.maxTokens}, which is the maximum allowed number of output tokens for ${model.id}`
    : undefined;

const cacheMarks: Rule = (request) => {
  const blocks = promptBlocks(request).map(({ block }) => block as { cache_control?: unknown });
  const marks = [request, ...blocks].filter(({ cache_control }) => cache_control).length;
  return marks > 4 ? `A maximum of 4 blocks with cache_control may be provided. Found ${marks}.` : undefined;
};

const systemText: Rule = (request) =>
  systemBlocks(request).some(({ text }) => text === '') ? 'system: text content blocks must be non-empty' : undefined;

const rules: readonly Rule[] = [
  sampling,
  thinkingType,
  effort,
  outputLength,
  toolNames,
  toolSchemas,
  toolChoice,
  systemText,
  cacheMarks,
  conversationFault,
];
