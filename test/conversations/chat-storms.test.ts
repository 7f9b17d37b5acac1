import { beforeAll, describe, expect, test } from 'vitest';
import type { Reply } from '#local/claude/reply.ts';
import { demo } from '#local/demo-company.ts';
import { report, shown, teamPhone, textsTo, told, uses } from '#test/support/afterwards.ts';
import { messagesOf, openChat } from '#test/support/chat.ts';
import { settableClock } from '#test/support/settable-clock.ts';
import { useWorld } from '#test/support/world.ts';

const clock = settableClock();
const world = useWorld({ clock });
const companyId = 'stormy';
const say = (text: string): Reply => ({ text });
const slowly = { firstTokenMs: 0, betweenTokensMs: 40 };
const long: Reply = { text: 'Your rug is on its way to you. It will arrive on Friday. Anything else?', pace: slowly };

beforeAll(() => world().company({ ...told, companyId, phoneNumber: '+12025550181' }));

/** The events of an answer as they come over the network; `first` resolves with the first sentence. */
async function listen(sessionId: string, text: string, key: string, company: string = demo.companyId) {
  const token = await world().token({ companyId: company, role: 'chat' });
  const response = await fetch(world().url + messagesOf(sessionId), {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      'idempotency-key': key,
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ text }),
  });
  let read = '';
  let heard = (): void => undefined;
  const first = new Promise<void>((resolve) => {
    heard = resolve;
  });
  const whole = (async () => {
    const decoder = new TextDecoder();
    for await (const piece of response.body ?? []) {
      read += decoder.decode(piece as Uint8Array, { stream: true });
      if (read.includes('event: sentence')) heard();
    }
    return read;
  })();
  return { first, whole };
}

describe('a chat that is ended while its answer is being written', () => {
  test('is over at once, its answer is told to the end, and the books are closed once', async () => {
    const { claude, metrics, lambda, stores } = world();
    claude.answerAside(() => report());
    claude.script(long);
    const chat = await openChat(world());
    const before = metrics.of('sessionsResolution').length;
    const answer = await listen(chat.sessionId, 'Where is my rug?', 'k-1');
    await answer.first;
    const ends = await Promise.all([chat.ends('resolved'), chat.ends('resolved'), chat.ends()]);
    expect(ends.map(({ status, body }) => [status, body.status])).toEqual(Array(3).fill([200, 'resolved']));
    expect((await answer.whole).match(/event: (?:sentence|done|problem)/g)).toEqual([
      'event: sentence',
      'event: sentence',
      'event: sentence',
      'event: done',
    ]);
    expect(await chat.sends('One more?')).toMatchObject({ status: 409 });
    // The answer stays what it was, for whoever lost it.
    expect((await chat.sends('Where is my rug?', 'k-1')).body.text).toBe(long.text);
    await lambda.settled();
    expect(metrics.of('sessionsResolution').slice(before)).toEqual([100]);
    expect(await stores.sessions.find(chat.sessionId)).toMatchObject({ status: 'resolved', afterCall: {} });
  });
});

describe('a person asked for by button while the AI passes the chat on itself', () => {
  test('is told to the team once', async () => {
    const { claude, lambda } = world();
    const before = textsTo(world(), teamPhone).length;
    claude.script({
      ...uses(
        'transfer_to_human',
        { reason: 'broken lamp', summary: 'Wants a new lamp.' },
        'Of course, one moment. Let me see.',
      ),
      pace: slowly,
    });
    const chat = await openChat(world(), { companyId });
    const answer = await listen(chat.sessionId, 'A person!', 'k-1', companyId);
    await answer.first;
    expect((await chat.asksForPerson()).body).toMatchObject({ attempt: 1, already: false });
    expect(await answer.whole).toContain('"next":"handed-over"');
    await lambda.settled();
    expect(textsTo(world(), teamPhone).slice(before)).toHaveLength(1);
  });
});

