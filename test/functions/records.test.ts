import { beforeAll, expect, test } from 'vitest';
import type { Session } from '#lib/domain/session.ts';
import { report } from '#test/support/afterwards.ts';
import { api } from '#test/support/api.ts';
import { freshId, sampleAction, sampleCall, sampleConfig, sampleExpiry, sampleSession } from '#test/support/samples.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const callsPath = '/api/momentum/voice/calls';
const sessionsPath = '/api/momentum/cs/sessions';
const companyId = freshId('keeper');
const agent = () => api(world()).as('agent', companyId);
const at = (minute: number) => `2026-11-22T21:${String(minute).padStart(2, '0')}:00.000Z`;
const sidOf = (minute: number) => `CAkeeper${companyId.slice(-8)}${minute}`;

/** A call a minute; the customer's are the even ones, the manager's every third, resolved the first five. */
beforeAll(async () => {
  const { calls, sessions } = world().stores;
  const config = sampleConfig({ companyId });
  for (let minute = 0; minute < 9; minute += 1) {
    const call = sampleCall({ companyId, callSid: sidOf(minute), startedAt: at(minute) });
    const tier: Session['tier'] = minute % 3 === 0 ? 'aiManager' : 'aiRep';
    const { sessionId, callSid } = call;
    await calls.createOnce(call);
    await sessions.createOnce(sampleSession({ config, sessionId, callSid, startedAt: at(minute), tier }), sampleExpiry);
    if (minute % 2 === 0) {
      await sessions.verify(sessionId, { customerId: 'cus_7', evidence: 'caller-id', at: at(minute) });
    }
    if (minute >= 5) continue;
    await calls.close(callSid, { status: 'completed', endedAt: at(30), durationSeconds: 60 });
    await sessions.end(sessionId, 'resolved', at(30));
  }
  const { callSid: _, ...chat } = sampleSession({ config, channel: 'chat', startedAt: at(20) });
  await sessions.createOnce(chat, sampleExpiry);
  await calls.createOnce(sampleCall({ startedAt: at(1) }));
});

/** The minutes of all calls that a query lists, page by page. */
async function minutes(path: string, query: Record<string, string | number>): Promise<number[]> {
  const found: number[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await agent().get(path, { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } });
    expect(page.status).toBe(200);
    found.push(...page.body.items.map(({ startedAt }: { startedAt: string }) => new Date(startedAt).getUTCMinutes()));
    cursor = page.body.next;
    if (cursor === undefined) return found;
  }
}

test.each<[string, Record<string, string>, number[]]>([
  ['all', {}, [8, 7, 6, 5, 4, 3, 2, 1, 0]],
  ['of a status', { status: 'completed' }, [4, 3, 2, 1, 0]],
  ['of a period', { from: at(3), to: at(6) }, [5, 4, 3]],
  ['of a status in a period', { status: 'completed', from: at(1), to: at(3) }, [2, 1]],
  ['of a customer', { customerId: 'cus_7' }, [8, 6, 4, 2, 0]],
  ['of a customer and a status', { customerId: 'cus_7', status: 'completed' }, [4, 2, 0]],
  ['of a tier', { tier: 'aiManager' }, [6, 3, 0]],
  ['of nobody', { customerId: 'cus_8' }, []],
  ['without a report of that outcome', { outcome: 'resolved' }, []],
])('calls are listed newest first, %s, on pages of any size', async (_, query, wanted) => {
  for (const limit of [1, 2, 100]) expect(await minutes(callsPath, { ...query, limit })).toEqual(wanted);
});

