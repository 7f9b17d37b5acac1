import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Role } from '#lib/routes.ts';
import { lambdaContext } from '#local/aws/lambda-context.ts';
import { demo } from '#local/demo-company.ts';
import type { Desk } from '#local/desk.ts';
import { matchRoute } from '#local/gateway.ts';
import { handlers } from '#local/handlers.ts';
import { checkAnswer } from '#test/support/api-document.ts';

export type ApiAnswer = {
  status: number;
  headers: Record<string, string>;
  // biome-ignore lint/suspicious/noExplicitAny: what it is, each test asserts.
  body: any;
  /** As it came. */
  text: string;
};

export type Call = { headers?: Record<string, string>; query?: Record<string, string | number>; raw?: string | Buffer };

/** Somebody in front of the JSON door. */
export type Client = {
  get(path: string, call?: Call): Promise<ApiAnswer>;
  post(path: string, body?: unknown, call?: Call): Promise<ApiAnswer>;
  put(path: string, body?: unknown, call?: Call): Promise<ApiAnswer>;
  delete(path: string, call?: Call): Promise<ApiAnswer>;
  /** The same with headers of one's own on every request. */
  with(headers: Record<string, string>): Client;
};

export type Api = {
  /** A member of a company; of the demo company where none is named. */
  as(role: Role, companyId?: string): Client;
  /** Whoever bears this token. */
  bearing(token: string | undefined): Client;
};

/**
 * The JSON door of a desk: requests go to the real handlers, as API Gateway hands them on, and every answer is checked
 * against the OpenAPI document.
 */
export const api = (desk: Pick<Desk, 'token'>): Api => ({
  as: (role, companyId = demo.companyId) =>
    client(async () => ({ authorization: `Bearer ${await desk.token({ companyId, role })}` })),
  bearing: (token) =>
    client(
      async (): Promise<Record<string, string>> => (token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ),
});

function client(headersOf: () => Promise<Record<string, string>>): Client {
  const send = async (method: string, path: string, body: string | Buffer | undefined, call: Call = {}) =>
    ask({ method, path, body, query: call.query ?? {}, headers: { ...(await headersOf()), ...call.headers } });
  const sending =
    (method: string) =>
    (path: string, body?: unknown, call: Call = {}) => {
      const text = call.raw ?? (body === undefined ? undefined : JSON.stringify(body));
      const headers = { ...(text === undefined ? {} : { 'content-type': 'application/json' }), ...call.headers };
      return send(method, path, text, { ...call, headers });
    };
  return {
    get: (path, call) => send('GET', path, undefined, call),
    post: sending('POST'),
    put: sending('PUT'),
    delete: (path, call) => send('DELETE', path, undefined, call),
    with: (headers) => client(async () => ({ ...(await headersOf()), ...headers })),
  };
}

export type Asked = {
  method: string;
  path: string;
  query: Record<string, string | number>;
  headers: Record<string, string>;
  body: string | Buffer | undefined;
};

/** Hands a request to the real handler of its route. */
export async function ask(asked: Asked): Promise<ApiAnswer> {
  const match = matchRoute(asked.method, asked.path);
  const handler = match && handlers[match.entry];
  if (match === undefined || handler === undefined) throw new Error(`No route is ${asked.method} ${asked.path}.`);
  const response = await handler(
    eventOf(asked, match.path, match.parameters),
    lambdaContext({ functionName: match.entry, timeoutMs: 29_000 }),
  );
  const text = response.body ?? '';
  const headers = Object.fromEntries(Object.entries(response.headers ?? {}).map(([k, v]) => [k, String(v)]));
  const isJson = /json/.test(headers['content-type'] ?? '');
  const answer = { status: response.statusCode ?? 0, headers, text, body: isJson ? JSON.parse(text) : undefined };
  checkAnswer(match.name, answer);
  return answer;
}

function eventOf(asked: Asked, path: string, parameters: Record<string, string>): APIGatewayProxyEventV2 {
  const { method, query, headers, body } = asked;
  const routeKey = `${method} ${path}`;
  return {
    version: '2.0',
    routeKey,
    rawPath: asked.path,
    rawQueryString: new URLSearchParams(
      Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
    ).toString(),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    ...(Object.keys(parameters).length === 0 ? {} : { pathParameters: parameters }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'door',
      domainName: 'door.example.com',
      domainPrefix: 'door',
      http: { method, path: asked.path, protocol: 'HTTP/1.1', sourceIp: '203.0.113.9', userAgent: 'test' },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: '22/Nov/2026:21:30:00 +0000',
      timeEpoch: Date.parse('2026-11-22T21:30:00Z'),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : body.toString('base64') }),
    // As API Gateway sends what is not text.
    isBase64Encoded: Buffer.isBuffer(body),
  };
}
