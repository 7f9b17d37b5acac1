import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiContract } from '#lib/contracts/api/contract.ts';
import { contracts } from '#lib/contracts/api/contracts.ts';
import { pathOf, type Role, type Route, routes } from '#lib/routes.ts';
import { api, ask } from '#test/support/api.ts';
import { openChat } from '#test/support/chat.ts';
import { freshId, sampleCallback } from '#test/support/samples.ts';
import { useWorld } from '#test/support/world.ts';

/** What every route of the JSON door owes its callers, row by row: a route that is added tomorrow owes it too. */
const world = useWorld();
const rows: readonly Route[] = routes;
const ofApi = rows.filter(({ door }) => door === 'json');
const contractOf = (name: string): ApiContract => contracts[name as keyof typeof contracts];

type Sent = { company?: string; parameters?: Record<string, string>; query?: string; headers?: object; body?: string };

/** A request by somebody who may, with all that its route asks for; what is given replaces it. */
async function send(row: Route, { company = 'demo', parameters = {}, headers, body, query }: Sent = {}) {
  const authorization = `Bearer ${await world().token({ companyId: company, role: row.role as Role })}`;
  const { ifMatch, idempotent } = contractOf(row.name);
  const values: Record<string, string> = { provider: 'TWILIO', phone: '+12025550177', version: '0', ...parameters };
  return ask({
    method: row.method,
    path: row.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(values[name] ?? 'some-id')),
    query: query === undefined ? {} : { [query]: '1' },
    headers: {
      authorization,
      'content-type': 'application/json',
      ...(ifMatch && { 'if-match': '"999"' }),
      ...(idempotent && { 'idempotency-key': freshId('key') }),
      ...headers,
    },
    body,
  });
}

const withBody = ofApi.filter(({ name }) => contractOf(name).body !== undefined);

describe.each(withBody)('$method $path', (row) => {
  const { maxBodyBytes = 64 * 1024 } = contractOf(row.name);

  test.each([
    ['cut off', { body: '{"text": "Hel' }, 400, 'malformed'],
    ['of another content type', { body: '{}', headers: { 'content-type': 'text/plain' } }, 415, 'unsupportedMedia'],
    [
      'in another charset',
      { body: '{}', headers: { 'content-type': 'application/json; charset=utf-16' } },
      415,
      'unsupportedMedia',
    ],
    ['larger than is read', { body: JSON.stringify('x'.repeat(maxBodyBytes)) }, 413, 'tooLarge'],
    ['with a field that nobody knows', { body: '{"surprise": 1}' }, 422, 'invalid'],
    ['no object', { body: '"text"' }, 422, 'invalid'],
  ])('refuses a body that is %s', async (_, sent, status, code) => {
    expect(await send(row, sent)).toMatchObject({ status, body: { code } });
  });
});

test.each(ofApi)('$method $path knows which fields its query has', async (row) => {
  expect(await send(row, { query: 'surprise', body: '{}' })).toMatchObject({
    status: 422,
    body: { code: 'invalid', errors: expect.arrayContaining([expect.objectContaining({ field: 'surprise' })]) },
  });
});

test.each(ofApi.filter(({ name }) => contractOf(name).ifMatch))(
  '$method $path changes nothing for whoever does not say what they have read',
  async (row) => {
    expect((await send(row, { headers: { 'if-match': '' }, body: '{}' })).status).toBe(428);
    expect((await send(row, { headers: { 'if-match': '*' }, body: '{}' })).status).toBe(400);
  },
);

test.each(ofApi.filter(({ name }) => contractOf(name).idempotent))(
  '$method $path does nothing without a key that a repeat can have too',
  async (row) => {
    for (const key of ['', 'two words', 'x'.repeat(129), 'schlüssel']) {
      expect(await send(row, { headers: { 'idempotency-key': key }, body: '{}' })).toMatchObject({
        status: 400,
        body: { code: 'malformed' },
      });
    }
  },
);

/** Routes to one thing of a company's, and what its owner may send there. What has no name but one's own (a provider, a phone number) is nobody else's. */
const things: Record<string, object | undefined> = {
  getConfigVersion: undefined,
  getScriptVersion: undefined,
  getCall: undefined,
  getSession: undefined,
  getTranscript: undefined,
  getErasure: undefined,
  closeCallback: { status: 'kept' },
  sendMessage: { text: 'Hello?' },
  escalateSession: { reason: 'They asked.' },
  endSession: {},
};

test('every route to one thing is among them', () => {
  // A deletion is ordered of whomever it names: there is nothing to find, and nothing is told.
  const named = ofApi.filter(({ name, path }) => /\{(?!provider|phone)\w+\}/.test(path) && name !== 'eraseCustomer');
  expect(Object.keys(things).sort()).toEqual(named.map(({ name }) => name).sort());
});

describe('what belongs to another company is not there', () => {
  const owner = freshId('owner');
  const callbackId = 'cb_theirs';
  let ids: Record<string, string>;

  beforeAll(async () => {
    const { stores, company, caller } = world();
    await company({ companyId: owner, phoneNumber: '+12025550110' });
    const call = await caller({ to: '+12025550110' });
    await call.hangsUp();
    await stores.callbacks.put(sampleCallback({ companyId: owner, callbackId }));
    const chat = await openChat(world(), { companyId: owner });
    ids = { callSid: call.callSid, sessionId: chat.sessionId, callbackId, customerId: 'cust-1', version: '1' };
    const admin = api(world()).as('admin', owner);
    await admin.put(pathOf('putConfig'), {}, { headers: { 'if-match': '"0"' } });
    const scripts = [{ purpose: 'goodbye', texts: ['Bye.'] }];
    await admin.put(pathOf('putScripts'), { scripts }, { headers: { 'if-match': '"en-0"' } });
    await admin.delete(pathOf('eraseCustomer', ids));
  });

  test.each(Object.entries(things))('%s', async (name, body) => {
    const row = ofApi.find((one) => one.name === name) as Route;
    const sent = { parameters: ids, ...(body && { body: JSON.stringify(body) }) };
    const stranger = await send(row, { ...sent, company: 'stranger' });
    expect(stranger).toMatchObject({ status: 404, body: { code: 'notFound' } });
    // Else this would prove nothing: it is there.
    if (name === 'sendMessage') world().claude.script({ text: 'Hello.' });
    expect((await send(row, { ...sent, company: owner })).status).not.toBe(404);
  });
});
