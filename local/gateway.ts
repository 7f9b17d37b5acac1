import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context, StreamifyHandler } from 'aws-lambda';
import { type Route, type RouteName, routes } from '#lib/routes.ts';
import { lambdaContext } from '#local/aws/lambda-context.ts';
import { provideStreaming, ResponseStream } from '#local/aws/response-stream.ts';
import { type Listening, listenHere } from '#local/loopback.ts';

export type HttpHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;
export type Handlers = Record<string, HttpHandler>;
/** Functions that stream, which have a URL of their own in AWS. */
export type Streams = Record<string, StreamifyHandler<APIGatewayProxyEventV2, void>>;

/** API Gateway's own limits: 10 MB of body, 30 s of integration. */
const maxBodyBytes = 10 * 1024 * 1024;
const integrationTimeoutMs = 30_000;
/** How long closing waits for functions whose caller has gone. */
const lingerMs = 5_000;

type Options = { handlers: Handlers; streams?: Streams; port?: number; functionTimeoutMs: number };
export type Gateway = Listening & { port: number };

/** API Gateway's HTTP API on the desk: turns requests into v2 events by the route table and runs the real handlers. */
export async function startGateway({ handlers, streams = {}, port = 0, functionTimeoutMs }: Options): Promise<Gateway> {
  provideStreaming();
  const underWay = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    const answered = answer(handlers, streams, functionTimeoutMs, request, response)
      .catch(() => respond(response, 500, 'Internal Server Error'))
      .finally(() => underWay.delete(answered));
    underWay.add(answered);
  });
  const listening = await listenHere(server, port);
  const close = async (): Promise<void> => {
    await listening.close();
    // What they still write must find its store: it is closed after us.
    await Promise.race([Promise.all(underWay), wait(lingerMs, undefined, { ref: false })]);
  };
  return { ...listening, close, port: Number(new URL(listening.url).port) };
}

async function answer(
  handlers: Handlers,
  streams: Streams,
  functionTimeoutMs: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const match = matchRoute(request.method ?? 'GET', url.pathname);
  const handler = match && handlers[match.entry];
  if (match === undefined || handler === undefined) return respond(response, 404, 'Not Found');
  const body = await readBody(request);
  if (body === undefined) return respond(response, 413, 'Request Entity Too Large');
  const event = toEvent(request, url, body, match);
  const stream = match.stream === undefined || !wantsEvents(request) ? undefined : streams[match.stream];
  if (stream !== undefined) {
    const { pathParameters: _, ...unrouted } = event;
    // A function's own URL knows no routes.
    const asked = { ...unrouted, routeKey: '$default' };
    const context = lambdaContext({ functionName: match.entry, timeoutMs: functionTimeoutMs });
    return await stream(asked, new ResponseStream(response) as unknown as awslambda.HttpResponseStream, context);
  }
  try {
    const result = await inTime(
      handler(event, lambdaContext({ functionName: match.entry, timeoutMs: functionTimeoutMs })),
    );
    response.writeHead(result.statusCode ?? 200, result.headers as Record<string, string>);
    response.end(result.isBase64Encoded ? Buffer.from(result.body ?? '', 'base64') : (result.body ?? ''));
  } catch {
    // What a function throws API Gateway never shows.
    respond(response, 500, 'Internal Server Error');
  }
}

const wantsEvents = (request: IncomingMessage): boolean => /\btext\/event-stream\b/i.test(request.headers.accept ?? '');

type Match = {
  name: RouteName;
  method: string;
  path: string;
  entry: string;
  stream?: string;
  parameters: Record<string, string>;
};

/** The row of the route table that a request belongs to, with its path parameters decoded. */
export function matchRoute(method: string, pathname: string): Match | undefined {
  const given = pathname.split('/');
  const rows: readonly (Route & { name: RouteName })[] = routes;
  for (const route of rows) {
    const wanted = route.path.split('/');
    if (route.method !== method || wanted.length !== given.length) continue;
    const parameters: Record<string, string> = {};
    const fits = wanted.every((segment, index) => {
      const value = given[index] ?? '';
      const name = /^\{(\w+)\}$/.exec(segment)?.[1];
      if (name === undefined) return segment === value;
      parameters[name] = decode(value);
      return value !== '';
    });
    const { name, method: itsMethod, path, entry, stream } = route;
    if (fits) return { name, method: itsMethod, path, entry, ...(stream === undefined ? {} : { stream }), parameters };
  }
  return undefined;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function toEvent(request: IncomingMessage, url: URL, body: Buffer, match: Match): APIGatewayProxyEventV2 {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  );
  // A tunnel's client is not this machine, though its connection comes from here. The last address is the tunnel's own
  // word; those before it are what the client claimed.
  const forwarded = headers['x-forwarded-for']?.split(',').at(-1)?.trim();
  const now = new Date();
  return {
    version: '2.0',
    routeKey: `${match.method} ${match.path}`,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers,
    ...(Object.keys(match.parameters).length === 0 ? {} : { pathParameters: match.parameters }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'desk',
      domainName: headers.host ?? '',
      domainPrefix: 'desk',
      http: {
        method: match.method,
        path: url.pathname,
        protocol: 'HTTP/1.1',
        sourceIp: forwarded ?? request.socket.remoteAddress ?? '',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: `${match.method} ${match.path}`,
      stage: '$default',
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
    },
    // API Gateway hands forms on in base64.
    ...(body.length === 0 ? {} : { body: body.toString('base64') }),
    isBase64Encoded: body.length > 0,
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('Integration timed out.')), integrationTimeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function respond(response: ServerResponse, status: number, message: string): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ message }));
}
