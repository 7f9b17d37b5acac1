import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamodbStores } from '#lib/adapters/dynamodb/stores.ts';
import type { Stores } from '#lib/ports/ports.ts';
import { createTables } from '#local/dynamodb/create-tables.ts';
import { type LocalDynamo, startEmbeddedDynamo } from '#local/dynamodb/embedded.ts';
import { documentClient } from '#test/support/dynamodb.ts';
import {
  freshId,
  sampleCall,
  sampleConfig,
  sampleEdit,
  sampleEscalation,
  sampleEvent,
  sampleExpiry,
  sampleProfile,
  sampleReply,
  sampleSession,
  sampleStart,
  sampleTurn,
  sampleUsage,
} from '#test/support/samples.ts';

let dynamo: LocalDynamo;
let client: ReturnType<typeof documentClient>;
let stores: Stores;

beforeAll(async () => {
  dynamo = await startEmbeddedDynamo();
  client = documentClient(dynamo.endpoint);
  await createTables(client, { tablePrefix: 'cs-' });
  stores = dynamodbStores(client, { tablePrefix: 'cs-' });
});
afterAll(() => dynamo.close());

const rowOf = async (table: string, Key: Record<string, unknown>) =>
  (await client.send(new GetCommand({ TableName: `cs-${table}`, Key }))).Item;
const write = (table: string, Item: Record<string, unknown>) =>
  client.send(new PutCommand({ TableName: `cs-${table}`, Item }));
async function inIndex(table: string, IndexName: string, attribute: string, value: string) {
  const query = { IndexName, KeyConditionExpression: '#a = :v', ExpressionAttributeNames: { '#a': attribute } };
  return (
    await client.send(
      new QueryCommand({ TableName: `cs-${table}`, ...query, ExpressionAttributeValues: { ':v': value } }),
    )
  ).Items?.length;
}

describe('rows as operators and DynamoDB see them', () => {
  it('expire: calls by their retention, the others when they are told to', async () => {
    const call = sampleCall({ profile: sampleProfile({ retentionDays: 30 }) });
    const session = sampleSession();
    const turn = sampleTurn();
    const { sessionId } = turn;
    const usage = sampleUsage();
    await stores.calls.createOnce(call);
    await stores.sessions.createOnce(session, sampleExpiry);
    await stores.dialogues.greet({ sessionId, companyId: 'acme', text: 'Hello.', expiresAt: sampleExpiry });
    await stores.dialogues.claim(turn);
    await stores.dialogues.giveUp(sampleReply({ sessionId }), 'too-slow');
    await stores.dialogues.addEvent(sampleEvent({ sessionId }));
    await stores.usage.record(usage);
    const in30Days = Date.parse(sampleStart) / 1000 + 30 * 86_400;
    expect(await rowOf('VoiceCall', { twilioCallSid: call.callSid })).toMatchObject({ expiresAt: in30Days });
    expect(await rowOf('CSSession', { sessionId: session.sessionId })).toMatchObject({ expiresAt: sampleExpiry });
    const createdAtId = `${usage.createdAt}#${usage.usageId}`;
    expect(await rowOf('CSAIUsage', { companyId: usage.companyId, createdAtId })).toMatchObject({
      expiresAt: sampleExpiry,
    });
    const counter = (period: string) => rowOf('CSAIUsageSummary', { companyId: usage.companyId, period });
    expect(await counter(`session#${usage.sessionId}`)).toMatchObject({ expiresAt: sampleExpiry });
    expect(await counter('hour#2026-11-22T21')).not.toHaveProperty('expiresAt');
    for (const seq of [1, 10, 11, 12]) {
      expect(await rowOf('CSMessage', { sessionId, seq })).toMatchObject({
        expiresAt: sampleExpiry,
        companyId: 'acme',
      });
    }
  });

  it('stand in the index of their company and status, and move with it', async () => {
    const call = sampleCall();
    const { companyId } = call;
    const session = sampleSession({ companyId, customerId: 'cus_1' });
    await stores.calls.createOnce(call);
    await stores.sessions.createOnce(session, sampleExpiry);
    await stores.calls.recordStatus(call.callSid, 'in-progress', 1);
    await stores.sessions.setStatus(session.sessionId, 'escalated');
    expect(await inIndex('VoiceCall', 'byCompanyStatus', 'companyStatus', `${companyId}#ringing`)).toBe(0);
    expect(await inIndex('VoiceCall', 'byCompanyStatus', 'companyStatus', `${companyId}#in-progress`)).toBe(1);
    expect(await inIndex('VoiceCall', 'byCompany', 'companyId', companyId)).toBe(1);
    expect(await inIndex('CSSession', 'byCompanyStatus', 'companyStatus', `${companyId}#active`)).toBe(0);
    expect(await inIndex('CSSession', 'byCompanyStatus', 'companyStatus', `${companyId}#escalated`)).toBe(1);
    expect(await inIndex('CSSession', 'byCustomer', 'companyCustomer', `${companyId}#cus_1`)).toBe(1);
    const verified = { customerId: 'cus_2', evidence: 'caller-id', at: sampleStart };
    await stores.sessions.verify(session.sessionId, verified);
    expect(await inIndex('CSSession', 'byCustomer', 'companyCustomer', `${companyId}#cus_1`)).toBe(0);
    expect(await inIndex('CSSession', 'byCustomer', 'companyCustomer', `${companyId}#cus_2`)).toBe(1);
    await stores.calls.close(call.callSid, { status: 'completed', endedAt: sampleStart });
    await stores.sessions.end(session.sessionId, 'resolved', sampleStart);
    expect(await inIndex('VoiceCall', 'byCompanyStatus', 'companyStatus', `${companyId}#completed`)).toBe(1);
    expect(await inIndex('CSSession', 'byCompanyStatus', 'companyStatus', `${companyId}#resolved`)).toBe(1);
  });
});

