import { describe, expect, test } from 'vitest';
import type { Reply } from '#local/claude/reply.ts';
import { shown } from '#test/support/afterwards.ts';
import { api } from '#test/support/api.ts';
import { chatOf, keyed, messagesOf, openChat } from '#test/support/chat.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const say = (text: string): Reply => ({ text });
const conflict = { status: 409, body: { code: 'conflict' } };

describe('a message', () => {
  test('sent twice at once by the same key is one turn, and both get the same answer', async () => {
    const { claude, lambda } = world();
    claude.script({ text: 'Three to five days. Anything else?', pace: { firstTokenMs: 100 } });
    const chat = await openChat(world());
    const [one, other] = await Promise.all([chat.sends('How long?', 'k-1'), chat.sends('How long?', 'k-1')]);
    expect(one).toMatchObject({ status: 200, body: { turn: 1, text: 'Three to five days. Anything else?' } });
    expect(other.body).toEqual(one.body);
    await lambda.settled();
    expect(claude.requests).toHaveLength(1);
    // And much later.
    expect((await chat.sends('How long?', 'k-1')).body).toEqual(one.body);
  });

  test('with another text under the same key is refused', async () => {
    world().claude.script(say('Three days.'));
    const chat = await openChat(world());
    await chat.sends('How long?', 'k-1');
    expect(await chat.sends('Refund me.', 'k-1')).toMatchObject({ status: 422, body: { code: 'invalid' } });
  });

  test('while another is being answered is told to wait, and taken afterwards', async () => {
    const { claude } = world();
    claude.script({ text: 'First.', pace: { firstTokenMs: 300 } }, say('Second.'));
    const chat = await openChat(world());
    const first = chat.sends('One?', 'k-1');
    let second = await chat.sends('Two?', 'k-2');
    while (second.status === 200 && second.body.turn === 1) second = await chat.sends('Two?', 'k-2');
    const answers = [await first, second].filter(({ status }) => status === 409);
    expect(answers).toHaveLength(1);
    expect(answers[0]).toMatchObject({ ...conflict, headers: { 'retry-after': '1' } });
    const key = (await first).status === 409 ? ['One?', 'k-1'] : ['Two?', 'k-2'];
    expect((await chat.sends(key[0] ?? '', key[1])).body).toMatchObject({ turn: 2, text: 'Second.' });
    expect(shown(world())).toContain('First.');
  });

  test('of many at once under keys of their own is taken once', async () => {
    world().claude.script({ text: 'Only one.', pace: { firstTokenMs: 300 } });
    const chat = await openChat(world());
    const answers = await Promise.all([...'abcdefgh'].map((key) => chat.sends('Hello?', key)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)]);
    expect((await world().stores.dialogues.read(chat.sessionId)).turns).toHaveLength(1);
  });

  test('that is too long, empty, or without a key is refused before anybody reads it', async () => {
    const chat = await openChat(world());
    const client = api(world()).as('chat');
    const path = messagesOf(chat.sessionId);
    expect((await chat.sends('x'.repeat(4_001))).status).toBe(422);
    expect((await chat.sends('x'.repeat(70_000))).status).toBe(413);
    expect((await chat.sends(' \n ')).status).toBe(422);
    expect((await client.post(path, { text: 'Hello' })).status).toBe(400);
    expect((await client.post(path, { text: 'Hello', tier: 'aiManager' }, keyed())).status).toBe(422);
    expect((await world().stores.dialogues.read(chat.sessionId)).turns).toEqual([]);
  });

  test('to a chat that is over, to none, to a call, or to another company’s is refused', async () => {
    const chat = await openChat(world());
    expect((await chat.ends()).body.status).toBe('abandoned');
    expect(await chat.sends('Hello?')).toMatchObject(conflict);
    const client = api(world()).as('chat');
    const notFound = { status: 404, body: { code: 'notFound' } };
    expect(await client.post(messagesOf('sess_none'), { text: 'Hello?' }, keyed())).toMatchObject(notFound);
    const other = await openChat(world());
    const stranger = chatOf(api(world()).as('admin', 'stranger'), other.sessionId, other.opened);
    expect(await stranger.sends('Hello?')).toMatchObject(notFound);
    expect(await stranger.ends('resolved')).toMatchObject(notFound);
    expect(await stranger.asksForPerson()).toMatchObject(notFound);
    expect((await world().stores.sessions.find(other.sessionId))?.endedAt).toBeUndefined();
    const caller = await world().caller();
    expect(await client.post(messagesOf(`sess_${caller.callSid}`), { text: 'Hello?' }, keyed())).toMatchObject(
      conflict,
    );
    await caller.hangsUp();
  });

  test('is for the roles chat, agent and admin, and a chat’s token opens nothing else', async () => {
    const path = '/api/momentum/cs/sessions';
    const body = { channel: 'chat' };
    for (const role of ['chat', 'agent', 'admin'] as const)
      expect((await api(world()).as(role).post(path, body, keyed())).status, role).toBe(201);
    expect((await api(world()).as('viewer').post(path, body, keyed())).status).toBe(403);
    expect((await api(world()).bearing(undefined).post(path, body, keyed())).status).toBe(401);
    expect((await api(world()).as('chat').get('/api/momentum/cs/config')).status).toBe(403);
    const caller = await world().caller();
    const escalation = await api(world())
      .as('chat')
      .post(`${path}/sess_${caller.callSid}/escalate`, { reason: 'because' });
    expect(escalation.status).toBe(403);
    expect(caller.dialled).toEqual([]);
    await caller.hangsUp();
  });

  test('whose worker was lost is answered by another one', async () => {
    const { claude, lambda } = world();
    claude.script(say('Here I am.'));
    const chat = await openChat(world());
    await lambda.settled();
    lambda.dropNext();
    expect((await chat.writes('Anybody?')).text).toBe('Here I am.');
  });
});

describe('a company that is switched off', () => {
  test('opens no chats, and goes on with those it has', async () => {
    await world().company({ companyId: 'closing', phoneNumber: '+12025550171' });
    const chat = await openChat(world(), { companyId: 'closing' });
    const admin = api(world()).as('admin', 'closing');
    const { headers } = await admin.get('/api/momentum/cs/config');
    const off = await admin.post('/api/momentum/cs/config/disable', undefined, {
      headers: { 'if-match': headers.etag ?? '' },
    });
    expect(off.body).toMatchObject({ enabled: false });
    await expect(openChat(world(), { companyId: 'closing' })).rejects.toThrow('"status":409');
    world().claude.script(say('Still here.'));
    expect((await chat.writes('Hello?')).text).toBe('Still here.');
  });
});
