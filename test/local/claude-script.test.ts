import { expect, it } from 'vitest';
import { ask, asking, claudeDesk, errorOf, textOf } from '#test/local/claude-desk.ts';

it('takes the replies in order and is done when all are taken', async () => {
  const { claude, client } = await claudeDesk();
  claude.script({ text: 'First.' }, ({ messages }) => ({ text: `You said ${messages[0]?.content}` }));
  expect(textOf(await ask(client, asking()))).toBe('First.');
  expect(textOf(await ask(client, asking()))).toBe('You said Hello?');
  claude.assertDone();
});

it('records what it was asked, by whom, and what it cost', async () => {
  const { claude, client } = await claudeDesk({ now: () => 1_000 });
  claude.script({ text: 'Hi.' });
  await ask(client, asking());
  expect(claude.requests).toMatchObject([
    {
      at: 1_000,
      model: 'claude-haiku-5-5',
      status: 200,
      body: { max_tokens: 300, stream: true },
      headers: { authorization: 'Bearer sk-test' },
      usage: { output_tokens: 2 },
    },
  ]);
});

it('is not done while a reply is left over, and says which', async () => {
  const { claude, client } = await claudeDesk();
  claude.script({ text: 'First.' }, { text: 'Second.' });
  await ask(client, asking());
  expect(() => claude.assertDone()).toThrow('reply 1 of 1 left over: {"text":"Second."}');
});

it('is not done after a call that nothing was scripted for, and says which', async () => {
  const { claude, client } = await claudeDesk();
  const error = await errorOf(ask(client, asking()));
  expect(error).toMatchObject({ status: 500, type: 'api_error' });
  expect(error.apiMessage).toContain('nothing is scripted for claude-haiku-5-5, 1 messages, the last one "Hello?"');
  expect(claude.unexpected).toHaveLength(1);
  expect(() => claude.assertDone()).toThrow('unexpected call: claude-haiku-5-5');
});

it('keeps the reply when the request was refused, and says why it is left over', async () => {
  const { claude, client } = await claudeDesk();
  claude.script({ text: 'Hello.' });
  await errorOf(ask(client, asking({ temperature: 0.2 })));
  expect(() => claude.assertDone()).toThrow(/left over: .*Hello.*\n.*refused with 400: `temperature` is deprecated/);
});

it('hands on what an assertion in the script throws', async () => {
  const { claude, client } = await claudeDesk();
  claude.script({ text: 'Hi.', before: ({ system }) => expect(system).toBe('Be brief.') });
  expect(await errorOf(ask(client, asking()))).toMatchObject({ status: 500 });
  expect(() => claude.assertDone()).toThrow("expected undefined to be 'Be brief.'");
});

it('answers from the queue first, then always, then by its mind', async () => {
  const { claude, client } = await claudeDesk({ mind: () => ({ text: 'mind' }) });
  expect(textOf(await ask(client, asking()))).toBe('mind');
  claude.always({ text: 'always' });
  claude.script({ text: 'script' });
  const said = [];
  for (let call = 0; call < 3; call++) said.push(textOf(await ask(client, asking())));
  expect(said).toEqual(['script', 'always', 'always']);
  claude.assertDone();
});

it('warms the cache at max_tokens 0 without touching the script', async () => {
  const { claude, client } = await claudeDesk();
  claude.script({ text: 'Hello.' });
  const warm = await client.messages.create({ ...asking({ max_tokens: 0 }), stream: false });
  expect(warm).toMatchObject({ content: [], stop_reason: 'max_tokens', usage: { output_tokens: 0 } });
  expect(await ask(client, asking({ max_tokens: 0 }))).toMatchObject({ content: [], usage: { output_tokens: 0 } });
  expect(claude.warmUps).toHaveLength(2);
  expect(claude.requests).toHaveLength(0);
  await ask(client, asking());
  claude.assertDone();
});

it('begins anew after reset', async () => {
  const { claude, client } = await claudeDesk();
  claude.script({ text: 'left over' });
  claude.always({ text: 'always' });
  await ask(client, asking());
  claude.reset();
  expect(claude.requests).toEqual([]);
  claude.assertDone();
  await errorOf(ask(client, asking()));
  expect(claude.unexpected).toHaveLength(1);
});