describe('rows that operators write by hand', () => {
  const companyId = freshId('acme');

  it('get the defaults for what they leave out, and keep what this version does not know', async () => {
    const { config } = sampleSession();
    await write('CSConfig', { companyId, displayName: 'Acme', shinyNewFeature: { on: true } });
    const found = await stores.companies.find(companyId);
    expect(found).toMatchObject({ companyId, displayName: 'Acme', version: 0, tiers: config.tiers });
    expect(found).not.toHaveProperty('shinyNewFeature');
    expect(await stores.companies.replace({ ...sampleConfig({ companyId }), displayName: 'Acme Tea' })).toBe(true);
    expect(await rowOf('CSConfig', { companyId })).toMatchObject({
      displayName: 'Acme Tea',
      version: 1,
      shinyNewFeature: { on: true },
    });
    expect(await stores.companies.replace(sampleConfig({ companyId }))).toBe(false);
  });

  it('say which table, row and field is wrong, and not what stands there', async () => {
    const malformed = { companyId, tiers: { humanAgent: { escalationPhone: '555 SECRET' } }, retentionDays: 0 };
    await write('CSConfig', malformed);
    await expect(stores.companies.find(companyId)).rejects.toMatchObject({
      code: 'corrupt',
      message:
        `cs-CSConfig {"companyId":"${companyId}"} cannot be read: tiers.humanAgent.escalationPhone must be an E.164 ` +
        'number such as +12025550100; retentionDays must be at least 1. Correct the row.',
    });
    await write('ClientIntegration', { companyId, provider: 'TWILIO', category: 'COMMUNICATION', status: 'ON' });
    await expect(stores.integrations.find(companyId, 'TWILIO')).rejects.toThrow(
      /cs-ClientIntegration .*"provider":"TWILIO".* status must be one of ACTIVE, INACTIVE, ERROR/,
    );
    await write('CSAIPricing', { model: companyId, effectiveFrom: '2026-11-22T00:00', steps: [{ input: '3' }] });
    await expect(stores.pricing.list(companyId)).rejects.toThrow(
      /cs-CSAIPricing .* effectiveFrom must be a date .* steps\.0\.input must be of type number/,
    );
    await write('VoiceScript', { companyId, scriptId: 'greeting#en', texts: ['Hello.', ''] });
    await expect(stores.scripts.standing(companyId, 'en')).rejects.toThrow(
      /cs-VoiceScript .*"scriptId":"greeting#en".* texts\.1 must not be empty/,
    );
  });

  it('may not give prices in steps that do not follow on each other', async () => {
    const model = freshId('model');
    const price = { input: 1, output: 1, cacheRead: 1, cacheWrite: 1 };
    const stepsOf = (limits: (number | undefined)[]) =>
      limits.map((upToPromptTokens) => ({ ...price, upToPromptTokens }));
    for (const limits of [[200, 100, undefined], [100], [undefined, undefined], [100, 100, undefined], []]) {
      await write('CSAIPricing', { model, effectiveFrom: '2026-11-22', steps: stepsOf(limits) });
      await expect(stores.pricing.list(model)).rejects.toThrow(/ steps must /);
    }
  });

  it('disturb nobody with a script of another language or for a purpose that this version never says', async () => {
    const company = freshId('acme');
    await write('VoiceScript', { companyId: company, scriptId: 'greeting#en', texts: ['Hello.'] });
    await write('VoiceScript', { companyId: company, scriptId: 'sayonara#en', texts: ['Bye.'] });
    await write('VoiceScript', { companyId: company, scriptId: 'greeting#es', texts: 'malformed' });
    await write('VoiceScript', { companyId: company, scriptId: 'wording#de', wording: 'malformed' });
    expect(await stores.scripts.standing(company, 'en')).toMatchObject({
      version: 0,
      wording: { greeting: ['Hello.'] },
    });
  });

  it('are the wording before its first edit, which keeps them as version 0', async () => {
    const key = { companyId: freshId('acme'), language: 'en' as const };
    await write('VoiceScript', { companyId: key.companyId, scriptId: 'greeting#en', texts: ['By hand.'] });
    const wording = { goodbye: ['Put.'] };
    await stores.scripts.replace({ ...key, version: 0, wording }, sampleEdit);
    expect(await stores.scripts.standing(key.companyId, 'en')).toEqual({
      ...key,
      version: 1,
      wording,
      edit: sampleEdit,
    });
    expect(await stores.scripts.edition(key.companyId, 'en', 0)).toMatchObject({ wording: { greeting: ['By hand.'] } });
  });

  it('keep what only a newer release can say, through an edit of this one', async () => {
    const companyId = freshId('acme');
    const scriptId = 'wording#en';
    const stored = { companyId, scriptId, language: 'en', version: 7, texts: ['-'] };
    await write('VoiceScript', { ...stored, wording: { sayonara: ['Bye.'], greeting: ['Hello.'] } });
    const standing = await stores.scripts.standing(companyId, 'en');
    expect(standing.wording).toEqual({ greeting: ['Hello.'] });
    await stores.scripts.replace({ ...standing, wording: {} }, sampleEdit);
    expect(await rowOf('VoiceScript', { companyId, scriptId })).toMatchObject({
      version: 8,
      wording: { sayonara: ['Bye.'] },
    });
  });

  it('complete the pinned config of a session that an older version wrote', async () => {
    const session = sampleSession();
    const { anonymousCallers: _, ...older } = session.config;
    await stores.sessions.createOnce({ ...session, config: older as typeof session.config }, sampleExpiry);
    expect(await stores.sessions.find(session.sessionId)).toEqual(session);
  });

  it('count no try at verification where the row is older than the count', async () => {
    const { verificationTries: _, ...older } = sampleSession();
    await write('CSSession', older);
    expect(await stores.sessions.find(older.sessionId)).toEqual({ ...older, verificationTries: 0 });
    expect(await stores.sessions.countVerificationTry(older.sessionId)).toBe(1);
  });
});

