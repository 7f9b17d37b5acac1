import { expect, test } from 'vitest';
import type { ApiContract } from '#lib/contracts/api/contract.ts';
import { contracts } from '#lib/contracts/api/contracts.ts';
import { type Route, roles, routes } from '#lib/routes.ts';
import { ask } from '#test/support/api.ts';
import { apiDocument, checkAnswer, faultsBySchema } from '#test/support/api-document.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const rows: readonly Route[] = routes;
const ofApi = rows.filter(({ door }) => door === 'json');
const operations = Object.values(apiDocument.paths).flatMap((methods) => Object.values(methods));

test('anybody may read the document, over HTTP', async () => {
  const response = await fetch(`${world().url}/api/openapi.json`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json');
  const document = (await response.json()) as typeof apiDocument;
  expect(document).toEqual({ ...apiDocument, info: { ...apiDocument.info, version: document.info.version } });
});

test('every row of the JSON door is in it, with a contract of its own name, and nothing else is', () => {
  expect(Object.keys(contracts).sort()).toEqual(ofApi.map(({ name }) => name).sort());
  for (const [name, contract] of Object.entries<ApiContract>(contracts)) expect(contract.route).toBe(name);
  expect(operations.map(({ operationId }) => operationId).sort()).toEqual(ofApi.map(({ name }) => name).sort());
  for (const { path, method } of ofApi) expect(apiDocument.paths[path]?.[method.toLowerCase()]).toBeDefined();
});

test('every function knows its rows: who comes without a token is asked for one there, and logged under its name', async () => {
  for (const { name, method, path } of ofApi) {
    const before = world().log.lines.length;
    const url = path.replace(/\{\w+\}/g, 'some-id');
    const answer = await ask({ method, path: url, query: {}, headers: {}, body: undefined });
    expect([name, answer.status]).toEqual([name, 401]);
    expect(
      world()
        .log.lines.slice(before)
        .map(({ fields }) => fields.route),
    ).toEqual([name]);
  }
});

test('a role below the one in the row is refused, route by route, before anything of the request is read', async () => {
  for (const { name, method, path, role = 'admin' } of ofApi) {
    for (const less of roles.slice(0, roles.indexOf(role))) {
      const authorization = `Bearer ${await world().token({ companyId: 'demo', role: less })}`;
      const url = path.replace(/\{\w+\}/g, 'some-id');
      const answer = await ask({ method, path: url, query: {}, headers: { authorization }, body: 'no JSON' });
      expect([name, less, answer.status]).toEqual([name, less, 403]);
    }
  }
});

test('every schema in it is JSON Schema, and every reference leads somewhere', () => {
  const schemas = operations.flatMap(({ parameters, requestBody, responses }) => [
    ...parameters.map(({ schema }) => schema),
    ...[requestBody, ...Object.values(responses)].flatMap((part) =>
      Object.values(part?.content ?? {}).map(({ schema }) => schema),
    ),
  ]);
  expect(schemas.length).toBeGreaterThan(ofApi.length);
  for (const schema of schemas) expect(() => faultsBySchema(schema, {})).not.toThrow();
});

test('every path parameter is declared, and every operation says what it does, who may, and what it gives', () => {
  for (const [path, methods] of Object.entries(apiDocument.paths)) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    for (const operation of Object.values(methods)) {
      const declared = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect(declared).toEqual(names);
      expect(operation.summary.length).toBeGreaterThan(10);
      expect(operation.security).toEqual([{ token: [] }]);
      expect(Object.keys(operation.responses).filter((status) => status.startsWith('2'))).not.toEqual([]);
    }
  }
});

test('what a caller sends may hold no field that the document does not name', () => {
  const body =
    apiDocument.paths['/api/momentum/cs/config']?.put?.requestBody?.content['application/json']?.schema ?? {};
  expect(faultsBySchema(body, { displayName: 'Acme' })).toBeUndefined();
  expect(faultsBySchema(body, { displayNane: 'Acme' })).toContain('additional properties');
  expect(faultsBySchema(body, { tiers: { aiRep: { nane: 'Ada' } } })).toContain('additional properties');
});

test('the check by which every test of the API is held to the document can fail', () => {
  const answer = {
    status: 200,
    headers: { 'x-request-id': '1', 'content-type': 'application/json' },
    text: '{}',
    body: {},
  };
  expect(() => checkAnswer('getConfig', answer)).toThrow("must have required property 'companyId'");
  expect(() => checkAnswer('getConfig', { ...answer, status: 418 })).toThrow('may answer 418');
  expect(() => checkAnswer('getConfig', { ...answer, headers: {} })).toThrow('without x-request-id');
});
