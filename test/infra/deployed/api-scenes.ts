import { expect, vi } from 'vitest';
import { isCallable } from '#lib/domain/outbound/quiet-hours.ts';
import { pathOf, type Role, type RouteName, routes } from '#lib/routes.ts';
import { demo } from '#local/demo-company.ts';
import { dana } from '#local/shop/maple-and-pine.ts';
import type { DeployedCloud } from '#test/infra/deployed/cloud.ts';

type Parameters = Record<string, string>;
type Sent = { method: string; body?: unknown; query?: string; key?: string; ifMatch?: string };
export type Answer = { status: number; body: { [field: string]: unknown } };

/** A member of the demo company in front of the deployed API. */
async function memberOf(cloud: DeployedCloud, role: Role) {
  const of = { issuer: 'https://login.cs-ai.invalid', audience: 'cs-ai', companyId: demo.companyId, role } as const;
  const authorization = `Bearer ${await cloud.issuer.token(of)}`;
  return async (
    name: RouteName,
    parameters: Parameters,
    { method, body, query = '', key, ifMatch }: Sent,
  ): Promise<Answer> => {
    const response = await fetch(cloud.gatewayUrl + pathOf(name, parameters) + query, {
      method,
      headers: {
        authorization,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: /^[{[]/.test(text) ? JSON.parse(text) : {} };
  };
}

/** Fictional numbers, of which one is always in its day. */
const callees = [
  ['+12025550123', 'Pacific/Honolulu'],
  ['+12025550123', 'America/New_York'],
  ['+442079460123', 'Europe/London'],
  ['+61255500123', 'Australia/Sydney'],
] as const;

/** Somebody is called, picks up, and wants no more calls; asked again, the company is told so. */
export async function callSomebody(cloud: DeployedCloud): Promise<void> {
  const [to, timeZone] = callees.find(([, zone]) => isCallable([zone], Date.now())) ?? callees[0];
  cloud.twilio.agents.when(to).answers();
  const agent = await memberOf(cloud, 'agent');
  const body = { to, timeZone, purpose: 'your order', consent: 'request', customerId: dana.customerId };
  const placed = await agent('placeCall', {}, { method: 'POST', body, key: 'one' });
  expect(placed).toMatchObject({ status: 201 });
  expect(await agent('placeCall', {}, { method: 'POST', body, key: 'one' })).toMatchObject({ status: 201 });
  const phone = cloud.twilio.calls.find(({ callSid }) => callSid === placed.body.callSid);
  await phone?.settled();
  await phone?.says('Please do not call me again.');
  expect(phone).toHaveHungUp();
  await cloud.settled();
  await vi.waitFor(async () =>
    expect(await cloud.stores.calls.find(String(placed.body.callSid))).toMatchObject({ status: 'completed' }),
  );
  expect(await agent('placeCall', {}, { method: 'POST', body, key: 'two' })).toMatchObject({
    body: { code: 'optedOut' },
  });
  const phoneOf = { phone: to };
  expect(await agent('putContact', phoneOf, { method: 'PUT', body: { optedOut: false } })).toMatchObject({
    status: 200,
  });
  expect(await agent('getContact', phoneOf, { method: 'GET' })).toMatchObject({ status: 200, body: { phone: to } });
}

/** A chat is opened, answered and ended; returns its id. */
export async function chat(cloud: DeployedCloud): Promise<string> {
  const server = await memberOf(cloud, 'chat');
  const pages = { channel: 'chat', customerId: dana.customerId };
  const opened = await server('openChat', {}, { method: 'POST', body: pages, key: 'chat-1' });
  expect(opened.status).toBe(201);
  const { sessionId } = opened.body.session as { sessionId: string };
  const text = 'Hi. If the color of a rug does not fit, can I send it back?';
  const sent = { method: 'POST', body: { text }, key: 'message-1' };
  const answered = await server('sendMessage', { sessionId }, sent);
  expect(JSON.stringify(answered)).toMatch(/30 days/);
  expect((await server('endSession', { sessionId }, { method: 'POST', body: {} })).status).toBe(200);
  await cloud.settled();
  return sessionId;
}

/** A message answered as it is written, over the function that streams: each sentence an event, and who has no token refused. */
export async function chatAsItGoes(cloud: DeployedCloud): Promise<void> {
  const server = await memberOf(cloud, 'chat');
  const opened = await server('openChat', {}, { method: 'POST', body: { channel: 'chat' }, key: 'stream-1' });
  const { sessionId } = opened.body.session as { sessionId: string };
  const of = {
    issuer: 'https://login.cs-ai.invalid',
    audience: 'cs-ai',
    companyId: demo.companyId,
    role: 'chat',
  } as const;
  const ask = (headers: Record<string, string>) =>
    fetch(cloud.gatewayUrl + pathOf('sendMessage', { sessionId }), {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        'idempotency-key': 'm-1',
        ...headers,
      },
      body: JSON.stringify({ text: 'Hi. If the color of a rug does not fit, can I send it back?' }),
    });
  const nobody = await ask({});
  expect([nobody.status, nobody.headers.get('content-type')]).toEqual([401, 'application/problem+json']);
  expect(await nobody.json()).toMatchObject({ code: 'unauthenticated' });
  const answered = await ask({ authorization: `Bearer ${await cloud.issuer.token(of)}` });
  expect([answered.status, answered.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  const pieces: string[] = [];
  for await (const piece of answered.body ?? []) pieces.push(Buffer.from(piece).toString());
  const first = pieces.findIndex((piece) => piece.includes('event: sentence'));
  expect(first).toBeGreaterThanOrEqual(0);
  expect(pieces.findIndex((piece) => piece.includes('event: done'))).toBeGreaterThan(first);
  expect(pieces.join('')).toMatch(/30 days/);
  await cloud.settled();
}

/** The company's words are put, and put anew; what was replaced can still be read. */
export async function wordScripts(cloud: DeployedCloud): Promise<void> {
  const admin = await memberOf(cloud, 'admin');
  for (const [version, text] of ['How can I help?', 'What may I do for you?'].entries()) {
    const body = { language: 'de', scripts: [{ purpose: 'greeting', texts: [text] }] };
    const put = await admin('putScripts', {}, { method: 'PUT', body, ifMatch: `"de-${version}"` });
    expect(put).toMatchObject({ status: 200, body: { language: 'de' } });
  }
  const query = '?language=de';
  const versions = await admin('listScriptVersions', {}, { method: 'GET', query });
  expect(versions.body.items).toEqual([2, 1, 0].map((version) => expect.objectContaining({ version })));
  const first = await admin('getScriptVersion', { version: '1' }, { method: 'GET', query });
  expect(JSON.stringify(first.body)).toContain('How can I help?');
}

/** Everything that can be read is read by who may, and refused to whoever has no token. */
export async function readEverything(cloud: DeployedCloud, ids: Parameters): Promise<void> {
  const admin = await memberOf(cloud, 'admin');
  const periods = '?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z';
  for (const { name, method, door, path } of routes) {
    if (door !== 'json') continue;
    const nobody = await fetch(cloud.gatewayUrl + pathOf(name, ids), { method });
    expect(nobody.status, `${method} ${path}`).toBe(401);
    if (method !== 'GET') continue;
    const query = /nalytics|getUsage/.test(name) ? periods : '';
    const { status, body } = await admin(name, ids, { method, query });
    // What the ids of the scenes do not name is not found; nothing breaks.
    expect([200, 404, 422], `${method} ${path}: ${JSON.stringify(body)}`).toContain(status);
  }
}

/** The customer of the demo call is deleted: nothing is left of what they said, there or where they were only named. */
export async function eraseCustomer(cloud: DeployedCloud, customerId: string, sessionIds: string[]): Promise<void> {
  const admin = await memberOf(cloud, 'admin');
  for (const sessionId of sessionIds) expect(await cloud.stores.sessions.find(sessionId)).toBeDefined();
  expect(await admin('eraseCustomer', { customerId }, { method: 'DELETE' })).toMatchObject({ status: 202 });
  const query = `?customerId=${encodeURIComponent(customerId)}`;
  expect(await admin('eraseNamedCustomer', {}, { method: 'DELETE', query })).toMatchObject({ status: 202 });
  await vi.waitFor(
    async () => {
      await cloud.settled();
      await cloud.invoke('sweep', {});
      const { body } = await admin('getErasure', { customerId }, { method: 'GET' });
      expect(body).toMatchObject({ state: 'done', erased: { requests: 1 } });
    },
    // The last look comes when the indexes have had their time.
    { timeout: 40_000, interval: 500 },
  );
  for (const sessionId of sessionIds) {
    expect(await cloud.stores.sessions.find(sessionId)).toBeUndefined();
    expect((await cloud.stores.dialogues.read(sessionId)).turns).toEqual([]);
  }
}
