import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dynamodbStores } from '#lib/adapters/dynamodb/stores.ts';
import { languages } from '#lib/domain/language.ts';
import { builtInPrices } from '#lib/domain/pricing.ts';
import { scriptPurposes } from '#lib/domain/script.ts';
import { builtInScripts } from '#lib/domain/scripts.ts';
import type { UsageRow } from '#lib/domain/usage.ts';
import { periodsOf, sessionPeriod } from '#lib/domain/usage-periods.ts';
import type { Stores } from '#lib/ports/ports.ts';
import { demo, demoConfig } from '#local/demo-company.ts';
import { createTables } from '#local/dynamodb/create-tables.ts';
import { type LocalDynamo, startEmbeddedDynamo } from '#local/dynamodb/embedded.ts';
import { demoConversations } from '#scripts/seed/demo-conversations.ts';
import { writeConversation } from '#scripts/seed/write-conversation.ts';
import { documentClient, wiretap } from '#test/support/dynamodb.ts';
import { rowsOf } from '#test/support/rows.ts';
import { runScript } from '#test/support/run-script.ts';

let dynamo: LocalDynamo;
let client: DynamoDBDocumentClient;
const prefix = 'cs-ai-test-';
let stores: Stores;
beforeEach(async () => {
  dynamo = await startEmbeddedDynamo();
  client = documentClient(dynamo.endpoint);
  await createTables(client, { tablePrefix: prefix });
  stores = dynamodbStores(client, { tablePrefix: prefix });
});
afterEach(async () => {
  client.destroy();
  await dynamo.close();
});

const seed = (stage: string, ...args: string[]) =>
  runScript('scripts/seed.ts', ['--stage', stage, '--endpoint', dynamo.endpoint, '--prefix', prefix, ...args]);
const all = (table: string) => rowsOf(client, `${prefix}${table}`);
const everything = async () =>
  Promise.all(
    ['CSAIPricing', 'CSConfig', 'VoiceCall', 'CSSession', 'CSMessage', 'CSAIUsage', 'CSAIUsageSummary'].map(all),
  );

test('production gets the price list and nothing else, once', async () => {
  expect(await seed('production')).toEqual({
    code: 0,
    out: `CSAIPricing: ${builtInPrices.length} written, 0 there.\n`,
    err: '',
  });
  for (const price of builtInPrices) expect(await stores.pricing.list(price.model)).toContainEqual(price);
  const written = await everything();
  expect(written.slice(1)).toEqual(Array(6).fill([]));
  expect((await seed('production')).out).toBe(`CSAIPricing: 0 written, ${builtInPrices.length} there.\n`);
  expect(await everything()).toEqual(written);
});

test('the code needs no scripts in the store: each purpose has words in each language', () => {
  for (const language of languages) {
    for (const purpose of scriptPurposes) expect(builtInScripts[language][purpose].join('').trim()).not.toBe('');
  }
});

