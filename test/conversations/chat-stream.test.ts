import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { Reply } from '#local/claude/reply.ts';
import { demo } from '#local/demo-company.ts';
import { uses } from '#test/support/afterwards.ts';
import { messagesOf, openChat } from '#test/support/chat.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const slowly = { firstTokenMs: 0, betweenTokensMs: 40 };
const answer: Reply = { text: 'Your rug is on its way to you. It will arrive on Friday. Anything else?', pace: slowly };

type Told = { id: string; event: string; data: Record<string, unknown> };

type Ask = { key: string; text?: string; lastEventId?: string; token?: string | null; role?: 'chat' | 'viewer' };

/** Asks for the events of an answer as a client on the network does. */
async function ask(sessionId: string, { key, text = 'Where is it?', lastEventId, token, role = 'chat' }: Ask) {
  const bearer = token === undefined ? await world().token({ companyId: demo.companyId, role }) : token;
  return await fetch(world().url + messagesOf(sessionId), {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      'idempotency-key': key,
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
    body: JSON.stringify({ text }),
  });
}

const eventsIn = (body: string): Told[] =>
  body
    .split('\n\n')
    .filter((block) => block.includes('data: '))
    .map((block) => {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
      return { id: field('id'), event: field('event'), data: JSON.parse(field('data')) };
    });

describe('an answer as server-sent events', () => {
  test('comes sentence by sentence while it is being written, and whole at the end', async () => {
    world().claude.script(answer);
    const chat = await openChat(world());
    const response = await ask(chat.sessionId, { key: 'k-1' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('x-request-id')).toMatch(/./);
    const pieces: string[] = [];
    const decoder = new TextDecoder();
    for await (const piece of response.body ?? []) pieces.push(decoder.decode(piece, { stream: true }));
    const first = pieces.findIndex((piece) => piece.includes('event: sentence'));
    const done = pieces.findIndex((piece) => piece.includes('event: done'));
    expect(first).toBeGreaterThanOrEqual(0);
    // The first sentence was on its way before the last one was written.
    expect(done).toBeGreaterThan(first);
    const events = eventsIn(pieces.join(''));
    expect(events.map(({ id, event }) => `${id} ${event}`)).toEqual([
      '1.0 sentence',
      '1.1 sentence',
      '1.2 sentence',
      '1.done done',
    ]);
    expect(events.map(({ data }) => data.text)).toEqual([
      'Your rug is on its way to you.',
      'It will arrive on Friday.',
      'Anything else?',
      'Your rug is on its way to you. It will arrive on Friday. Anything else?',
    ]);
    expect(events[0]?.data).toMatchObject({ index: 0, tier: 'aiRep', name: 'Ada' });
    // The same key, whole: word for word the same.
    expect((await chat.sends('Where is it?', 'k-1')).body).toEqual(events.at(-1)?.data);
  });

  test('goes on after a lost connection where it was, by its key and the last event’s id', async () => {
    world().claude.script(answer);
    const chat = await openChat(world());
    await hangUpAfterFirst(chat.sessionId, 'k-1');
    const again = await (await ask(chat.sessionId, { key: 'k-1', lastEventId: '1.0' })).text();
    expect(eventsIn(again).map(({ id }) => id)).toEqual(['1.1', '1.2', '1.done']);
    // Whoever lost the line after the last event has all sentences.
    const whole = await (await ask(chat.sessionId, { key: 'k-1', lastEventId: '1.done' })).text();
    expect(eventsIn(whole).map(({ id }) => id)).toEqual(['1.done']);
    // An id of another turn, or of nothing, means from the beginning.
    const anew = await (await ask(chat.sessionId, { key: 'k-1', lastEventId: '7.4' })).text();
    expect(eventsIn(anew).map(({ id }) => id)).toEqual(['1.0', '1.1', '1.2', '1.done']);
    expect(world().claude.requests).toHaveLength(1);
  });

  test('whose listener went away is finished, with all that it decided', async () => {
    const { claude, lambda, stores } = world();
    claude.script({
      ...uses('end_conversation', { outcome: 'resolved' }, 'All is well then. Thank you and goodbye!'),
      pace: slowly,
    });
    const chat = await openChat(world());
    await hangUpAfterFirst(chat.sessionId, 'k-1');
    await lambda.settled();
    await expect.poll(async () => (await stores.sessions.find(chat.sessionId))?.status).toBe('resolved');
  });

  test('is the same for two who listen at once', async () => {
    world().claude.script(answer);
    const chat = await openChat(world());
    const both = await Promise.all([ask(chat.sessionId, { key: 'k-1' }), ask(chat.sessionId, { key: 'k-1' })]);
    const [one, other] = await Promise.all(both.map((response) => response.text()));
    expect(eventsIn(one ?? '')).toEqual(eventsIn(other ?? ''));
    expect(world().claude.requests).toHaveLength(1);
  });

  test('that cannot begin is a problem with a status, as at the JSON door', async () => {
    const chat = await openChat(world());
    const problems = [
      [await ask(chat.sessionId, { key: 'k', token: null }), 401],
      [await ask(chat.sessionId, { key: 'k', token: 'nonsense' }), 401],
      [await ask(chat.sessionId, { key: 'k', role: 'viewer' }), 403],
      [await ask('sess_none', { key: 'k' }), 404],
      [await ask(chat.sessionId, { key: 'k', text: ' ' }), 422],
      [await ask(chat.sessionId, { key: 'k'.repeat(200) }), 400],
    ] as const;
    for (const [response, status] of problems) {
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect(await response.json()).toMatchObject({ status });
    }
    await chat.ends();
    expect((await ask(chat.sessionId, { key: 'k' })).status).toBe(409);
  });

  test('leaves no word of it in the log', async () => {
    const logged = JSON.stringify(world().log.lines.map(({ pii: _, ...line }) => line));
    expect(logged).toContain('sendMessage');
    expect(logged).not.toMatch(/rug|Friday|Where is it/);
  });
});

/** Listens until the first sentence is there, and cuts the line. */
async function hangUpAfterFirst(sessionId: string, key: string): Promise<void> {
  const token = await world().token({ companyId: demo.companyId, role: 'chat' });
  await new Promise<void>((resolve, reject) => {
    const asked = request(world().url + messagesOf(sessionId), {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        'idempotency-key': key,
        authorization: `Bearer ${token}`,
      },
    });
    asked.once('response', (response) => {
      response.on('data', (piece: Buffer) => {
        if (piece.includes('event: sentence')) asked.destroy();
      });
      response.once('close', resolve).once('error', () => undefined);
    });
    asked.once('error', reject);
    asked.end(JSON.stringify({ text: 'Where is it?' }));
  });
}
