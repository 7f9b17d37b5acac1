import { generateKeyPair, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import { expect, test } from 'vitest';
import { furnish, world as wiredWorld } from '#lib/runtime/wire.ts';
import { startIssuer } from '#local/issuer/server.ts';
import { newSigningKey } from '#local/issuer/signing-key.ts';
import { deskAudience, deskIssuer, signToken } from '#local/issuer/token.ts';
import { api } from '#test/support/api.ts';
import { inEnvironment } from '#test/support/refurnish.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const path = '/api/momentum/cs/config';
const member = { companyId: 'demo', role: 'admin' } as const;
const claims = { 'custom:companyId': 'demo', 'custom:role': 'admin' };

const withToken = async (token: string | undefined) => await api(world()).bearing(token).get(path);

test('nobody comes in without a token', async () => {
  const answer = await withToken(undefined);
  expect(answer.status).toBe(401);
  expect(answer.headers['content-type']).toBe('application/problem+json');
  expect(answer.headers['www-authenticate']).toContain('Bearer');
  expect(answer.body).toMatchObject({
    code: 'unauthenticated',
    status: 401,
    type: 'urn:cs-ai:problem:unauthenticated',
  });
});

test('every answer says the id by which the log knows the request', async () => {
  const answer = await withToken(undefined);
  expect(answer.body.requestId).toMatch(/^[\da-f-]{36}$/);
  expect(answer.headers['x-request-id']).toBe(answer.body.requestId);
  expect(world().log.lines.some(({ fields }) => fields.requestId === answer.body.requestId)).toBe(true);
});

test.each([
  ['expired', () => world().token({ ...member, expires: new Date(Date.now() - 60_000) })],
  ['of another issuer', () => world().token({ ...member, issuer: 'https://elsewhere.example.com' })],
  ['for somebody else', () => world().token({ ...member, audience: 'another-app' })],
  ['signed by another key', async () => await signToken(await newSigningKey(), member)],
  [
    'not signed at all',
    async () =>
      new UnsecuredJWT(claims).setIssuer(deskIssuer).setAudience(deskAudience).setExpirationTime('1h').encode(),
  ],
  [
    'signed with a shared secret',
    async () =>
      await new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', kid: 'any' })
        .setIssuer(deskIssuer)
        .setAudience(deskAudience)
        .setExpirationTime('1h')
        .sign(new TextEncoder().encode('a secret that everybody knows, 32 bytes long')),
  ],
  [
    'of another key under our key’s name',
    async () => {
      const [head = ''] = (await world().token(member)).split('.');
      const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString());
      const { privateKey } = await generateKeyPair('ES256');
      return await new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', kid })
        .setIssuer(deskIssuer)
        .setAudience(deskAudience)
        .setExpirationTime('1h')
        .sign(privateKey);
    },
  ],
  ['of no company', () => world().token({ ...member, companyId: '' })],
  ['of a company that cannot be', () => world().token({ ...member, companyId: '../demo' })],
  ['of a role that is unknown', () => world().token({ ...member, role: 'owner' as 'admin' })],
  ['no token', async () => 'not.a.token'],
  ['with another company written into it', async () => tampered(await world().token(member))],
])('a token that is %s does not open the door', async (_, tokenOf) => {
  const answer = await withToken(await tokenOf());
  expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
});

test('a token without an end does not open the door', async () => {
  const key = await newSigningKey();
  const issuer = await startIssuer({ key });
  try {
    await inEnvironment({ API_TOKEN_JWKS_URI: issuer.keysUrl }, async () => {
      const token = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', kid: key.kid ?? '' })
        .setIssuer(deskIssuer)
        .setAudience(deskAudience)
        .sign(await importJWK(key));
      expect((await withToken(token)).status).toBe(401);
      expect((await withToken(await issuer.token(member))).status).toBe(200);
    });
  } finally {
    await issuer.close();
  }
});

