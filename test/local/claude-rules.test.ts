import Anthropic from '@anthropic-ai/sdk';
import { describe, expect, it } from 'vitest';
import { ask, asking, claudeDesk, echo, errorOf, searchTool } from '#test/local/claude-desk.ts';

const user = (content: unknown) => ({ role: 'user', content });
const assistant = (content: unknown) => ({ role: 'assistant', content });
const call = (id: string) => ({ type: 'tool_use', id, name: 'search_knowledge', input: { query: 'a' } });
const result = (id: string) => ({ type: 'tool_result', tool_use_id: id, content: 'found' });
const sonnet = { model: 'claude-sonnet-5-5' };
const effort = (level: string) => ({ output_config: { effort: level } });
const tool = (different: object) => ({ tools: [{ ...searchTool, ...different }] });
const cached = { cache_control: { type: 'ephemeral' } };
const text = (words: string, more = {}) => ({ type: 'text', text: words, ...more });

const refused: [why: string, different: Record<string, unknown>, words: string][] = [
  ['no max_tokens', { max_tokens: undefined }, 'max_tokens: Field required'],
  ['too many max_tokens', { max_tokens: 200_000 }, 'max_tokens: 200000 > 128000'],
  ['no messages', { messages: [] }, 'messages:'],
  ['a field it does not know', { effort: 'low' }, 'effort: Extra inputs are not permitted'],
  ['a block field it does not know', { messages: [user([text('a', { parsed: 1 })])] }, 'parsed: Extra inputs are not'],
  ['temperature', { temperature: 0.3 }, '`temperature` is deprecated for this model.'],
  ['top_p', { top_p: 0.9 }, '`top_p` is deprecated for this model.'],
  ['top_k', { top_k: 5 }, '`top_k` is deprecated for this model.'],
  [
    'a thinking budget',
    { thinking: { type: 'enabled', budget_tokens: 1024 } },
    '"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive"',
  ],
  [
    'no thinking on Sonnet 5.5',
    { ...sonnet, thinking: { type: 'disabled' } },
    '"thinking.type.disabled" is not supported',
  ],
  [
    'between_tools on Haiku 5.5',
    { thinking: { type: 'between_tools' } },
    '"thinking.type.between_tools" is not supported',
  ],
  ['disabled at xhigh', { thinking: { type: 'disabled' }, ...effort('xhigh') }, 'with effort "xhigh"'],
  ['disabled at max', { thinking: { type: 'disabled' }, ...effort('max') }, 'with effort "max"'],
  [
    'between_tools at xhigh',
    { ...sonnet, thinking: { type: 'between_tools' }, ...effort('xhigh') },
    'with effort "xhigh"',
  ],
  ['between_tools at max', { ...sonnet, thinking: { type: 'between_tools' }, ...effort('max') }, 'with effort "max"'],
  ['effort on Haiku 4.5', { model: 'claude-haiku-4-5', ...effort('low') }, 'does not support the effort parameter'],
  [
    'any tool on Sonnet 5.5',
    { ...sonnet, ...tool({}), tool_choice: { type: 'any' } },
    'tool_choice: "any" is not supported',
  ],
  [
    'a named tool on Sonnet 5.5',
    { ...sonnet, ...tool({}), tool_choice: { type: 'tool', name: 'search_knowledge' } },
    'tool_choice: "tool" is not supported',
  ],
  ['a tool choice without tools', { tool_choice: { type: 'any' } }, 'only be specified while providing tools'],
  ['a chosen tool it was not given', { ...tool({}), tool_choice: { type: 'tool', name: 'x' } }, "Tool 'x' not found"],
  ['a prefill', { messages: [user('Hi'), assistant('The answer is')] }, 'does not support assistant message prefill'],
  ['an assistant who begins', { messages: [assistant('Hi'), user('Hi')] }, 'first message must use the "user" role'],
  ['an empty message', { messages: [user([])] }, 'messages.0: user messages must have non-empty content'],
  ['an empty text block', { messages: [user([text('')])] }, 'text content blocks must be non-empty'],
  ['an empty string', { messages: [user('')] }, 'text content blocks must be non-empty'],
  ['a blank text block', { messages: [user(' ')] }, 'must contain non-whitespace text'],
  ['an empty system block', { system: [text('')] }, 'system: text content blocks must be non-empty'],
  ['a system block without a type', { system: [{ text: 'Be brief.' }] }, 'system.0.type'],
  ['a system message object', { system: { text: 'Be brief.' } }, 'system:'],
  ['a tool name with a blank', tool({ name: 'search knowledge' }), 'tools.0.name'],
  ['a tool name of 65 letters', tool({ name: 'x'.repeat(65) }), 'tools.0.name'],
  ['two tools of one name', { tools: [searchTool, searchTool] }, 'tools: Tool names must be unique.'],
  ['a schema that is no object', tool({ input_schema: { type: 'string' } }), 'tools.0.input_schema.type'],
  ['a tool without a schema', tool({ input_schema: undefined }), 'tools.0.input_schema: Field required'],
  [
    'a schema of alternatives',
    tool({ input_schema: { type: 'object', anyOf: [] } }),
    'does not support oneOf, allOf, or anyOf',
  ],
  [
    'a call without its result',
    { messages: [user('Hi'), assistant([call('a')]), user('And?')] },
    '`tool_use` ids were found without',
  ],
  [
    'a result after text',
    { messages: [user('Hi'), assistant([call('a')]), user([text('So:'), result('a')])] },
    '`tool_use` ids were found without `tool_result` blocks immediately after: a.',
  ],
  [
    'one of two results missing',
    { messages: [user('Hi'), assistant([call('a'), call('b')]), user([result('a')])] },
    'immediately after: b.',
  ],
  [
    'a result without its call',
    { messages: [user('Hi'), assistant('Hm'), user([result('a')])] },
    'unexpected `tool_use_id` found',
  ],
  [
    'a result given twice',
    { messages: [user('Hi'), assistant([call('a')]), user([result('a'), result('a')])] },
    'each tool_use must have a single result',
  ],
  [
    'the same call id twice',
    {
      messages: [user('Hi'), assistant([call('a')]), user([result('a')]), assistant([call('a')]), user([result('a')])],
    },
    '`tool_use` ids must be unique',
  ],
  ['a call by the user', { messages: [user([call('a')])] }, '`tool_use` blocks can only be in `assistant` messages'],
  [
    'a result by the assistant',
    { messages: [user('Hi'), assistant([result('a')]), user('Hi')] },
    '`tool_result` blocks can only be',
  ],
  [
    'tool input that is no object',
    { messages: [user('Hi'), assistant([{ ...call('a'), input: '{"query": oops' }]), user([result('a')])] },
    'messages.1.content.0.input',
  ],
  [
    'a call id with a blank',
    { messages: [user('Hi'), assistant([call('a b')]), user([result('a b')])] },
    'messages.1.content.0.id',
  ],
  [
    'five cache marks',
    { ...cached, system: [1, 2, 3, 4].map((n) => text(`${n}`, cached)) },
    'A maximum of 4 blocks with cache_control',
  ],
];

