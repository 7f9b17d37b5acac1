import { describe, expect, test } from 'vitest';
import type { CallStatus } from '#lib/domain/call.ts';
import type { Metric } from '#lib/names.ts';
import { demo } from '#local/demo-company.ts';
import { useFaultyWorld } from '#test/support/faulty-world.ts';
import { knock, ringFields, spoken, voicePath } from '#test/support/front-door.ts';
import { allRows, rowsChangedSince } from '#test/support/rows.ts';
import { sampleDelivery, sampleReply, sampleTurn } from '#test/support/samples.ts';

const { world, store } = useFaultyWorld();
const person = demo.personPhone;

type Event = { status: string; sequence?: number; seconds?: number };
const told: Event[] = [
  { status: 'initiated', sequence: 0 },
  { status: 'ringing', sequence: 1 },
  { status: 'in-progress', sequence: 2 },
  { status: 'completed', sequence: 3, seconds: 42 },
];

/** A call that was greeted; its status events are the test's to send. */
async function ring() {
  const call = String(ringFields().CallSid);
  const at = (path: string, fields: Record<string, string> = {}) =>
    knock({ path: voicePath(path), fields: ringFields({ CallSid: call, ...fields }) });
  await at('inbound');
  // The warm-up writes its usage row.
  await world().lambda.settled();
  const tell = ({ status, sequence, seconds }: Event, more: Record<string, string> = {}) =>
    at('status-callback', {
      CallStatus: status,
      CallbackSource: 'call-progress-events',
      ...(sequence === undefined ? {} : { SequenceNumber: String(sequence) }),
      ...(seconds === undefined ? {} : { CallDuration: String(seconds) }),
      ...more,
    });
  /** A turn that was answered, as the store holds it. */
  const answered = async (turn = 1) => {
    const { dialogues } = world().stores;
    const of = { sessionId: `sess_${call}`, companyId: demo.companyId, turn };
    await dialogues.claim(sampleTurn(of));
    await dialogues.openReply(sampleReply({ ...of, status: 'complete', sentences: ['Yes.'] }));
    await dialogues.deliver(of.sessionId, turn, 0, sampleDelivery({ lead: 'listen' }));
  };
  const books = async () => ({
    call: await world().stores.calls.find(call),
    session: await world().stores.sessions.find(`sess_${call}`),
  });
  return { call, at, tell, answered, books };
}

/** What the books of one call come to in metrics. */
const closing: Metric[] = [
  'callsSuccess',
  'callsEscalation',
  'callsDuration',
  'sessionsResolution',
  'messagesPerSession',
];
const taken = () => closing.map((metric) => world().metrics.of(metric).length);
const since = (before: number[]) =>
  Object.fromEntries(closing.map((metric, at) => [metric, world().metrics.of(metric).slice(before[at])]));
const once = (own: Partial<Record<Metric, number[]>> = {}) => ({
  callsSuccess: [100],
  callsEscalation: [0],
  callsDuration: [42],
  sessionsResolution: [0],
  messagesPerSession: [2],
  ...own,
});