test('staging gets two weeks of conversations whose counters equal their rows, and a second run changes nothing', async () => {
  const first = await seed('staging');
  expect([first.code, first.err]).toEqual([0, '']);
  expect(first.out).toContain(`Conversations: ${demoConversations.length} written, 0 there.\n`);
  const written = await everything();
  const [, , calls = [], sessions = [], , usage = []] = written;
  expect(sessions).toHaveLength(demoConversations.length);
  expect(calls).toHaveLength(demoConversations.filter(({ channel }) => channel === 'voice').length);
  expect(new Set(sessions.map(({ status }) => status))).toEqual(
    new Set(['resolved', 'escalated', 'abandoned', 'failed']),
  );
  expect(calls.every(({ endedAt }) => endedAt !== undefined)).toBe(true);

  const rows = usage as unknown as UsageRow[];
  const counters = new Map<string, { calls: number; costMicroUsd: number; outputTokens: number }>();
  for (const row of rows) {
    for (const period of [...periodsOf(row.createdAt), sessionPeriod(row.sessionId)]) {
      const sum = counters.get(period) ?? { calls: 0, costMicroUsd: 0, outputTokens: 0 };
      counters.set(period, {
        calls: sum.calls + 1,
        costMicroUsd: sum.costMicroUsd + row.costMicroUsd,
        outputTokens: sum.outputTokens + row.outputTokens,
      });
    }
  }
  for (const [period, sum] of counters)
    expect(await stores.usage.summary(demo.companyId, period), period).toMatchObject(sum);
  const ofUsage = (await all('CSAIUsageSummary')).filter(({ period }) => !/^(voice|chat)#/.test(String(period)));
  expect(ofUsage).toHaveLength(counters.size);

  expect((await seed('staging')).out).toContain(`Conversations: 0 written, ${demoConversations.length} there.`);
  expect(await everything()).toEqual(written);
}, 60_000);

test('a seed that broke off anywhere is finished by the next one, days later too', async () => {
  const [told] = demoConversations.filter(({ transfer }) => transfer !== undefined);
  if (told === undefined) throw new Error('No demo conversation has a transfer.');
  const now = Date.parse('2026-11-20T10:00:00.000Z');
  const whole = await (async () => {
    await writeConversation(stores, demoConfig, told, now);
    return Promise.all(['VoiceCall', 'CSSession', 'CSMessage', 'CSAIUsage'].map(all));
  })();
  const facts = ['twilioCallSid', 'sessionId', 'seq', 'status', 'endedAt', 'ending', 'costMicroUsd', 'createdAtId'];
  const comparable = (rows: Record<string, unknown>[][]) =>
    rows.map((table) => table.map((row) => JSON.stringify(facts.map((fact) => row[fact] ?? null))).sort());

  for (const cutAt of [1, 3, 5, 8, 12, 16, 20]) {
    const other = `cut-${cutAt}-`;
    await createTables(client, { tablePrefix: other });
    const cut = dynamodbStores(client, { tablePrefix: other });
    const tapped = documentClient(dynamo.endpoint);
    const wire = wiretap(tapped);
    wire.fate = ({ n }) => (n >= cutAt ? 'never-sent' : 'answered');
    await expect(
      writeConversation(dynamodbStores(tapped, { tablePrefix: other }), demoConfig, told, now),
    ).rejects.toThrow();
    tapped.destroy();
    await writeConversation(cut, demoConfig, told, now + 3 * 86_400_000);
    const found = await Promise.all(
      ['VoiceCall', 'CSSession', 'CSMessage', 'CSAIUsage'].map((table) => rowsOf(client, `${other}${table}`)),
    );
    // Cut before its first row it is simply three days younger.
    if (cutAt > 1) expect(comparable(found), `cut at ${cutAt}`).toEqual(comparable(whole));
    else expect(found.map(({ length }) => length)).toEqual(whole.map(({ length }) => length));
  }
}, 60_000);

test('--dry-run says what it would write, and writes nothing', async () => {
  const { code, out } = await seed('staging', '--dry-run');
  expect(code).toBe(0);
  expect(out).toContain(`CSAIPricing: ${builtInPrices.length} would be written, 0 there.`);
  expect(out).toContain(`Conversations: ${demoConversations.length} would be written, 0 there.`);
  expect((await everything()).flat()).toEqual([]);
});

test('a price that stands with other numbers is refused loudly, and nothing is written beside it', async () => {
  const [price] = builtInPrices;
  if (price === undefined) throw new Error('There are no prices.');
  const other = { ...price, steps: price.steps.map((step) => ({ ...step, output: step.output * 2 })) };
  await stores.pricing.put(other);
  const { code, out, err } = await seed('production');
  expect([code, out]).toEqual([1, '']);
  expect(err).toContain(`${price.model} from ${price.effectiveFrom}: `);
  expect(err).toMatch(/delete the row and run this again/);
  expect(await all('CSAIPricing')).toHaveLength(1);
});

test('a price of an operator from another day stands beside ours', async () => {
  const [price] = builtInPrices;
  if (price === undefined) throw new Error('There are no prices.');
  await stores.pricing.put({ ...price, effectiveFrom: '2027-01-01', steps: price.steps.slice(-1) });
  expect((await seed('production')).code).toBe(0);
  expect(await stores.pricing.list(price.model)).toHaveLength(2);
});

test('production refuses demo data, asked for or found', async () => {
  const asked = await seed('production', '--demo');
  expect([asked.code, asked.out, asked.err]).toEqual([2, '', 'Production gets no demo data.\n']);
  await stores.companies.createOnce(demoConfig);
  const found = await seed('production');
  expect([found.code, found.out]).toEqual([1, '']);
  expect(found.err).toMatch(/hold the company "demo", which production never has/);
  expect(await all('CSAIPricing')).toEqual([]);
});

test('another company that is called demo is left alone', async () => {
  await stores.companies.createOnce({ ...demoConfig, displayName: 'Demo Records Ltd' });
  const { code, out, err } = await seed('staging');
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(/called "Demo Records Ltd"/);
  expect((await everything()).flat()).toHaveLength(1);
});

test('a prefix of another stage is refused', async () => {
  const given = ['--stage', 'staging', '--endpoint', dynamo.endpoint, '--prefix', 'cs-ai-production-'];
  const { code, err } = await runScript('scripts/seed.ts', given);
  expect(code).toBe(1);
  expect(err).toMatch(/--stage says staging, and --prefix "cs-ai-production-" names production/);
});

test('tables that are not as declared are refused before anything is written', async () => {
  const given = ['--stage', 'staging', '--endpoint', dynamo.endpoint];
  const { code, out, err } = await runScript('scripts/seed.ts', given);
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(/not as declared\. npm run tables:check says what to do/);
});

test('--help says what each stage gets', async () => {
  const { code, out } = await runScript('scripts/seed.ts', ['--help']);
  expect(code).toBe(0);
  for (const word of ['production', 'staging', '--dry-run', '--essentials-only', 'Exits 0'])
    expect(out).toContain(word);
});
