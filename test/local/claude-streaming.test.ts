import { expect, it } from 'vitest';
import { ask, asking, claudeDesk, eventsOf, searchTool, textOf } from '#test/local/claude-desk.ts';

it('streams the exact tokens of a reply between message_start and message_stop', async () => {
  const { claude, client } = await claudeDesk();
  claude.script({ text: ['Hel', 'lo', ' there.'] });
  const { events } = await eventsOf(client, asking());
  expect(events.map(({ type }) => type)).toEqual([
    'message_start',
    'content_block_start',
    'content_block_delta',
    'content_block_delta',
    'content_block_delta',
    'content_block_stop',
    'message_delta',
    'message_stop',
  ]);
  expect(events[3]).toMatchObject({ index: 0, delta: { type: 'text_delta', text: 'lo' } });
  expect(events[6]).toMatchObject({ delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 3 } });
  claude.assertDone();
});

it('cuts plain text into tokens that join to the same text', async () => {
  const { claude, client } = await claudeDesk();
  const text = 'Grüß Gott — das macht 3,50 €.  Noch etwas? 👍';
  claude.script({ text });
  const stream = client.messages.stream(asking());
  const tokens: string[] = [];
  stream.on('text', (token) => tokens.push(token));
  expect(textOf(await stream.finalMessage())).toBe(text);
  expect(tokens.length).toBeGreaterThan(8);
});

it('streams a tool call after the text, as JSON in pieces', async () => {
  const { claude, client } = await claudeDesk();
  claude.script({ text: 'One moment.', tools: [{ name: 'search_knowledge', input: { query: 'shipping' } }] });
  const message = await ask(client, asking({ tools: [searchTool] }));
  expect(message.stop_reason).toBe('tool_use');
  expect(message.content).toMatchObject([
    { type: 'text', text: 'One moment.' },
    { type: 'tool_use', name: 'search_knowledge', input: { query: 'shipping' }, id: expect.stringMatching(/^toolu_/) },
  ]);
});

it('puts tools first where the script says so, and keeps the id it gives', async () => {
  const { claude, client } = await claudeDesk();
  const tools = [{ name: 'search_knowledge', input: { query: 'a' }, id: 'toolu_mine' }];
  claude.script({ text: 'Done.', tools, order: 'tools-first', stopReason: 'end_turn' });
  const message = await ask(client, asking({ tools: [searchTool] }));
  expect(message.content).toMatchObject([{ type: 'tool_use', id: 'toolu_mine' }, { type: 'text' }]);
  expect(message.stop_reason).toBe('end_turn');
});

it('streams garbage as tool input when asked to', async () => {
  const { claude, client } = await claudeDesk();
  claude.script({ tools: [{ name: 'search_knowledge', input: {} }], rawToolInput: '{"query": oops' });
  const { events } = await eventsOf(client, asking({ tools: [searchTool] }));
  const json = events.flatMap((event) =>
    event.type === 'content_block_delta' && event.delta.type === 'input_json_delta' ? [event.delta.partial_json] : [],
  );
  expect(json.join('')).toBe('{"query": oops');
});

it('answers the same without streaming', async () => {
  const { claude, client } = await claudeDesk();
  claude.script({ text: 'Hello there.' });
  const { data, response } = await client.messages.create({ ...asking(), stream: false }).withResponse();
  expect(data).toMatchObject({ type: 'message', stop_reason: 'end_turn', content: [{ type: 'text' }] });
  expect(response.headers.get('request-id')).toMatch(/^req_/);
});

it('stops at max_tokens, in the middle of what it was saying', async () => {
  const { claude, client } = await claudeDesk();
  claude.script({ text: ['one', ' two', ' three'] });
  const message = await ask(client, asking({ max_tokens: 2 }));
  expect(textOf(message)).toBe('one two');
  expect(message).toMatchObject({ stop_reason: 'max_tokens', usage: { output_tokens: 2 } });
});

it('refuses with a stop reason, not with an error', async () => {
  const { claude, client } = await claudeDesk();
  claude.script({ stopReason: 'refusal' });
  expect(await ask(client, asking())).toMatchObject({
    content: [],
    stop_reason: 'refusal',
    stop_details: { type: 'refusal' },
  });
});

it('thinks without showing it, unless a summary is asked for', async () => {
  const { claude, client } = await claudeDesk();
  claude.always({ thinking: 'They greet me.', text: 'Hello.' });
  const silent = await ask(client, asking());
  expect(silent.content).toMatchObject([{ type: 'thinking', thinking: '' }, { type: 'text' }]);
  expect(silent.usage.output_tokens_details?.thinking_tokens).toBe(4);
  const shown = await ask(client, asking({ thinking: { type: 'adaptive', display: 'summarized' } }));
  expect(shown.content[0]).toMatchObject({ type: 'thinking', thinking: 'They greet me.' });
  const off = await ask(client, asking({ thinking: { type: 'disabled' } }));
  expect(off.content).toMatchObject([{ type: 'text' }]);
});

it('hides the text beside tool calls on Sonnet 5.5, unless between_tools is set', async () => {
  const { claude, client } = await claudeDesk();
  claude.always({ text: 'Let me look.', tools: [{ name: 'search_knowledge', input: { query: 'a' } }] });
  const sonnet = { model: 'claude-sonnet-5-5', tools: [searchTool] };
  expect(textOf(await ask(client, asking(sonnet)))).toBe('');
  expect(textOf(await ask(client, asking({ ...sonnet, thinking: { type: 'between_tools' } })))).toBe('Let me look.');
});

it('keeps the pace of the server, and that of a single reply', async () => {
  const { claude, client } = await claudeDesk({ pace: { firstTokenMs: 60, betweenTokensMs: 0 } });
  claude.script({ text: ['a', 'b', 'c'], pace: { betweenTokensMs: 30 } });
  const startedAt = performance.now();
  const heardAt: number[] = [];
  const stream = client.messages.stream(asking()).on('text', () => heardAt.push(performance.now() - startedAt));
  await stream.finalMessage();
  // Both from the start: a machine that is busy may hear late, and never early.
  expect(heardAt[0]).toBeGreaterThan(55);
  expect(heardAt[2]).toBeGreaterThan(60 + 2 * 30 - 5);
});