describe('status events', () => {
  test.each(permutations(told).map((order) => [order.map(({ status }) => status).join(', '), order] as const))(
    'in the order %s, each twice, close the books once',
    async (_, order) => {
      const before = taken();
      const { tell, answered, books } = await ring();
      await answered();
      for (const event of order) {
        expect(await tell(event)).toMatchObject({ statusCode: 200, body: expect.stringContaining('<Response/>') });
        await tell(event);
      }
      expect(since(before)).toEqual(once());
      const { call, session } = await books();
      expect(call).toMatchObject({ status: 'completed', durationSeconds: 42, endedAt: expect.any(String) });
      expect(session).toMatchObject({ status: 'abandoned', endedAt: expect.any(String) });
    },
  );

  test('all at once, each three times, close the books once', async () => {
    const before = taken();
    const { tell, answered, books } = await ring();
    await answered();
    await Promise.all([...told, ...told, ...told].map((event) => tell(event)));
    expect(since(before)).toEqual(once());
    expect((await books()).call).toMatchObject({ status: 'completed', durationSeconds: 42 });
  });

  test('without a SequenceNumber, as a number’s own callback comes, close them too', async () => {
    const before = taken();
    const { tell, answered, books } = await ring();
    await answered();
    for (const { status, seconds } of told.toReversed()) await tell({ status, ...(seconds && { seconds }) });
    expect(since(before)).toEqual(once());
    expect((await books()).call).toMatchObject({ status: 'completed', durationSeconds: 42 });
  });

  test('of a live call never go back', async () => {
    const { tell, books } = await ring();
    await tell({ status: 'in-progress', sequence: 2 });
    await tell({ status: 'ringing', sequence: 1 });
    expect((await books()).call).toMatchObject({ status: 'in-progress', lastSequence: 2 });
    await tell({ status: 'completed' });
  });

  test('never lead a call that was answered back to ringing, though they are the first that we hear of it', async () => {
    const { tell, books } = await ring();
    await tell({ status: 'ringing', sequence: 1 });
    expect((await books()).call).toMatchObject({ status: 'in-progress' });
    await tell({ status: 'completed', sequence: 3 });
  });

  test.each(['busy', 'failed', 'no-answer', 'canceled'] as const)(
    '%s, with or without the others around it, ends a call that nobody spoke in',
    async (status) => {
      const before = taken();
      const { tell, books } = await ring();
      await tell({ status: 'ringing', sequence: 1 });
      await tell({ status, sequence: 2 });
      await tell({ status: 'completed', sequence: 3, seconds: 9 });
      await tell({ status, sequence: 2 });
      const { callsDuration, ...rest } = since(before);
      expect(rest).toEqual({
        callsSuccess: [],
        callsEscalation: [0],
        sessionsResolution: [0],
        messagesPerSession: [0],
      });
      expect(callsDuration).toHaveLength(1);
      const { call, session } = await books();
      expect(call?.status satisfies CallStatus | undefined).toBe(status);
      expect(session?.status).toBe('abandoned');
    },
  );

  test.each(['', 'exploded', 'COMPLETED', 'queued '])(
    'with a status that nobody knows ("%s") change nothing',
    async (status) => {
      const { tell } = await ring();
      const before = { rows: await allRows(), metrics: taken() };
      expect((await tell({ status, sequence: 7 })).statusCode).toBe(200);
      expect(await rowsChangedSince(before.rows)).toEqual([]);
      expect(taken()).toEqual(before.metrics);
      await tell({ status: 'completed' });
    },
  );

  test.each([
    ['a SequenceNumber that is none', { SequenceNumber: 'first' }],
    ['a negative SequenceNumber', { SequenceNumber: '-1' }],
    ['a SequenceNumber beyond counting', { SequenceNumber: '9'.repeat(40) }],
  ])('with %s change nothing before the end', async (_, fields) => {
    const { tell, books } = await ring();
    expect((await tell({ status: 'ringing' }, fields)).statusCode).toBe(200);
    expect((await books()).call).toMatchObject({ status: 'in-progress', lastSequence: -1 });
    await tell({ status: 'completed' }, { CallDuration: 'long' });
    expect((await books()).call?.durationSeconds).toBeLessThan(60);
  });

  test('of a call that we never saw close nothing, and are remembered once for a ring that may come', async () => {
    const before = { rows: await allRows(), metrics: taken() };
    const answer = await knock({
      path: voicePath('status-callback'),
      fields: ringFields({ CallStatus: 'completed', CallDuration: '3' }),
    });
    expect(answer.statusCode).toBe(200);
    expect(await rowsChangedSince(before.rows)).toEqual([expect.stringMatching(/^CSOutbox .*late-end/)]);
    expect(taken()).toEqual(before.metrics);
  });

  test('of the person’s leg change nothing', async () => {
    const { call, at } = await ring();
    const before = { rows: await allRows(), metrics: taken() };
    const leg = {
      CallSid: String(ringFields().CallSid),
      ParentCallSid: call,
      Direction: 'outbound-dial',
      From: demo.phoneNumber,
      To: person,
    };
    for (const { status, sequence } of told)
      await at('status-callback', { ...leg, CallStatus: status, SequenceNumber: String(sequence), CallDuration: '9' });
    expect(await rowsChangedSince(before.rows)).toEqual([]);
    expect(taken()).toEqual(before.metrics);
    await at('status-callback', { CallStatus: 'completed' });
  });
});

