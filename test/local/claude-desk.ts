import Anthropic, { type APIError } from '@anthropic-ai/sdk';
import type { Message, MessageParam, RawMessageStreamEvent, Tool } from '@anthropic-ai/sdk/resources/messages';
import { afterEach, expect } from 'vitest';
import type { MessagesRequest } from '#local/claude/reply.ts';
import { type ScriptedClaude, type StartOptions, startClaude } from '#local/claude/server.ts';

const open: ScriptedClaude[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((claude) => claude.close()));
});

/** A scripted Claude with the real SDK client on it; closed after the test. */
export async function claudeDesk(options?: StartOptions): Promise<{ claude: ScriptedClaude; client: Anthropic }> {
  const claude = await startClaude(options);
  open.push(claude);
  return { claude, client: clientOf(claude) };
}

export function clientOf(claude: ScriptedClaude, apiKey = 'sk-test'): Anthropic {
  return new Anthropic({ apiKey, baseURL: claude.url, maxRetries: 0 });
}

export const searchTool: Tool = {
  name: 'search_knowledge',
  description: "Looks up the company's own texts.",
  input_schema: { type: 'object', properties: { query: { type: 'string' } }, required: ['query'] },
};

/** The smallest request the API takes, with what a test wants different. Wrong fields are the point of some tests. */
export function asking(different: Record<string, unknown> = {}): MessagesRequest {
  return {
    model: 'claude-haiku-5-5',
    max_tokens: 300,
    messages: [{ role: 'user', content: 'Hello?' }],
    ...different,
  } as MessagesRequest;
}

export function textOf({ content }: Message): string {
  return content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('');
}

/** The reply as the next request sends it back. */
export function echo({ content }: Message): MessageParam {
  return { role: 'assistant', content };
}

export async function ask(client: Anthropic, request: MessagesRequest): Promise<Message> {
  return client.messages.stream(request).finalMessage();
}

/** Every event of a stream as the wire has it, and the error it ends with, if it does. */
export async function eventsOf(client: Anthropic, request: MessagesRequest) {
  const events: RawMessageStreamEvent[] = [];
  try {
    for await (const event of await client.messages.create({ ...request, stream: true })) events.push(event);
  } catch (error) {
    return { events, error: error as APIError };
  }
  return { events, error: undefined };
}

/** The error a call ends with. */
export async function errorOf(call: Promise<unknown>): Promise<APIError> {
  const error = await call.then(
    () => undefined,
    (reason) => reason,
  );
  expect(error, 'the call should have failed').toBeDefined();
  return error;
}

export async function until(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { interval: 5 }).toBe(true);
}
