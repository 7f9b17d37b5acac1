import type { Message, MessageParam } from '@anthropic-ai/sdk/resources/messages';
import { expect, it } from 'vitest';
import { ask, asking, claudeDesk, clientOf, echo, searchTool } from '#test/local/claude-desk.ts';

const longPrompt = 'You are the agent of a shop. '.repeat(120);
const automatic = { system: longPrompt, cache_control: { type: 'ephemeral' } };

function tokensOf({ usage }: Message) {
  const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens } = usage;
  return { plain: input_tokens, written: cache_creation_input_tokens, read: cache_read_input_tokens };
}

it('lets every call of an append-only conversation read what the one before wrote', async () => {
  const { claude, client } = await claudeDesk();
  claude.always({ text: 'Three to five working days.' });
  const messages: MessageParam[] = [{ role: 'user', content: 'How long does shipping take?' }];
  const first = await ask(client, asking({ ...automatic, messages }));
  const wrote = tokensOf(first).written ?? 0;
  expect(wrote).toBeGreaterThan(512);
  expect(tokensOf(first)).toEqual({ plain: 0, written: wrote, read: 0 });

  messages.push(echo(first), { role: 'user', content: 'And returns?' });
  const second = tokensOf(await ask(client, asking({ ...automatic, messages })));
  expect(second.read).toBe(wrote);
  expect(second.written).toBeGreaterThan(0);
  expect(second.plain).toBe(0);
});

it('says the same usage in the recorded request and at the end of a stream', async () => {
  const { claude, client } = await claudeDesk();
  claude.always({ text: 'Hello.' });
  const { usage } = await ask(client, asking(automatic));
  expect(usage).toMatchObject({ ...claude.requests[0]?.usage, speed: 'standard' });
});

it('serves a real call from what a warm-up with max_tokens 0 wrote', async () => {
  const { claude, client } = await claudeDesk();
  claude.always({ text: 'Hello.' });
  const system = [{ type: 'text', text: longPrompt, cache_control: { type: 'ephemeral' } }];
  await client.messages.create({ ...asking({ system, tools: [searchTool], max_tokens: 0 }), stream: false });
  const call = tokensOf(await ask(client, asking({ system, tools: [searchTool] })));
  expect(call.read).toBe(claude.warmUps[0]?.usage?.cache_creation_input_tokens);
  expect(call.written).toBe(0);
  expect(call.plain).toBeGreaterThan(0);
});

it('reads the prefix of one conversation in another that shares it', async () => {
  const { claude, client } = await claudeDesk();
  claude.always({ text: 'Hello.' });
  const system = [{ type: 'text', text: longPrompt, cache_control: { type: 'ephemeral' } }];
  const one = tokensOf(await ask(client, asking({ system, cache_control: { type: 'ephemeral' } })));
  const messages = [{ role: 'user', content: 'Something else entirely' }];
  const other = tokensOf(await ask(client, asking({ system, cache_control: { type: 'ephemeral' }, messages })));
  expect(other.read).toBeGreaterThan(512);
  expect(other.read).toBeLessThan(one.written ?? 0);
});

it.each([
  ['the system prompt', { system: `${longPrompt}!` }],
  ['the tools', { tools: [searchTool] }],
  ['the model', { model: 'claude-sonnet-5-5', thinking: { type: 'between_tools' } }],
])('reads nothing when %s changed', async (_what, change) => {
  const { claude, client } = await claudeDesk();
  claude.always({ text: 'Hello.' });
  await ask(client, asking(automatic));
  expect(tokensOf(await ask(client, asking({ ...automatic, ...change }))).read).toBe(0);
});

it('keeps the cache of one API key from another', async () => {
  const { claude, client } = await claudeDesk();
  claude.always({ text: 'Hello.' });
  await ask(client, asking(automatic));
  expect(tokensOf(await ask(clientOf(claude, 'sk-other'), asking(automatic))).read).toBe(0);
});

it('caches no prompt that is too short, and none that asks for no caching', async () => {
  const { claude, client } = await claudeDesk();
  claude.always({ text: 'Hello.' });
  const short = asking({ ...automatic, system: 'Be brief.' });
  await ask(client, short);
  expect(tokensOf(await ask(client, short))).toMatchObject({ written: 0, read: 0 });
  await ask(client, asking({ system: longPrompt }));
  expect(tokensOf(await ask(client, asking({ system: longPrompt })))).toMatchObject({ written: 0, read: 0 });
});

it('forgets after five minutes without a read, after an hour where that was paid for', async () => {
  let now = 0;
  const { claude, client } = await claudeDesk({ now: () => now });
  claude.always({ text: 'Hello.' });
  const minutes = async (passed: number, request: object) => {
    now += passed * 60_000;
    return tokensOf(await ask(client, asking(request as Record<string, unknown>))).read;
  };
  expect(await minutes(0, automatic)).toBe(0);
  expect(await minutes(4, automatic)).toBeGreaterThan(0);
  expect(await minutes(4, automatic)).toBeGreaterThan(0);
  expect(await minutes(6, automatic)).toBe(0);
  const hour = { system: `Hour. ${longPrompt}`, cache_control: { type: 'ephemeral', ttl: '1h' } };
  expect(await minutes(0, hour)).toBe(0);
  expect(await minutes(50, hour)).toBeGreaterThan(0);
});
