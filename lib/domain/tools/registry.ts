import * as z from 'zod/mini';
import type { Part, ReplyNext } from '#lib/domain/dialogue.ts';
import type { Session } from '#lib/domain/session.ts';
import { endConversation } from '#lib/domain/tools/end-conversation.ts';
import { searchKnowledge } from '#lib/domain/tools/search-knowledge.ts';
import type { Tool, ToolOutcome, ToolPorts } from '#lib/domain/tools/tool.ts';
import { transferToHuman } from '#lib/domain/tools/transfer-to-human.ts';
import type { ToolSpec } from '#lib/ports/model.ts';

/** Every tool there is, in the order the model is shown them. The order is part of the prompt cache's key: append. */
export const tools: readonly Tool[] = [searchKnowledge, transferToHuman, endConversation];

/** The tools that this session may use, as the model is shown them. */
export const toolSpecs = (session: Session): ToolSpec[] =>
  tools
    .filter((tool) => tool.offered(session))
    .map(({ name, description, input }) => ({ name, description, inputSchema: jsonSchemaOf(input) }));

type ToolCall = Extract<Part, { kind: 'toolCall' }>;
type ToolResult = Extract<Part, { kind: 'toolResult' }>;

/** Runs the tool calls of one model round in order. Whatever goes wrong becomes a result the model can read. */
export async function runTools(
  ports: ToolPorts,
  session: Session,
  calls: readonly ToolCall[],
): Promise<{ results: ToolResult[]; next: ReplyNext | undefined }> {
  const results: ToolResult[] = [];
  let next: ReplyNext | undefined;
  for (const call of calls) {
    const outcome = await runTool(ports, session, call);
    results.push({ kind: 'toolResult', id: call.id, text: outcome.text, isError: outcome.isError ?? false });
    next ??= outcome.next;
  }
  return { results, next };
}

async function runTool(ports: ToolPorts, session: Session, call: ToolCall): Promise<ToolOutcome> {
  const tool = tools.find(({ name }) => name === call.tool);
  if (tool === undefined || !tool.offered(session)) {
    return { text: `There is no tool ${call.tool} here. Nothing was done.`, isError: true };
  }
  const input = tool.input.safeParse(call.input);
  if (!input.success) {
    return { text: `The input is not valid; nothing was done.\n${z.prettifyError(input.error)}`, isError: true };
  }
  try {
    return await tool.run(ports, session, input.data);
  } catch (cause) {
    ports.log.error('tool failed', cause, { tool: tool.name, sessionId: session.sessionId });
    return { text: 'The tool failed for a technical reason. Do not say that it was done.', isError: true };
  }
}

function jsonSchemaOf(schema: Tool['input']): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema);
  return rest;
}
