import Anthropic from '@anthropic-ai/sdk';
import { expect, it } from 'vitest';
import { ask, asking, claudeDesk, clientOf, errorOf, eventsOf, textOf, until } from '#test/local/claude-desk.ts';

it('answers 429 with retry-after and the limit that was met', async () => {
  const { claude, client } = await claudeDesk();
  claude.script({ fail: { status: 429, retryAfterSeconds: 7 } });
  const error = await errorOf(ask(client, asking()));
  expect(error).toBeInstanceOf(Anthropic.RateLimitError);
  expect(error.type).toBe('rate_limit_error');
  expect(error.headers?.get('retry-after')).toBe('7');
  expect(error.headers?.get('anthropic-ratelimit-requests-remaining')).toBe('0');
  expect(error.requestID).toMatch(/^req_/);
});

it.each([
  [529, 'overloaded_error'],
  [500, 'api_error'],
  [401, 'authentication_error'],
  [403, 'permission_error'],
  [413, 'request_too_large'],
])('answers %i as %s', async (status, type) => {
  const { claude, client } = await claudeDesk();
  claude.script({ fail: { status } });
  expect(await errorOf(ask(client, asking()))).toMatchObject({ status, type });
});

it('fails with the words the script gives', async () => {
  const { claude, client } = await claudeDesk();
  claude.script({ fail: { status: 400, type: 'invalid_request_error', message: 'prompt is too long' } });
  const error = await errorOf(ask(client, asking()));
  expect(error).toMatchObject({ status: 400, apiMessage: 'prompt is too long' });
  expect(claude.requests[0]).toMatchObject({ status: 400, refusal: 'prompt is too long' });
});

it('breaks a stream with an overloaded_error event', async () => {
  const { claude, client } = await claudeDesk();
  claude.script({ text: ['We', ' ship', ' in'], breakAfterTokens: 2 });
  const { events, error } = await eventsOf(client, asking());
  expect(events.at(-1)).toMatchObject({ type: 'content_block_delta', delta: { text: ' ship' } });
  expect(error).toMatchObject({ type: 'overloaded_error', status: undefined });
  expect(claude.requests[0]).not.toHaveProperty('aborted');
});

it('cuts the line after the tokens it was told to say', async () => {
  const { claude, client } = await claudeDesk();
  claude.script({ text: ['We', ' ship', ' in'], breakAfterTokens: 1, breakWith: 'disconnect' });
  const { events, error } = await eventsOf(client, asking());
  expect(events.at(-1)).toMatchObject({ delta: { text: 'We' } });
  expect(error).toBeDefined();
  expect(claude.requests[0]).not.toHaveProperty('aborted');
});

it('falls silent in mid-stream, and notices when the client gives up', async () => {
  const { claude, client } = await claudeDesk();
  claude.script({ text: ['We', ' ship'], breakAfterTokens: 1, breakWith: 'silence' });
  const stream = client.messages.stream(asking());
  stream.on('text', () => stream.abort());
  await expect(stream.finalMessage()).rejects.toBeInstanceOf(Anthropic.APIUserAbortError);
  await until(() => claude.requests[0]?.aborted === true);
});

it('fails as a whole where there is no stream to break', async () => {
  const { claude, client } = await claudeDesk();
  claude.script({ text: 'We ship', breakAfterTokens: 1 }, { text: 'We ship', breakWith: 'disconnect' });
  expect(await errorOf(client.messages.create(asking()))).toMatchObject({ status: 529 });
  expect(await errorOf(client.messages.create(asking()))).toBeInstanceOf(Anthropic.APIConnectionError);
});

it('never answers a call that hangs, and notices when the client gives up', async () => {
  const { claude, client } = await claudeDesk();
  claude.script({ hang: true });
  const impatience = new AbortController();
  const call = errorOf(client.messages.stream(asking(), { signal: impatience.signal }).finalMessage());
  await until(() => claude.requests.length === 1);
  impatience.abort();
  expect(await call).toBeInstanceOf(Anthropic.APIUserAbortError);
  await until(() => claude.requests[0]?.aborted === true);
  expect(claude.requests[0]).not.toHaveProperty('status');
  claude.assertDone();
});

it("meets the SDK's own time-out", async () => {
  const { claude, client } = await claudeDesk();
  claude.script({ hang: true });
  const error = await errorOf(client.messages.stream(asking(), { timeout: 50 }).finalMessage());
  expect(error).toBeInstanceOf(Anthropic.APIConnectionTimeoutError);
});

it('stops speaking when the client hangs up in the middle', async () => {
  const { claude, client } = await claudeDesk({ pace: { firstTokenMs: 0, betweenTokensMs: 20 } });
  claude.script({ text: Array.from({ length: 500 }, () => ' word') });
  const stream = client.messages.stream(asking());
  stream.once('text', () => stream.abort());
  await errorOf(stream.finalMessage());
  await until(() => claude.requests[0]?.aborted === true);
});

it('closes even while a call hangs', async () => {
  const { claude, client } = await claudeDesk();
  claude.script({ hang: true });
  const call = errorOf(ask(client, asking()));
  await until(() => claude.requests.length === 1);
  await claude.close();
  expect(await call).toBeInstanceOf(Anthropic.APIConnectionError);
});

it('wants an API key that it accepts', async () => {
  const { claude } = await claudeDesk({ apiKeys: ['sk-good'] });
  claude.script({ text: 'Hello.' });
  expect(await errorOf(ask(clientOf(claude, 'sk-bad'), asking()))).toMatchObject({
    status: 401,
    type: 'authentication_error',
    apiMessage: 'invalid x-api-key',
  });
  expect(textOf(await ask(clientOf(claude, 'sk-good'), asking()))).toBe('Hello.');
  const bare = await fetch(`${claude.url}/v1/models`, { headers: { 'anthropic-version': '2023-06-01' } });
  expect(bare.status).toBe(401);
});

it('lists the models, and counts the pings', async () => {
  const { claude, client } = await claudeDesk();
  const ids: string[] = [];
  for await (const { id } of client.models.list()) ids.push(id);
  expect(ids).toContain('claude-haiku-5-5');
  expect(await client.models.retrieve('claude-sonnet-5-5')).toMatchObject({ type: 'model', max_tokens: 128_000 });
  expect(await errorOf(client.models.retrieve('claude-none'))).toBeInstanceOf(Anthropic.NotFoundError);
  expect(claude.pings()).toBe(3);
  expect(claude.requests).toEqual([]);
});

it('tells a reused connection from a new one', async () => {
  const { claude, client } = await claudeDesk();
  claude.always({ text: 'Hello.' });
  for (let call = 0; call < 8; call++) await ask(client, asking());
  // The SDK may open a second one while the first is still being returned to its pool.
  expect(Math.max(...claude.requests.map(({ connection }) => connection))).toBeLessThan(4);
});