describe('a worker that dies in the middle of an answer', () => {
  test('leaves what it had said, an apology after twenty seconds, and a chat that goes on', async () => {
    const { claude, lambda, stores } = world();
    const chat = await openChat(world());
    const { sessionId } = chat;
    await lambda.settled();
    lambda.dropNext();
    const answer = await listen(sessionId, 'Where is my rug?', 'k-1');
    const startedAt = clock.now();
    const expiresAt = Math.floor(startedAt / 1000) + 86_400;
    const mine = { sessionId, companyId: demo.companyId, turn: 1 };
    await expect.poll(() => stores.dialogues.findTurn(sessionId, 1)).toBeDefined();
    await stores.dialogues.openReply({
      ...mine,
      status: 'streaming',
      tier: 'aiRep',
      sentences: [],
      parts: [],
      next: { kind: 'listen' },
      startedAt,
      expiresAt,
    });
    await stores.dialogues.addSentences(sessionId, 1, ['Your rug is on its way.'], startedAt);
    await answer.first;
    expect(await chat.sends('Hello?', 'k-2')).toMatchObject({ status: 409, headers: { 'retry-after': '1' } });
    clock.forward(21_000);
    const events = await answer.whole;
    expect(events).toContain('that took too long');
    expect(events.match(/event: done/g)).toHaveLength(1);
    // Whoever comes too late is not heard.
    expect(await stores.dialogues.addSentences(sessionId, 1, ['It was refunded.'])).toBe(false);
    claude.script(say('Still here.'));
    expect((await chat.sends('Hello?', 'k-2')).body).toMatchObject({ turn: 2, text: 'Still here.' });
    expect(shown(world())).toContain('Your rug is on its way.');
    expect(shown(world())).not.toContain('refunded');
  });
});

describe('a model that fails in a streamed chat', () => {
  test.each<[string, Reply]>([
    ['is overloaded before a word', { fail: { status: 529 } }],
    ['is limited', { fail: { status: 429 } }],
    [
      'is cut off',
      { text: ['Your rug is on ', 'its way. It will be ', 'here'], breakAfterTokens: 2, breakWith: 'disconnect' },
    ],
    ['breaks off in mid-sentence', { text: ['Your rug is on ', 'its way. It will be ', 'here'], breakAfterTokens: 2 }],
    [
      'asks a tool for garbage',
      { text: 'Let me look.', tools: [{ name: 'search_knowledge', input: {} }], rawToolInput: '{"query": "x' },
    ],
  ])('that %s: the other one goes on, and no sentence comes twice', async (_, failing) => {
    world().claude.script(failing, say('It arrives on Friday.'));
    const chat = await openChat(world());
    const events = await (await listen(chat.sessionId, 'Where is it?', 'k-1')).whole;
    expect(events).toContain('It arrives on Friday.');
    expect(events).not.toContain('event: problem');
    const told = [...events.matchAll(/event: sentence\ndata: (.*)/g)].map(([, data]) => JSON.parse(data ?? '').text);
    expect(new Set(told).size).toBe(told.length);
  });
});

describe('a claim without a receipt', () => {
  test.each([
    ['letter by letter', (text: string) => [...text]],
    ['in halves of words', (text: string) => text.match(/.{1,3}/gs) ?? []],
    ['with a line break between all words', (text: string) => text.split(' ').map((word) => `${word}\n`)],
    ['with a full stop after each word', (text: string) => text.split(' ').map((word) => `${word}. `)],
  ])('never reaches the network, though it be streamed %s', async (_, cut) => {
    const lie = 'Good news: I have issued your refund of $500.00 to your card, it is done.';
    const pace = { firstTokenMs: 0, betweenTokensMs: 1 };
    world().claude.script({ text: cut(lie), pace }, { text: cut(lie), pace });
    const chat = await openChat(world());
    const events = await (await listen(chat.sessionId, 'Refund me $500.', 'k-1')).whole;
    expect(events).not.toMatch(/done\.|to your card|issued/);
    expect(events).toContain('To be clear, nothing has been changed on your account so far.');
  });
});