test('conversations are listed with chats, and narrowed in the same ways', async () => {
  expect(await minutes(sessionsPath, { limit: 4 })).toEqual([20, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
  expect(await minutes(sessionsPath, { channel: 'chat' })).toEqual([20]);
  expect(await minutes(sessionsPath, { status: 'resolved', tier: 'aiManager', limit: 1 })).toEqual([3, 0]);
  expect(await minutes(sessionsPath, { customerId: 'cus_7', status: 'active', limit: 1 })).toEqual([8, 6]);
});

test('a cursor is of one list, and a query that is none is refused by its field', async () => {
  const cursor = (await agent().get(callsPath, { query: { limit: 1 } })).body.next;
  expect(await agent().get(callsPath, { query: { cursor, status: 'completed' } })).toMatchObject({ status: 422 });
  expect(await agent().get(sessionsPath, { query: { cursor } })).toMatchObject({ status: 422 });
  expect(await api(world()).as('agent', 'other').get(callsPath, { query: { cursor } })).toMatchObject({ status: 422 });
  const wrong = { status: 'over', tier: 'humanAgent', outcome: 'great', from: 'then', limit: 0, customerId: '' };
  for (const [field, value] of Object.entries(wrong)) {
    const answer = await agent().get(callsPath, { query: { [field]: value } });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field }] } });
  }
  const backwards = { from: at(5), to: at(4) };
  expect(await agent().get(sessionsPath, { query: backwards })).toMatchObject({ body: { errors: [{ field: 'to' }] } });
});

test('one call is told turn by turn: heard, said, waited, paid; and what was done in it', async () => {
  world().claude.script({ text: ['I am sorry to hear that. ', 'Let me look.'] });
  world().claude.answerAside(() => report());
  const caller = await world().caller();
  await caller.says('My lamp is broken.');
  await caller.hangsUp();
  await world().lambda.settled();
  const sessionId = `sess_${caller.callSid}`;
  await world().stores.ledger.createOnce(sampleAction({ companyId: 'demo', sessionId, state: 'denied' }));
  const demo = api(world()).as('agent');
  const story = await demo.get(`${callsPath}/${caller.callSid}`);
  expect(story).toMatchObject({
    status: 200,
    body: {
      call: { callSid: caller.callSid, status: 'completed' },
      session: { sessionId, report: { outcome: 'unresolved', reason: 'Broken lamp' } },
      greeting: expect.stringContaining('AI'),
      turns: [
        {
          turn: 1,
          heard: { kind: 'spoken', words: 'My lamp is broken.' },
          said: ['I am sorry to hear that.', 'Let me look.'],
          gapMs: expect.any(Number),
          costMicroUsd: expect.any(Number),
        },
      ],
      actions: [{ kind: 'refund', state: 'denied', amountMinor: 1999, currency: 'USD' }],
      transfers: [],
    },
  });
  expect(story.body.turns[0].costMicroUsd).toBeGreaterThan(0);
  expect(story.body.costMicroUsd).toBeGreaterThan(story.body.turns[0].costMicroUsd);
  expect((await demo.get(`${sessionsPath}/${sessionId}`)).body).toEqual(story.body);

  const lines = (await demo.get(`${sessionsPath}/${sessionId}/transcript`)).body.lines;
  expect(lines.map(({ who, text }: { who: string; text: string }) => [who, text])).toEqual([
    ['aiRep', story.body.greeting],
    ['customer', 'My lamp is broken.'],
    ['aiRep', 'I am sorry to hear that. Let me look.'],
  ]);
  const text = await demo.get(`${sessionsPath}/${sessionId}/transcript`, { query: { format: 'text' } });
  expect(text.headers['content-type']).toBe('text/plain; charset=utf-8');
  expect(text.text).toMatch(/\] Customer: My lamp is broken\.\n/);
});

test('a call that nobody answered is told like any other, without a conversation', async () => {
  const call = sampleCall({ companyId, direction: 'outbound', startedAt: '2026-11-20T21:00:00.000Z' });
  await world().stores.calls.createOnce(call);
  await world().stores.calls.close(call.callSid, { status: 'no-answer', endedAt: call.startedAt, durationSeconds: 0 });
  const listed = await agent().get(callsPath, { query: { status: 'no-answer' } });
  expect(listed.body.items).toMatchObject([{ callSid: call.callSid }]);
  // Of two periods that meet in its beginning it is in the later one.
  const before = { from: '2026-11-20T20:00:00Z', to: call.startedAt };
  expect((await agent().get(callsPath, { query: before })).body.items).toEqual([]);
  const after = { from: call.startedAt, to: '2026-11-20T22:00:00Z' };
  expect((await agent().get(callsPath, { query: after })).body.items).toHaveLength(1);
  const story = await agent().get(`${callsPath}/${call.callSid}`);
  expect(story).toMatchObject({ status: 200, body: { call: { status: 'no-answer' }, turns: [], costMicroUsd: 0 } });
  expect(story.body.session).toBeUndefined();
  expect(await api(world()).as('agent', 'somebody-else').get(`${callsPath}/${call.callSid}`)).toMatchObject({
    status: 404,
  });
});