test('a Cognito access token says its audience as client_id, and its role may be a list of groups', async () => {
  const key = await newSigningKey();
  const issuer = await startIssuer({ key });
  const tokenFor = async (clientId: string) =>
    await new SignJWT({ companyId: 'demo', 'cognito:groups': ['viewer', 'admin', 'x'], client_id: clientId })
      .setProtectedHeader({ alg: 'ES256', kid: key.kid ?? '' })
      .setIssuer(deskIssuer)
      .setExpirationTime('1h')
      .sign(await importJWK(key));
  try {
    await inEnvironment({ API_TOKEN_JWKS_URI: issuer.keysUrl, API_ROLE_CLAIM: 'cognito:groups' }, async () => {
      expect((await withToken(await tokenFor(deskAudience))).status).toBe(200);
      expect((await withToken(await tokenFor('another-app'))).status).toBe(401);
    });
  } finally {
    await issuer.close();
  }
});

test('an issuer that cannot be reached is our trouble, and not the token’s', async () => {
  await inEnvironment({ API_TOKEN_JWKS_URI: 'http://127.0.0.1:9/none' }, async () => {
    expect(await withToken(await world().token(member))).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  });
});

test('nobody comes in where no issuer is named, and nobody is told why', async () => {
  await inEnvironment({ API_TOKEN_ISSUER: undefined, API_TOKEN_AUDIENCE: undefined }, async () => {
    const written: unknown[] = [];
    const { write } = process.stderr;
    process.stderr.write = ((line: unknown) => written.push(line) > 0) as typeof write;
    const answer = await withToken(await world().token(member)).finally(() => {
      process.stderr.write = write;
    });
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } });
    expect(answer.text).not.toContain('API_TOKEN');
    expect(String(written)).toContain('API_TOKEN_ISSUER');
  });
});

test.each(['agent', 'viewer'] as const)(
  'a role below the route’s is refused, and told which is needed (%s)',
  async (role) => {
    const answer = await api(world()).as(role).get(path);
    expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(answer.body.detail).toContain('admin');
  },
);

test.each([
  ['no JSON', '{"a":', {}, 400, 'malformed'],
  ['no UTF-8', Buffer.from([0x22, 0xff, 0x22]), {}, 400, 'malformed'],
  ['of another content type', 'a=b', { 'content-type': 'text/plain' }, 415, 'unsupportedMedia'],
  ['an array', '[]', {}, 422, 'invalid'],
  ['null', 'null', {}, 422, 'invalid'],
  ['too large', JSON.stringify({ instructions: 'x'.repeat(400_000) }), {}, 413, 'tooLarge'],
  ['half a character', '{"instructions":"\\ud83d"}', {}, 400, 'malformed'],
  ['half a character in a name', '{"\\uDE00":1}', {}, 400, 'malformed'],
  ['nested without end', '['.repeat(100_000), {}, 400, 'malformed'],
])('a body that is %s is refused', async (_, raw, headers, status, code) => {
  const answer = await api(world())
    .as('admin')
    .put(path, undefined, {
      raw,
      headers: { 'content-type': 'application/json', 'if-match': '"0"', ...headers },
    });
  expect(answer).toMatchObject({ status, body: { code } });
});

test('an edit that does not say what it has read is refused', async () => {
  const admin = api(world()).as('admin');
  expect(await admin.put(path, {})).toMatchObject({ status: 428, body: { code: 'preconditionRequired' } });
  for (const tag of ['*', '7', 'W/"0"', '"0", "1"']) {
    expect((await admin.put(path, {}, { headers: { 'if-match': tag } })).status, tag).toBe(400);
  }
});

test('a query field that nobody knows, or that comes twice, is refused', async () => {
  const admin = api(world()).as('admin');
  expect(await admin.get(path, { query: { verbose: 1 } })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'verbose' }] },
  });
});

