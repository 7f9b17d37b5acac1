import { expect, test } from 'vitest';
import { report, sweeps } from '#test/support/afterwards.ts';
import { api } from '#test/support/api.ts';
import { sampleAction } from '#test/support/samples.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const voice = '/api/momentum/voice/analytics';
const cs = '/api/momentum/cs/analytics';

test('a call and what was done in it are in the numbers once its books are closed', async () => {
  world().claude.script({ text: 'I am sorry to hear that.' });
  world().claude.answerAside(() => report({ topic: 'damaged-goods' }));
  const caller = await world().caller();
  await caller.says('My lamp is broken.');
  await caller.hangsUp();
  await world().lambda.settled();
  const action = sampleAction({
    companyId: 'demo',
    sessionId: `sess_${caller.callSid}`,
    requestedAt: new Date().toISOString(),
  });
  await world().stores.ledger.createOnce(action);
  await world().stores.ledger.move(action, 'requested', 'executed', { updatedAt: new Date().toISOString() });
  await sweeps(world());
  await caller.sendStatus({ CallStatus: 'completed', CallDuration: '7' });
  await sweeps(world());

  const answer = await api(world())
    .as('viewer')
    .get(voice, { query: { granularity: 'hour' } });
  expect(answer.status).toBe(200);
  expect(answer.body.total).toMatchObject({
    sessions: 1,
    outcomes: { abandoned: 1 },
    resolutionRate: 0,
    escalation: { sessions: 0, rate: 0 },
    turns: { total: 1, perSession: 1 },
    firstSentence: { count: 1, p50Ms: expect.any(Number) },
    // The answer, the warm-up and the report.
    model: { calls: expect.any(Number), costMicroUsd: expect.any(Number) },
    actions: [{ kind: 'refund', executed: 1, amounts: [{ currency: 'USD', amountMinor: 1999 }] }],
    topics: [{ topic: 'damaged-goods', sessions: 1 }],
    sentiments: { negative: 1 },
    reported: { unresolved: 1 },
  });
  expect(answer.body.total.model.calls).toBeGreaterThanOrEqual(2);
  expect(answer.body.periods).toHaveLength(1);
  const { begin, ...numbers } = answer.body.periods[0];
  expect(begin).toMatch(/^\d{4}-\d\d-\d\dT\d\d:00:00\.000Z$/);
  expect(numbers).toEqual(answer.body.total);

  const both = await api(world()).as('viewer').get(cs);
  expect(both.body.total).toEqual(answer.body.total);
  expect(Object.keys(both.body.byChannel)).toEqual(['voice']);
  const chat = await api(world())
    .as('viewer')
    .get(cs, { query: { channel: 'chat' } });
  expect(chat.body).toMatchObject({ total: { sessions: 0, resolutionRate: null }, periods: [] });
});

test("another company's numbers are not in one's own", async () => {
  const answer = await api(world())
    .as('admin', 'somebody-else')
    .get(cs, { query: { granularity: 'month' } });
  expect(answer).toMatchObject({ status: 200, body: { total: { sessions: 0, model: { calls: 0 } }, periods: [] } });
});

test('a span is told in whole periods, and one that is none or too long is refused by the field', async () => {
  const viewer = api(world()).as('viewer');
  const query = { from: '2026-11-01T10:20:00Z', to: '2026-11-02T00:00:00Z' };
  expect((await viewer.get(voice, { query })).body).toMatchObject({
    granularity: 'day',
    from: '2026-11-01T00:00:00.000Z',
    to: '2026-11-02T00:00:00.000Z',
  });
  expect(await viewer.get(voice, { query: { from: query.to, to: query.from } })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'to' }] },
  });
  const backwards = { from: '2026-11-01T10:20:00Z', to: '2026-11-01T10:10:00Z' };
  expect(await viewer.get(voice, { query: backwards })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'to' }] },
  });
  const long = { from: '2026-01-01T00:00:00Z', to: '2026-11-02T00:00:00Z', granularity: 'hour' };
  expect(await viewer.get(voice, { query: long })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'from' }] },
  });
  const wrong = { granularity: 'week', channel: 'fax', from: '0000-01-01T00:00:00Z', since: 'now' };
  for (const [field, value] of Object.entries(wrong)) {
    expect(await viewer.get(cs, { query: { [field]: value } })).toMatchObject({
      status: 422,
      body: { errors: [{ field }] },
    });
  }
});