describe('rows of an older version', () => {
  it.each([
    ['+525500000101', '+5215500000101'],
    ['+5491100000101', '+541100000101'],
  ])('of a contact are found whichever form they were kept under: of %s under %s', async (asked, kept) => {
    const companyId = freshId('acme');
    const optedOut = { at: '2026-03-01', by: 'call' } as const;
    const by = { subject: 'ada', role: 'agent' };
    for (const phone of [kept, asked]) {
      await write('CSContact', { companyId, phone, optedOut });
      expect(await stores.contacts.find(companyId, asked)).toEqual({ companyId, phone: asked, optedOut });
    }
    // Taken back once, it is taken back in every row.
    await stores.contacts.optIn(companyId, asked, '2026-04-01', by);
    expect(await stores.contacts.find(companyId, kept)).toEqual({
      companyId,
      phone: kept,
      optedInAt: '2026-04-01',
      optedInBy: by,
    });
  });

  it('keep a transfer as its outcome alone, and it is read as an escalation that is over', async () => {
    const { callSid, ...call } = sampleCall();
    const transfers = { 1: 'busy', 3: 'answered' };
    await write('VoiceCall', { twilioCallSid: callSid, ...call, transfers });
    const read = (await stores.calls.find(callSid))?.transfers;
    expect(read).toMatchObject({
      1: { state: { kind: 'exhausted' }, tried: ['busy'] },
      3: { state: { kind: 'bridged', index: 0 } },
    });
    const begun = sampleEscalation();
    expect(await stores.calls.moveTransfer(callSid, 3, undefined, begun)).toEqual({
      moved: false,
      standing: read?.[3],
    });
    expect(await stores.calls.moveTransfer(callSid, 5, undefined, begun)).toMatchObject({ moved: true });
  });
});