test('a cursor that somebody has made up is refused, whatever place it names', async () => {
  const { next } = (await agent().get(sessionsPath, { query: { limit: 1 } })).body;
  const [digest] = JSON.parse(Buffer.from(next, 'base64url').toString());
  const places = [
    ['2026-11-22 then', 'sess_1'],
    ['é'.repeat(512), 'sess_1'],
    ['2026-11-22T21:00:00.000Z', '€'.repeat(512)],
    ['2026-11-22T21:00:00.000Z', ''],
    ['2026-11-22T21:00:00.000Z'],
  ];
  for (const place of places) {
    const cursor = Buffer.from(JSON.stringify([digest, place])).toString('base64url');
    expect((await agent().get(sessionsPath, { query: { limit: 1, cursor } })).status).toBe(422);
  }
});

test("another company's calls and conversations do not exist, and a viewer reads nobody's words", async () => {
  const others = api(world()).as('admin', 'somebody-else');
  const paths = [
    `${callsPath}/${sidOf(1)}`,
    `${sessionsPath}/sess_${sidOf(1)}`,
    `${sessionsPath}/sess_${sidOf(1)}/transcript`,
  ];
  for (const path of paths) {
    expect(await others.get(path)).toMatchObject({ status: 404, body: { code: 'notFound' } });
    expect(await agent().get(path)).toMatchObject({ status: 200 });
    expect(await agent().get(path.replace(sidOf(1), 'nobody'))).toMatchObject({ status: 404 });
  }
  for (const path of [callsPath, sessionsPath, ...paths])
    expect(await api(world()).as('viewer', companyId).get(path)).toMatchObject({ status: 403 });
  expect((await others.get(callsPath)).body.items).toEqual([]);
});

test('a conversation whose call is not there any more is told all the same', async () => {
  const { stores } = world();
  const config = sampleConfig({ companyId });
  const session = sampleSession({ config, startedAt: '2026-11-19T21:00:00.000Z' });
  const { sessionId } = session;
  await stores.sessions.createOnce(session, sampleExpiry);
  const claimedAt = Date.parse(session.startedAt);
  const heard = { kind: 'spoken', text: 'Hello?' } as const;
  const deliveries = { 0: { from: 0, to: 0, lead: 'failed-again' } } as const;
  await stores.dialogues.claim({
    sessionId,
    companyId,
    turn: 1,
    heard,
    claimedAt,
    deliveries,
    expiresAt: sampleExpiry,
  });
  const lines = (await agent().get(`${sessionsPath}/${sessionId}/transcript`)).body.lines;
  expect(lines.map(({ text }: { text: string }) => text)).toEqual(['Hello?']);
  expect(await agent().get(`${sessionsPath}/${sessionId}`)).toMatchObject({ status: 200, body: { transfers: [] } });
  expect(await agent().get(`${callsPath}/${session.callSid}`)).toMatchObject({ status: 404 });
});

test('what begins while a list is read moves none of its pages', async () => {
  const { stores } = world();
  const mine = freshId('moving');
  const config = sampleConfig({ companyId: mine });
  const begins = async (startedAt: string) => {
    const session = sampleSession({ config, startedAt, channel: 'chat' });
    await stores.sessions.createOnce(session, sampleExpiry);
    return session.sessionId;
  };
  // Three of them in the same millisecond.
  const old = await Promise.all([0, 1, 1, 1, 2].map((minute) => begins(at(minute))));
  const reader = api(world()).as('agent', mine);
  const read: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await reader.get(sessionsPath, { query: { limit: 1, ...(cursor === undefined ? {} : { cursor }) } });
    read.push(...page.body.items.map(({ sessionId }: { sessionId: string }) => sessionId));
    cursor = page.body.next;
    if (cursor === undefined) break;
    await begins(at(10 + read.length));
  }
  expect(read).toHaveLength(5);
  expect([...read].sort()).toEqual([...old].sort());
});