describe('the end of a call', () => {
  test('that comes before the last turn: the turn hears that it is over, and the model is not asked', async () => {
    const before = taken();
    const { at, tell, answered } = await ring();
    await answered();
    await tell({ status: 'completed', seconds: 42 });
    expect(spoken(await at('speech/2', { SpeechResult: 'And another thing' }))).toMatch(/already ended/);
    expect(world().claude.requests).toHaveLength(0);
    expect(since(before)).toEqual(once());
  });

  test('that comes while the last turn is answered closes the books once, as they stood', async () => {
    const before = taken();
    world().claude.script({ text: ['Well. ', 'Then', ' so.'], pace: { firstTokenMs: 200, betweenTokensMs: 200 } });
    const { at, tell, answered, books } = await ring();
    await answered();
    const last = at('speech/2', { SpeechResult: 'And another thing' });
    await until(
      async () => (await world().stores.dialogues.findTurn((await books()).session?.sessionId ?? '', 2)) !== undefined,
    );
    await tell({ status: 'completed', seconds: 42 });
    expect((await last).statusCode).toBe(200);
    await world().lambda.settled();
    await tell({ status: 'completed', seconds: 42 });
    const { messagesPerSession, ...rest } = since(before);
    const { messagesPerSession: _, ...others } = once();
    expect(rest).toEqual(others);
    expect(messagesPerSession).toHaveLength(1);
    expect((await books()).session).toMatchObject({ status: 'abandoned' });
  });

  test('that overtakes the goodbye is judged by the goodbye', async () => {
    const before = taken();
    world().claude.script({ text: 'Bye!', tools: [{ name: 'end_conversation', input: { outcome: 'resolved' } }] });
    const caller = await world().caller();
    await caller.says('Thanks, bye.');
    expect(caller).toHaveHungUp();
    const { callsSuccess, sessionsResolution } = since(before);
    expect({ callsSuccess, sessionsResolution }).toEqual({ callsSuccess: [100], sessionsResolution: [100] });
  });

  test('that comes while a person talks with the caller, before the Dial tells: escalated, and a success', async () => {
    const before = taken();
    world().twilio.agents.when(person).answers({ presses: '1', talksMs: Number.POSITIVE_INFINITY });
    const caller = await world().caller();
    await caller.presses('0');
    expect(caller.state).toBe('talking');
    await caller.sendStatus({ CallStatus: 'completed', CallDuration: '42' });
    await caller.hangsUp();
    const { callsSuccess, callsEscalation, sessionsResolution } = since(before);
    expect({ callsSuccess, callsEscalation, sessionsResolution }).toEqual({
      callsSuccess: [100],
      callsEscalation: [100],
      sessionsResolution: [0],
    });
    expect(await world().stores.sessions.find(`sess_${caller.callSid}`)).toMatchObject({ status: 'escalated' });
  });

  test('after a person who heard the case and declined is judged by what the AI did then', async () => {
    const before = taken();
    world().claude.script(
      { text: 'One moment.', tools: [{ name: 'transfer_to_human', input: { reason: 'asked', summary: 'A lamp.' } }] },
      { text: 'Bye!', tools: [{ name: 'end_conversation', input: { outcome: 'resolved' } }] },
    );
    const { at, tell, books } = await ring();
    await followed(at, 'speech/1', { SpeechResult: 'A person, please.' });
    await at('escalate/1/whisper');
    await at('escalate/1/result', { DialCallStatus: 'completed', DialBridged: 'false' });
    await followed(at, 'speech/2', { SpeechResult: 'Never mind.' });
    await tell({ status: 'completed', seconds: 42 });
    expect(since(before)).toEqual(once({ callsEscalation: [100], sessionsResolution: [100], messagesPerSession: [4] }));
    expect((await books()).session).toMatchObject({ status: 'resolved' });
  });

  test.each([
    ['is read', 'CSMessage', 'Query'],
    ['closes the call', 'VoiceCall', 'UpdateItem'],
    ['closes the session', 'CSSession', 'UpdateItem'],
  ])('that fails while it %s is a 503, and its repeat does what is left', async (_, table, command) => {
    const before = taken();
    const { tell, answered, books } = await ring();
    await answered();
    store().breaks((request) => request.table === table && request.command === command);
    expect(await tell({ status: 'completed', seconds: 42 })).toEqual({ statusCode: 503 });
    store().heals();
    expect((await tell({ status: 'completed', seconds: 42 })).statusCode).toBe(200);
    await tell({ status: 'completed', seconds: 42 });
    expect(since(before)).toEqual(once());
    const { call, session } = await books();
    expect([call?.status, session?.status]).toEqual(['completed', 'abandoned']);
  });
});

type At = Awaited<ReturnType<typeof ring>>['at'];

/** Asks on until the answer is whole. */
async function followed(at: At, path: string, fields: Record<string, string>): Promise<void> {
  let answer = await at(path, fields);
  for (let part = 1; /<Redirect[^>]*>[^<]*\/speech\//.test(answer.body ?? ''); part += 1)
    answer = await at(`${path}/${part}`);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((turn) => setImmediate(turn));
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, at) => permutations(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));
}
