import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiContract } from '#lib/contracts/api/contract.ts';
import { contracts } from '#lib/contracts/api/contracts.ts';
import { type JsonRouteName, type Route, routes } from '#lib/routes.ts';
import { startIssuer } from '#local/issuer/server.ts';
import { newSigningKey } from '#local/issuer/signing-key.ts';
import { deskAudience, deskIssuer } from '#local/issuer/token.ts';
import { api, ask } from '#test/support/api.ts';
import { inEnvironment } from '#test/support/refurnish.ts';
import { freshId } from '#test/support/samples.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const path = '/api/momentum/cs/usage/prices';
const json = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = () => Math.floor(Date.now() / 1000);
const good = () => ({
  iss: deskIssuer,
  aud: deskAudience,
  exp: now() + 3_600,
  'custom:companyId': 'demo',
  'custom:role': 'admin',
});

describe('a token', () => {
  let key: Awaited<ReturnType<typeof newSigningKey>>;
  let opens: (token: string) => Promise<number>;
  const sign = async (claims: object, header: object = {}) =>
    await new SignJWT(claims as Record<string, unknown>)
      .setProtectedHeader({ alg: 'ES256', kid: key.kid ?? '', ...header })
      .sign(await importJWK(key));

  beforeAll(async () => {
    key = await newSigningKey();
    opens = async (token) => {
      const issuer = await startIssuer({ key });
      try {
        return await inEnvironment(
          { API_TOKEN_JWKS_URI: issuer.keysUrl },
          async () => (await api(world()).bearing(token).get(path)).status,
        );
      } finally {
        await issuer.close();
      }
    };
  });

  test('that is as it should be opens the door', async () => {
    expect(await opens(await sign(good()))).toBe(200);
    expect(await opens(await sign({ ...good(), aud: ['elsewhere', deskAudience] }))).toBe(200);
  });

  const claims: [string, object][] = [
    ['is not valid yet', { nbf: now() + 600 }],
    ['is for a list of others', { aud: ['elsewhere', `${deskAudience}-staging`] }],
    ['is for nobody', { aud: [] }],
    ['says whom it is for beside another client', { aud: 'elsewhere', client_id: deskAudience }],
    ['has its end as a text', { exp: String(now() + 3_600) }],
    ['has an end long before time', { exp: -1e20 }],
    ['has two issuers', { iss: [deskIssuer, 'https://elsewhere.example.com'] }],
    ['has the issuer with a slash', { iss: `${deskIssuer}/` }],
    ['names a number as its company', { 'custom:companyId': 7 }],
    ['names two companies', { 'custom:companyId': ['demo', 'acme'] }],
    ['names one company as a list', { 'custom:companyId': ['demo'] }],
    ['names an object as its company', { 'custom:companyId': { toString: 'demo' } }],
    ['names no company', { 'custom:companyId': null }],
    ['names a company with a part of a key', { 'custom:companyId': 'demo#outbound' }],
    ['names a company with the mark of a path', { 'custom:companyId': 'demo~out_1' }],
    ['names a company with a line break', { 'custom:companyId': 'demo\n' }],
    ['names a company in look-alike letters', { 'custom:companyId': 'dеmo' }],
    ['has no role', { 'custom:role': undefined }],
    ['has its roles as one text', { 'custom:role': 'admin viewer' }],
    ['has its role in capitals', { 'custom:role': 'ADMIN' }],
    ['has its role in a list of lists', { 'custom:role': [['admin']] }],
    ['has its role as a name in an object', { 'custom:role': { admin: true } }],
    ['has an empty list of roles', { 'custom:role': [] }],
  ];
  test.each(claims)('that %s does not', async (_, own) => {
    expect(await opens(await sign({ ...good(), ...own }))).toBe(401);
  });

  const headers: [string, object][] = [
    ['has a key id of nobody', { kid: 'another' }],
    ['has a key id that is a path', { kid: '../../../dev/null' }],
    ['has no key id', { kid: undefined }],
    ['brings its own key', { kid: 'mine', jwk: { kty: 'EC' }, jku: 'https://elsewhere.example.com/keys' }],
  ];
  test.each(headers)('that %s does not', async (_, own) => {
    expect(await opens(await sign(good(), own))).toBe(401);
  });

  test.each(['none', 'None', 'NONE', '', undefined])('whose algorithm is "%s" does not', async (alg) => {
    for (const signature of ['', 'AA']) {
      expect(await opens(`${json({ alg, kid: key.kid })}.${json(good())}.${signature}`)).toBe(401);
    }
  });

  test('that is signed with our public key as a shared secret does not', async () => {
    const { d: _, ...open } = key;
    const published = createPublicKey({ key: open as JsonWebKey, format: 'jwk' });
    const secrets = [JSON.stringify(open), String(published.export({ format: 'pem', type: 'spki' }))];
    for (const secret of secrets) {
      const token = await new SignJWT(good() as Record<string, unknown>)
        .setProtectedHeader({ alg: 'HS256', kid: key.kid ?? '' })
        .sign(new TextEncoder().encode(secret.padEnd(32)));
      expect(await opens(token)).toBe(401);
    }
  });

  test('that comes twice in one header, or in other clothes, does not', async () => {
    const token = await world().token({ companyId: 'demo', role: 'admin' });
    for (const authorization of [`Bearer ${token}, Bearer ${token}`, token, `Basic ${token}`, `Bearer\n${token}`]) {
      const answer = await ask({ method: 'GET', path, query: {}, headers: { authorization }, body: undefined });
      expect(answer.status).toBe(401);
    }
    expect(
      (await ask({ method: 'GET', path, query: { access_token: token }, headers: {}, body: undefined })).status,
    ).toBe(401);
  });
});

