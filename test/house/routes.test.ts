import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { operations, pathOf, type Route, routes, workers } from '#lib/routes.ts';
import { type Handlers, matchRoute, startGateway } from '#local/gateway.ts';
import * as desk from '#local/handlers.ts';
import { quoted, tableUnder } from '#test/house/docs.ts';

const rows: readonly Route[] = routes;
const entriesOf = (list: readonly { entry: string }[]): string[] => [...new Set(list.map(({ entry }) => entry))].sort();
/** The functions that stream, each beside the one of its row. */
const streaming = rows.flatMap(({ stream }) => (stream === undefined ? [] : [{ entry: stream }]));
const parametersOf = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
const filled = (path: string): string => path.replace(/\{(\w+)\}/g, (_, name: string) => `some-${name}`);

test('no two rows have the same name, or the same method and path', () => {
  const names = rows.map(({ name }) => name);
  const doors = rows.map(({ method, path }) => `${method} ${path}`);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(doors).size).toBe(doors.length);
});

test('every path is one that a signature can be checked over', () => {
  for (const { path } of rows) expect(path).toMatch(/^(?:\/(?:[a-z.-]+|\{[a-zA-Z]+\}))+$/);
});

test('every function is behind a row, a worker or an operation, and behind each there is one', () => {
  const files = readdirSync('functions').map((file) => file.replace(/\.ts$/, ''));
  expect(entriesOf([...rows, ...streaming, ...workers, ...operations])).toEqual(files.sort());
  expect(entriesOf(rows).filter((entry) => entriesOf([...workers, ...operations]).includes(entry))).toEqual([]);
  expect(entriesOf(workers).filter((entry) => entriesOf(operations).includes(entry))).toEqual([]);
});

test('the desk runs exactly these functions, and the real ones', async () => {
  expect(Object.keys(desk.handlers).sort()).toEqual(entriesOf(rows));
  expect(Object.keys(desk.workers).sort()).toEqual(entriesOf(workers));
  expect(Object.keys(desk.streams).sort()).toEqual(entriesOf(streaming));
  for (const [entry, handler] of Object.entries({ ...desk.handlers, ...desk.streams, ...desk.workers })) {
    const lambda = await import(`#functions/${entry}.ts`);
    expect(lambda.handler, entry).toBe(handler);
    expect(Object.keys(lambda), entry).toEqual(['handler']);
  }
});

test('a path is never minted with a parameter missing', () => {
  for (const { name, path } of routes) {
    const parameters = parametersOf(path);
    const given = Object.fromEntries(parameters.map((parameter) => [parameter, 7]));
    expect(pathOf(name, given)).toBe(path.replace(/\{\w+\}/g, '7'));
    for (const missing of parameters) {
      const { [missing]: _, ...rest } = given;
      expect(() => pathOf(name, rest)).toThrow(`Route ${name} needs a value for {${missing}}.`);
    }
  }
});

test('the desk finds every row by its own path, and no other', () => {
  for (const row of rows) {
    expect(matchRoute(row.method, filled(row.path))).toEqual({
      name: row.name,
      method: row.method,
      path: row.path,
      entry: row.entry,
      ...(row.stream === undefined ? {} : { stream: row.stream }),
      parameters: Object.fromEntries(parametersOf(row.path).map((name) => [name, `some-${name}`])),
    });
  }
});

test('what is minted into a path comes back out of it', () => {
  const value = fc.string({ unit: 'grapheme', minLength: 1 });
  fc.assert(
    fc.property(value, value, (attempt, step) => {
      expect(matchRoute('POST', pathOf('escalateStep', { attempt, step }))?.parameters).toEqual({ attempt, step });
    }),
  );
});

test('a segment that cannot be decoded is handed on as it is', () => {
  expect(matchRoute('POST', `${pathOf('speech')}/%E0%A4%A`)?.parameters).toEqual({ turn: '%E0%A4%A' });
});

test('the gateway asks the function of the row, and answers 404 for everything else', async () => {
  const asked: unknown[] = [];
  const handlers: Handlers = Object.fromEntries(
    entriesOf(rows).map((entry) => [
      entry,
      async ({ rawPath, routeKey, pathParameters, body, isBase64Encoded }) => {
        const sent = isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString() : body;
        asked.push({ entry, rawPath, routeKey, pathParameters, sent });
        return { statusCode: 200 };
      },
    ]),
  );
  const gateway = await startGateway({ handlers, functionTimeoutMs: 1_000 });
  try {
    for (const { method, path, entry } of rows) {
      const body = method === 'POST' ? 'CallSid=CA1&From=%2B12025550123' : undefined;
      const { status } = await fetch(gateway.url + filled(path), { method, body });
      expect(status).toBe(200);
      const names = parametersOf(path);
      expect(asked.pop()).toEqual({
        entry,
        rawPath: filled(path),
        routeKey: `${method} ${path}`,
        pathParameters:
          names.length === 0 ? undefined : Object.fromEntries(names.map((name) => [name, `some-${name}`])),
        sent: body,
      });
    }
    const inbound = pathOf('inbound');
    const strangers = [
      ['GET', inbound],
      ['PUT', inbound],
      ['POST', `${inbound}/`],
      ['POST', `${inbound}/1`],
      ['POST', inbound.toUpperCase()],
      ['POST', '/'],
      ['GET', '/api/momentum/voice/speech/1/2/3'],
      ['POST', '/api/momentum/voice/escalate/1'],
    ] as const;
    for (const [method, path] of strangers) {
      const response = await fetch(gateway.url + path, { method });
      expect([method, path, response.status]).toEqual([method, path, 404]);
      expect(await response.json()).toEqual({ message: 'Not Found' });
    }
    expect(asked).toEqual([]);
  } finally {
    await gateway.close();
  }
});

test('what a client says of its own address is not believed', async () => {
  const sources: string[] = [];
  const health: Handlers[string] = async ({ requestContext }) => {
    sources.push(requestContext.http.sourceIp);
    return { statusCode: 200 };
  };
  const gateway = await startGateway({ handlers: { health }, functionTimeoutMs: 1_000 });
  try {
    const ask = (forwarded?: string) =>
      fetch(
        gateway.url + pathOf('health'),
        forwarded === undefined ? {} : { headers: { 'x-forwarded-for': forwarded } },
      );
    await ask();
    // A tunnel writes the address it sees behind whatever its client claimed.
    await ask('203.0.113.5');
    await ask('127.0.0.1, 203.0.113.5');
  } finally {
    await gateway.close();
  }
  expect(sources).toEqual(['127.0.0.1', '203.0.113.5', '203.0.113.5']);
});

test('docs/api.md lists exactly the rows, in their order', () => {
  const listed = tableUnder('docs/api.md', '## Routes').map((cells) => cells.map((cell) => quoted(cell)[0] ?? cell));
  expect(listed).toEqual(
    rows.map(({ name, method, path, door, role, entry }) => [
      name,
      method,
      path,
      door === 'json' ? `json, ${role}` : door,
      entry,
    ]),
  );
});
