import type Anthropic from '@anthropic-ai/sdk';
import type { Message, MessageParam, Tool, ToolUseBlock } from '@anthropic-ai/sdk/resources/messages';
import { type Language, languageName } from '#lib/domain/language.ts';
import { persona } from '#local/claude/persona.ts';
import { ask, asking, claudeDesk, echo, searchTool, textOf } from '#test/local/claude-desk.ts';

export type Knowledge = readonly { title: string; text: string }[];

export type Result = { content: string; is_error?: boolean };

export type CallOptions = {
  language?: Language;
  knowledge?: Knowledge;
  /** The tools the model is offered; asked anew for each request. Default: all three that need no shop. */
  tools?: readonly string[] | (() => readonly string[]);
  /** What a tool answers instead of its usual result. */
  results?: Record<string, Result | ((input: Record<string, unknown>) => Result)>;
  /** Who the system prompt says it is. */
  name?: () => string;
};

/** What came of one utterance: all that was said, and the tools that were used. */
export type Answer = { text: string; tools: { name: string; input: Record<string, unknown> }[]; rounds: number };

const withoutShop = ['search_knowledge', 'transfer_to_human', 'end_conversation'];

const tools: readonly Tool[] = [
  searchTool,
  {
    name: 'transfer_to_human',
    input_schema: { type: 'object', properties: { reason: { type: 'string' }, summary: { type: 'string' } } },
  },
  {
    name: 'end_conversation',
    input_schema: { type: 'object', properties: { outcome: { type: 'string', enum: ['resolved', 'unresolved'] } } },
  },
  ...[
    'verify_customer',
    'find_customer',
    'list_orders',
    'get_order',
    'issue_refund',
    'apply_credit',
    'change_subscription',
    'escalate_to_manager',
    'schedule_callback',
    'record_message',
  ].map((name): Tool => ({ name, input_schema: { type: 'object' } })),
];

/** A caller on the line with the persona, over the real SDK: says something, and tools run until the answer is whole. */
export async function callPersona(options: CallOptions = {}) {
  const { client, claude } = await claudeDesk({ mind: persona });
  const { language = 'en', tools: offered = withoutShop, name = () => 'Ada', results = {} } = options;
  const isOffered = (tool: string) => (typeof offered === 'function' ? offered() : offered).includes(tool);
  const messages: MessageParam[] = [
    { role: 'user', content: '[The call has just begun, at 2026-11-02T09:00:00Z UTC.]' },
    { role: 'assistant', content: 'Hello, this is Ada, the AI assistant of Maple & Pine.' },
  ];
  const request = () =>
    asking({
      system: `You are ${name()}.\n\nSpeak ${languageName[language]}, whatever language these instructions are in.`,
      tools: tools.filter((tool) => isOffered(tool.name)),
      messages,
    });

  function resultOf(tool: string, input: Record<string, unknown>): Result {
    const result = results[tool] ?? { content: found(input, options.knowledge ?? []) };
    return typeof result === 'function' ? result(input) : result;
  }

  async function says(words: string): Promise<Answer> {
    messages.push({ role: 'user', content: words });
    const answer: Answer = { text: '', tools: [], rounds: 0 };
    for (;;) {
      const message = await ask(client, request());
      answer.rounds++;
      answer.text = `${answer.text} ${textOf(message)}`.trim();
      const calls = callsIn(message);
      answer.tools.push(...calls.map(({ name, input }) => ({ name, input: input as Record<string, unknown> })));
      if (message.content.length > 0) messages.push(echo(message));
      if (calls.length === 0) return answer;
      messages.push({
        role: 'user',
        content: calls.map(({ id, name, input }) => ({
          type: 'tool_result',
          tool_use_id: id,
          ...resultOf(name, input as Record<string, unknown>),
        })),
      });
    }
  }
  return { says, messages, claude, client: client as Anthropic };
}

function callsIn({ content }: Message): ToolUseBlock[] {
  return content.filter((block): block is ToolUseBlock => block.type === 'tool_use');
}

/** As the product's tool answers: the texts that hold a word of the query, title over text. */
function found({ query = '' }: { query?: string }, knowledge: Knowledge): string {
  const plain = (text: string) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  const words = plain(query)
    .split(/\P{L}+/u)
    .filter((word) => word.length > 3);
  const hits = knowledge.filter(({ title, text }) => words.some((word) => plain(`${title} ${text}`).includes(word)));
  if (hits.length === 0) return 'Nothing was found. Say that you do not have this information; do not guess.';
  return hits.map(({ title, text }) => `${title}\n${text}`).join('\n\n');
}
