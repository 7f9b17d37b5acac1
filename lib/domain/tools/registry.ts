import * as z from 'zod/mini';
import type { Part } from '#lib/domain/dialogue.ts';
import { applyCredit } from '#lib/domain/tools/apply-credit.ts';
import { cancelCallback } from '#lib/domain/tools/cancel-callback.ts';
import { changeSubscription } from '#lib/domain/tools/change-subscription.ts';
import { endConversation } from '#lib/domain/tools/end-conversation.ts';
import { escalateToManager } from '#lib/domain/tools/escalate-to-manager.ts';
import { findCustomer } from '#lib/domain/tools/find-customer.ts';
import { issueRefund } from '#lib/domain/tools/issue-refund.ts';
import { getOrder, listOrders } from '#lib/domain/tools/orders.ts';
import { passToTeam } from '#lib/domain/tools/pass-to-team.ts';
import { recordMessage } from '#lib/domain/tools/record-message.ts';
import { scheduleCallback } from '#lib/domain/tools/schedule-callback.ts';
import { searchKnowledge } from '#lib/domain/tools/search-knowledge.ts';
import { stopCalls } from '#lib/domain/tools/stop-calls.ts';
import { takeMessage } from '#lib/domain/tools/take-message.ts';
import type { Tool, ToolContext, ToolOutcome, ToolPorts } from '#lib/domain/tools/tool.ts';
import { transferToHuman } from '#lib/domain/tools/transfer-to-human.ts';
import { verifyCustomer } from '#lib/domain/tools/verify-customer.ts';
import type { ToolSpec } from '#lib/ports/model.ts';

/** Every tool there is, in the order the model is shown them. The order is part of the prompt cache's key: append. */
const tools: readonly Tool[] = [
  searchKnowledge,
  transferToHuman,
  passToTeam,
  endConversation,
  verifyCustomer,
  findCustomer,
  listOrders,
  getOrder,
  issueRefund,
  applyCredit,
  changeSubscription,
  escalateToManager,
  scheduleCallback,
  cancelCallback,
  takeMessage,
  stopCalls,
  recordMessage,
];

/** The tools that this session may use, as the model is shown them. */
export const toolSpecs = (context: Pick<ToolContext, 'session' | 'shop'>): ToolSpec[] =>
  tools
    .filter((tool) => tool.offered(context))
    .map(({ name, description, input }) => ({ name, description, inputSchema: jsonSchemaOf(input) }));

type ToolCall = Extract<Part, { kind: 'toolCall' }>;
type ToolResult = Extract<Part, { kind: 'toolResult' }>;

/** The same call again in one turn tells a model that goes in circles; it is shown the first result instead. */
export type EarlierCalls = Map<string, string>;

/** Runs one tool call. Whatever goes wrong becomes a result that the model can read; nothing throws. */
export async function runTool(
  ports: ToolPorts,
  context: ToolContext,
  call: ToolCall,
  earlier: EarlierCalls,
): Promise<{ result: ToolResult } & Pick<ToolOutcome, 'next' | 'session' | 'known'>> {
  const { tier, verified } = context.session;
  // Who is somebody else by now asks anew: what was refused to a stranger or to the rep may be given.
  const identity = JSON.stringify([call.tool, call.input, tier, verified?.customerId]);
  const first = earlier.get(identity);
  if (first !== undefined) {
    return {
      result: resultOf(call, {
        text: `You asked exactly this before in this turn; it was not done again. ${first}`,
        isError: true,
      }),
    };
  }
  const { text, isError, ...effects } = await run(ports, context, call);
  earlier.set(identity, text);
  return { result: resultOf(call, { text, isError: isError ?? false }), ...effects };
}

const resultOf = (call: ToolCall, { text, isError = false }: Pick<ToolOutcome, 'text' | 'isError'>): ToolResult => ({
  kind: 'toolResult',
  id: call.id,
  text,
  isError,
});

async function run(ports: ToolPorts, context: ToolContext, call: ToolCall): Promise<ToolOutcome> {
  // Two channels may have a tool of the same name.
  const tool = tools.find((one) => one.name === call.tool && one.offered(context));
  if (tool === undefined) {
    return { text: `There is no tool ${call.tool} for you here. Nothing was done.`, isError: true };
  }
  const input = tool.input.safeParse(call.input);
  if (!input.success) {
    return { text: `The input is not valid; nothing was done.\n${z.prettifyError(input.error)}`, isError: true };
  }
  try {
    return await tool.run(ports, context, input.data);
  } catch (cause) {
    ports.log.error('tool failed', cause, { tool: tool.name, sessionId: context.session.sessionId });
    return { text: 'The tool failed for a technical reason. Do not say that anything was done.', isError: true };
  }
}

function jsonSchemaOf(schema: Tool['input']): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema);
  return rest;
}