describe('refuses with 400', () => {
  it.each(refused)('%s', async (_why, different, words) => {
    const { claude, client } = await claudeDesk();
    claude.script({ text: 'Hello.' });
    const error = await errorOf(ask(client, asking(different)));
    expect(error).toBeInstanceOf(Anthropic.BadRequestError);
    expect(error.type).toBe('invalid_request_error');
    expect(error.apiMessage).toContain(words);
  });
});

const accepted: [why: string, different: Record<string, unknown>][] = [
  ['temperature 1', { temperature: 1 }],
  [
    'sampling and prefill on Haiku 4.5',
    { model: 'claude-haiku-4-5', temperature: 0, messages: [user('Hi'), assistant('So')] },
  ],
  ['disabled thinking at low effort on Haiku 5.5', { thinking: { type: 'disabled' }, ...effort('low') }],
  ['between_tools at low effort on Sonnet 5.5', { ...sonnet, thinking: { type: 'between_tools' }, ...effort('low') }],
  ['forced tools on Haiku 5.5', { ...tool({}), thinking: { type: 'disabled' }, tool_choice: { type: 'any' } }],
  [
    'neighbours of one role',
    { messages: [user('Hi'), user('Hello?'), assistant('Hi'), assistant('there'), user('So')] },
  ],
  [
    'results split over neighbours',
    { messages: [user('Hi'), assistant([call('a'), call('b')]), user([result('a')]), user([result('b')])] },
  ],
  ['text after a result', { messages: [user('Hi'), assistant([call('a')]), user([result('a'), text('And?')])] }],
  ['an empty system prompt', { system: '' }],
];

it.each(accepted)('accepts %s', async (_why, different) => {
  const { claude, client } = await claudeDesk();
  claude.script({ text: 'Hello.' });
  await ask(client, asking(different));
  claude.assertDone();
});

it('knows no other model', async () => {
  const { client } = await claudeDesk();
  const error = await errorOf(ask(client, asking({ model: 'claude-nope-1' })));
  expect(error).toMatchObject({ status: 404, type: 'not_found_error', apiMessage: 'model: claude-nope-1' });
});

it('wants a body that is JSON', async () => {
  const { claude } = await claudeDesk();
  const headers = { 'x-api-key': 'k', 'anthropic-version': '2023-06-01' };
  const response = await fetch(`${claude.url}/v1/messages`, { method: 'POST', headers, body: '{' });
  expect(response.status).toBe(400);
});

describe('thinking that comes back', () => {
  async function thoughtful() {
    const { claude, client } = await claudeDesk();
    claude.always({ thinking: 'Hm.', text: 'Hello.' });
    const asked = asking({ system: 'Be brief.' });
    const reply = await ask(client, asked);
    const messages = [...asked.messages, echo(reply), user('And?')];
    return { client, reply, messages };
  }

  it('is accepted as it was', async () => {
    const { client, messages } = await thoughtful();
    await ask(client, asking({ system: 'Be brief.', messages }));
  });

  it('is refused with a changed signature or changed words', async () => {
    const { client, reply, messages } = await thoughtful();
    const [thinking, ...rest] = reply.content;
    for (const change of [{ signature: 'c2lnbmF0dXJl' }, { thinking: 'Something else.' }]) {
      const changed = [messages[0], assistant([{ ...thinking, ...change }, ...rest]), messages[2]];
      const error = await errorOf(ask(client, asking({ system: 'Be brief.', messages: changed })));
      expect(error.apiMessage).toBe('messages.1.content.0: Invalid `signature` in `thinking` block');
    }
  });

  it('is refused by another model', async () => {
    const { client, messages } = await thoughtful();
    const error = await errorOf(ask(client, asking({ ...sonnet, system: 'Be brief.', messages })));
    expect(error.apiMessage).toContain('produced by a different model');
  });

  it('is refused when anything before it changed', async () => {
    const { client, messages } = await thoughtful();
    const changes = [
      { system: 'Be long.', messages },
      { system: 'Be brief.', messages, tools: [searchTool] },
      { system: 'Be brief.', messages: [user('Hello!'), ...messages.slice(1)] },
    ];
    for (const change of changes) {
      const error = await errorOf(ask(client, asking(change)));
      expect(error.apiMessage).toContain('bound to a different conversation');
    }
  });
});
