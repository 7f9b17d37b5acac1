import { beforeAll, expect, test } from 'vitest';
import { api } from '#test/support/api.ts';
import { freshId, sampleConfig, sampleExpiry, sampleSession, sampleUsage } from '#test/support/samples.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const path = '/api/momentum/cs/usage';
const companyId = freshId('spender');
const viewer = () => api(world()).as('viewer', companyId);
const rows = [
  { createdAt: '2026-11-01T10:00:00.000Z', costMicroUsd: 100, channel: 'voice' as const },
  { createdAt: '2026-11-01T10:59:59.999Z', costMicroUsd: 7, channel: 'chat' as const },
  { createdAt: '2026-11-02T00:00:00.000Z', costMicroUsd: 3, model: 'claude-sonnet-5-5' },
].map((own) => sampleUsage({ companyId, ...own }));

beforeAll(async () => {
  await world().company({ companyId, phoneNumber: '+12025550177', budgets: { perHour: 0.01, perMonth: 50 } });
  for (const row of [...rows, sampleUsage({ createdAt: '2026-11-01T10:00:00.000Z' })])
    await world().stores.usage.record(row);
});

test('usage is told by period, model and channel', async () => {
  const query = { from: '2026-11-01T00:00:00Z', to: '2026-11-03T00:00:00Z' };
  const days = await viewer().get(path, { query });
  expect(days).toMatchObject({
    status: 200,
    body: {
      granularity: 'day',
      total: {
        calls: 3,
        costMicroUsd: 110,
        inputTokens: 360,
        models: [
          { model: 'claude-haiku-5-5', channel: 'voice', calls: 1, costMicroUsd: 100 },
          { model: 'claude-haiku-5-5', channel: 'chat', calls: 1, costMicroUsd: 7 },
          { model: 'claude-sonnet-5-5', channel: 'voice', calls: 1, costMicroUsd: 3 },
        ],
      },
      periods: [
        { begin: '2026-11-01T00:00:00.000Z', calls: 2, costMicroUsd: 107 },
        { begin: '2026-11-02T00:00:00.000Z', calls: 1, costMicroUsd: 3 },
      ],
    },
  });
  const hours = await viewer().get(path, { query: { ...query, granularity: 'hour' } });
  expect(hours.body.periods.map(({ begin }: { begin: string }) => begin)).toEqual([
    '2026-11-01T10:00:00.000Z',
    '2026-11-02T00:00:00.000Z',
  ]);
  const months = await viewer().get(path, { query: { ...query, granularity: 'month' } });
  expect(months.body).toMatchObject({
    total: days.body.total,
    periods: [{ begin: '2026-11-01T00:00:00.000Z', calls: 3 }],
  });
});

test('a budget says what is spent of it and how that stands, where a limit is set and where none is', async () => {
  const now = sampleUsage({ companyId, costMicroUsd: 8_500, createdAt: new Date().toISOString() });
  await world().stores.usage.record(now);
  const { body } = await viewer().get(`${path}/budgets`, { query: { sessionId: now.sessionId } });
  expect(body).toMatchObject({
    level: 'tight',
    budgets: [
      { per: 'call', spentMicroUsd: 8_500, limitMicroUsd: null, level: 'ample' },
      { per: 'hour', spentMicroUsd: 8_500, limitMicroUsd: 10_000, level: 'tight' },
      { per: 'day', limitMicroUsd: null },
      { per: 'month', limitMicroUsd: 50_000_000, level: 'ample' },
    ],
  });
  const others = await api(world())
    .as('viewer', freshId('other'))
    .get(`${path}/budgets`, { query: { sessionId: now.sessionId } });
  expect(others.body).toMatchObject({ level: 'ample', budgets: [{ per: 'call', spentMicroUsd: 0 }, {}, {}, {}] });
});

test('the budgets of a conversation are those that it was begun with, whatever was configured since', async () => {
  const { sessions } = world().stores;
  const config = sampleConfig({ companyId, budgets: { perCall: 0.02 } });
  const { session } = await sessions.createOnce(sampleSession({ companyId, config }), sampleExpiry);
  const { sessionId } = session;
  const createdAt = '2026-10-01T10:00:00.000Z';
  await world().stores.usage.record(sampleUsage({ companyId, sessionId, costMicroUsd: 19_000, createdAt }));
  const { body } = await viewer().get(`${path}/budgets`, { query: { sessionId } });
  expect(body).toMatchObject({
    level: 'tight',
    budgets: [
      { per: 'call', spentMicroUsd: 19_000, limitMicroUsd: 20_000, level: 'tight' },
      { limitMicroUsd: null },
      {},
      {},
    ],
  });
  // Somebody else's: nothing is told of it, nor by what it goes.
  const others = await api(world()).as('viewer', freshId('other')).get(`${path}/budgets`, { query: { sessionId } });
  expect(others.body.budgets[0]).toEqual({ per: 'call', spentMicroUsd: 0, limitMicroUsd: null, level: 'ample' });
});

test('prices are listed with their dates, and which of them counts now', async () => {
  const model = freshId('model');
  const steps = [{ input: 1, output: 2, cacheRead: 0, cacheWrite: 3 }];
  for (const effectiveFrom of ['2025-01-01', '2026-01-01', '2199-01-01'])
    await world().stores.pricing.put({ model, effectiveFrom, steps });
  const own = await viewer().get(`${path}/prices`, { query: { model } });
  expect(own.body.items).toEqual([
    { model, effectiveFrom: '2025-01-01', steps, builtIn: false, inForce: false },
    { model, effectiveFrom: '2026-01-01', steps, builtIn: false, inForce: true },
    { model, effectiveFrom: '2199-01-01', steps, builtIn: false, inForce: false },
  ]);
  const all = await viewer().get(`${path}/prices`);
  expect(all.body.items).toContainEqual(expect.objectContaining({ model: 'claude-haiku-5-5', builtIn: true }));
  expect((await viewer().get(`${path}/prices`, { query: { model: 'nobody-s' } })).body).toEqual({ items: [] });
});

test('a chat widget sees none of it, and a query that is none is refused by the field', async () => {
  for (const one of [path, `${path}/budgets`, `${path}/prices`])
    expect(await api(world()).as('chat', companyId).get(one)).toMatchObject({ status: 403 });
  expect(await viewer().get(path, { query: { from: 'then' } })).toMatchObject({ status: 422 });
  expect(await viewer().get(`${path}/prices`, { query: { model: '' } })).toMatchObject({ status: 422 });
});
