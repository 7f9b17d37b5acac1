import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { expect, test } from 'vitest';
import { handler } from '#functions/customers.ts';
import { erasureIdOf } from '#lib/domain/erasure/erasure.ts';
import { lambdaContext } from '#local/aws/lambda-context.ts';
import { api } from '#test/support/api.ts';
import { customerPath, erasurePath } from '#test/support/erasing.ts';
import { freshId } from '#test/support/samples.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const customers = '/api/momentum/cs/customers';
const ids = [
  'Jörg Müller',
  'a b',
  'a/b',
  '%',
  '%25',
  '50% off?',
  'a#b',
  '客户-1',
  "o'neil+1@example.com",
  '..',
  'cus_1',
];

/** A request over the wire, to the gateway of the desk. */
async function ask(companyId: string, method: string, path: string) {
  const token = await world().token({ companyId, role: 'admin' });
  const response = await fetch(world().url + path, { method, headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, body: await response.json() };
}

test.each(ids.filter((id) => id !== '..'))('a customer may be called %s: in the path, encoded', async (id) => {
  const companyId = freshId('ids');
  const erasureId = await erasureIdOf(companyId, id);
  expect(await ask(companyId, 'DELETE', customerPath(id))).toMatchObject({ status: 202, body: { erasureId } });
  expect(await ask(companyId, 'GET', erasurePath(id))).toMatchObject({ status: 200, body: { erasureId } });
  expect((await ask(companyId, 'GET', erasurePath(`${id}.`))).status).toBe(404);
});

test.each(ids)('a customer may be called %s: in the query', async (customerId) => {
  const companyId = freshId('ids');
  const erasureId = await erasureIdOf(companyId, customerId);
  const query = `?${new URLSearchParams({ customerId })}`;
  expect(await ask(companyId, 'DELETE', customers + query)).toMatchObject({ status: 202, body: { erasureId } });
  expect(await ask(companyId, 'GET', `${customers}/erasure${query}`)).toMatchObject({ body: { erasureId } });
});

/** What API Gateway makes of a path: it decodes it, the raw one too, and hands the parameter on decoded. */
async function fromApiGateway(companyId: string, id: string, rawPath = `${customers}/${id}`) {
  const token = await world().token({ companyId, role: 'admin' });
  const routeKey = `DELETE ${customers}/{customerId}`;
  const event = {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: '',
    headers: { authorization: `Bearer ${token}` },
    pathParameters: { customerId: id },
    requestContext: { http: { method: 'DELETE', path: rawPath, sourceIp: '203.0.113.9' }, requestId: 'r', routeKey },
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2;
  const { statusCode, body = '' } = await handler(
    event,
    lambdaContext({ functionName: 'customers', timeoutMs: 9_000 }),
  );
  return { status: statusCode, body: JSON.parse(body) };
}

test.each(['Jörg Müller', 'a b', 'a/b', 'a#b', 'cus_1'])('what API Gateway hands on decoded is %s', async (id) => {
  const companyId = freshId('ids');
  const erasureId = await erasureIdOf(companyId, id);
  expect(await fromApiGateway(companyId, id)).toMatchObject({ status: 202, body: { erasureId } });
});

test('what was decoded once too often is not taken for another customer', async () => {
  // API Gateway decodes twice: 50%2525 comes as 50%, and nobody knows whether 50% or 50%25 was meant.
  const answer = await fromApiGateway(freshId('ids'), '50%');
  expect(answer).toMatchObject({ status: 400, body: { code: 'malformed' } });
  expect(answer.body.detail).toMatch(/percent signs.*in the query/);
});

test.each(['%', '%zz', '%E0%A4%A', 'a%2', '%FF', '50%'])('a path with %s in it cannot be read', async (segment) => {
  const companyId = freshId('ids');
  for (const [method, path] of [
    ['DELETE', `${customers}/${segment}`],
    ['GET', `${customers}/${segment}/erasure`],
    ['GET', `/api/momentum/cs/sessions/${segment}`],
  ] as const) {
    const answer = await ask(companyId, method, path);
    expect(answer).toMatchObject({ status: 400, body: { code: 'malformed' } });
  }
});

test('nobody is deleted by a query that names none, or two, or by an id without end', async () => {
  const admin = api(world()).as('admin', freshId('ids'));
  expect(await admin.delete(customers)).toMatchObject({ status: 422, body: { errors: [{ field: 'customerId' }] } });
  expect((await admin.delete(customers, { query: { customerId: '' } })).status).toBe(422);
  expect((await admin.delete(customers, { query: { customerId: 'x'.repeat(201) } })).status).toBe(422);
  expect((await admin.delete(customerPath('x'.repeat(201)))).status).toBe(404);
  expect((await ask(freshId('ids'), 'DELETE', `${customers}?customerId=a&customerId=b`)).status).toBe(422);
  for (const role of ['agent', 'viewer', 'chat'] as const) {
    const other = api(world()).as(role, freshId('ids'));
    expect((await other.delete(customers, { query: { customerId: 'a' } })).status).toBe(403);
  }
});