describe('a body', () => {
  const chats = '/api/momentum/cs/sessions';
  const open = (raw: string | Buffer, headers: Record<string, string> = {}) =>
    api(world())
      .as('chat', freshId('odd'))
      .post(chats, undefined, {
        raw,
        headers: { 'content-type': 'application/json', 'idempotency-key': 'one', ...headers },
      });

  test.each([
    [
      'in UTF-16',
      Buffer.from('{"channel":"chat"}', 'utf16le'),
      { 'content-type': 'application/json;charset=utf-16' },
      415,
    ],
    ['in UTF-16 with its mark', Buffer.from('\ufeff{"channel":"chat"}', 'utf16le'), {}, 400],
    [
      'in UTF-8 that says it is UTF-16',
      '{"channel":"chat"}',
      { 'content-type': 'application/json;charset=utf-16' },
      415,
    ],
    ['in Latin 1', Buffer.from('{"channel":"chat","customerId":"\xe9"}', 'latin1'), {}, 400],
    ['of a type that only begins like JSON', '{"channel":"chat"}', { 'content-type': 'application/jsonp' }, 415],
    ['that is packed', Buffer.from([0x1f, 0x8b, 8, 0]), { 'content-encoding': 'gzip' }, 415],
    ['with a prototype', '{"channel":"chat","__proto__":{"language":"de"}}', {}, 422],
    ['with a constructor', '{"channel":"chat","constructor":{"prototype":{"x":1}}}', {}, 422],
    ['with a field of all objects', '{"channel":"chat","hasOwnProperty":1}', {}, 422],
    ['deep inside a field', `{"channel":"chat","customerId":${'['.repeat(30_000)}${']'.repeat(30_000)}}`, {}, 422],
    ['with a number beyond all numbers', '{"channel":"chat","customerId":1e999}', {}, 422],
    ['that is empty', '', {}, 400],
    ['that is only a text', '"chat"', {}, 422],
  ] as const)('%s is refused', async (_, raw, headers, status) => {
    expect((await open(raw, headers)).status).toBe(status);
  });

  test.each([
    ['with a byte order mark', Buffer.from('\ufeff{"channel":"chat"}', 'utf8'), {}],
    ['that says its charset', '{"channel":"chat"}', { 'content-type': 'application/json; charset=UTF-8' }],
    ['that says its charset in quotes', '{"channel":"chat"}', { 'content-type': 'Application/JSON;charset="utf-8"' }],
  ] as const)('%s is read', async (_, raw, headers) => {
    expect((await open(raw, headers)).status).toBe(201);
  });
});

const ofApi = (routes as readonly Route[]).filter(({ door }) => door === 'json');

test('whatever is at a path, every refusal is a problem that repeats nothing of it', async () => {
  const token = await world().token({ companyId: freshId('prober'), role: 'admin' });
  const odd = [
    '__proto__',
    '%00',
    '..%2f..%2fdemo',
    '%2b12025550123',
    'demo%23outbound',
    'x'.repeat(201),
    '%E2%82',
    '🪑',
  ];
  await inEnvironment({ API_REQUESTS_PER_MINUTE: '100000' }, async () => {
    for (const { name, method, path: template } of ofApi.filter((row) => row.path.includes('{'))) {
      const contract: ApiContract = contracts[name as JsonRouteName];
      for (const id of odd) {
        const url = `${world().url}${template.replace(/\{\w+\}/g, id)}`;
        const headers = {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'if-match': '"0"',
          'idempotency-key': 'one',
          'x-request-id': 'rosebud',
        };
        const response = await fetch(url, { method, headers, ...(contract.body && { body: '{}' }) });
        const text = await response.text();
        expect([name, id, response.status < 500 || text]).toEqual([name, id, true]);
        if (response.status < 400) continue;
        expect(response.headers.get('content-type')).toBe('application/problem+json');
        expect(JSON.parse(text)).toMatchObject({ status: response.status, requestId: expect.any(String) });
        expect(response.headers.get('x-request-id')).not.toBe('rosebud');
        expect(text).not.toMatch(/rosebud|x{20}/);
      }
    }
  });
});

test('what no route leads to is told so, whatever the method', async () => {
  const authorization = `Bearer ${await world().token({ companyId: 'demo', role: 'admin' })}`;
  for (const [method, at] of [
    ['GET', '/api/momentum/cs/nothing'],
    ['PATCH', '/api/momentum/cs/config'],
    ['DELETE', '/api/momentum/cs/config'],
    ['HEAD', '/api/momentum/cs/config'],
    ['OPTIONS', '/api/momentum/cs/config'],
    ['GET', '/api/momentum/cs/config/'],
    ['GET', '//api/momentum/cs/config'],
    ['GET', '/API/momentum/cs/config'],
  ] as const) {
    const response = await fetch(world().url + at, { method, headers: { authorization } });
    expect([method, at, response.status]).toEqual([method, at, 404]);
  }
});