test('a company that asks too often is told when to come back, and no other is', async () => {
  await inEnvironment({ API_REQUESTS_PER_MINUTE: '3' }, async () => {
    const now = Date.now();
    const { log, metrics, clock } = wiredWorld().ports;
    furnish({ log, metrics, clock: { ...clock, now: () => now } });
    const hasty = api(world()).as('admin', 'hasty');
    const answers = await Promise.all(Array.from({ length: 5 }, () => hasty.get(path)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429, 429]);
    const refused = await hasty.get(path);
    expect(refused).toMatchObject({ status: 429, body: { code: 'rateLimited' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect((await api(world()).as('admin', 'patient').get(path)).status).toBe(200);
    furnish({ log, metrics, clock: { ...clock, now: () => now + 60_000 } });
    expect((await hasty.get(path)).status).toBe(200);
  });
});

test('a flood of chats keeps nobody of the company out', async () => {
  await inEnvironment({ API_REQUESTS_PER_MINUTE: '3' }, async () => {
    const now = Date.now();
    const { log, metrics, clock } = wiredWorld().ports;
    furnish({ log, metrics, clock: { ...clock, now: () => now } });
    const pages = api(world()).as('chat', 'flooded');
    const flood = () => pages.post('/api/momentum/cs/sessions/sess_none/end', {});
    const answers = await Promise.all(Array.from({ length: 6 }, flood));
    expect(answers.map(({ status }) => status).sort()).toEqual([404, 404, 404, 429, 429, 429]);
    const off = await api(world()).as('admin', 'flooded').post(`${path}/disable`);
    expect(off).toMatchObject({ status: 200, body: { enabled: false } });
  });
});

test('a failure of ours is 500, says nothing of itself, and is counted', async () => {
  const before = world().metrics.of('apiFailed').length;
  await inEnvironment({ DYNAMODB_ENDPOINT: 'http://127.0.0.1:9' }, async () => {
    const answer = await api(world()).as('admin').get(path);
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } });
    expect(answer.text).not.toMatch(/ECONN|dynamo|127/i);
  });
  expect(world().metrics.of('apiFailed').slice(before)).toEqual([1]);
});

test('how long each request took is measured once, by its route, whatever became of it', async () => {
  const { samples } = world().metrics;
  const before = samples.length;
  await api(world()).as('admin').get(path);
  await api(world()).as('viewer').get(path);
  await api(world()).bearing(undefined).get(path);
  const measured = samples.slice(before).filter(({ metric }) => metric === 'apiDuration');
  expect(measured.map(({ tags }) => tags.route)).toEqual(['getConfig', 'getConfig', 'getConfig']);
  for (const { value } of measured) expect(value).toBeGreaterThanOrEqual(0);
  const failed = samples.slice(before).filter(({ metric }) => metric === 'apiFailed');
  expect(failed.map(({ value }) => value)).toEqual([0, 0, 0]);
});

test('one line is logged per request, and it repeats nothing of it', async () => {
  const before = world().log.lines.length;
  await api(world())
    .as('admin')
    .put(path, { secretWord: 'rosebud' }, { headers: { 'if-match': '"0"' } });
  const lines = world().log.lines.slice(before);
  expect(lines.map(({ message }) => message)).toEqual(['request refused']);
  expect(lines[0]?.fields).toMatchObject({
    route: 'putConfig',
    status: 422,
    company: 'demo',
    role: 'admin',
    code: 'invalid',
  });
  expect(JSON.stringify(lines)).not.toContain('rosebud');
});

test('the desk serves it over HTTP', async () => {
  const response = await fetch(`${world().url}${path}`, {
    headers: { authorization: `Bearer ${await world().token(member)}` },
  });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ companyId: 'demo' });
});

/** The token with another company in it, and the signature that it had. */
function tampered(token: string): string {
  const [head, payload = '', signature] = token.split('.');
  const own = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const forged = Buffer.from(JSON.stringify({ ...own, 'custom:companyId': 'acme' })).toString('base64url');
  return [head, forged, signature].join('.');
}
