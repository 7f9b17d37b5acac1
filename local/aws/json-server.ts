import { createServer, type IncomingMessage } from 'node:http';
import { listenHere } from '#local/loopback.ts';

/** A request as an AWS service reads it. */
export type AwsRequest = {
  method: string;
  /** Still percent-encoded. */
  path: string;
  header(name: string): string | undefined;
  body: string;
};

/** `raw` goes out as it is; anything else as JSON; undefined as no body at all. */
export type AwsResponse = { status: number; headers?: Record<string, string>; json?: unknown; raw?: string };

export type AwsServer = { endpoint: string; close(): Promise<void> };

/** An AWS service's endpoint on 127.0.0.1. Unsigned requests are refused, as AWS does, so that a missing key shows here. */
export async function startAwsServer(
  options: { port?: number | undefined; contentType: string },
  /** Undefined: the connection breaks. */
  answer: (request: AwsRequest) => AwsResponse | undefined | Promise<AwsResponse | undefined>,
): Promise<AwsServer> {
  const server = createServer(async (incoming, outgoing) => {
    const response = await readRequest(incoming).then(
      (request) => (request.header('authorization') === undefined ? unsigned : answer(request)),
      () => undefined,
    );
    if (response === undefined) return void outgoing.destroy();
    outgoing.writeHead(response.status, { 'content-type': options.contentType, ...response.headers });
    outgoing.end(response.raw ?? (response.json === undefined ? undefined : JSON.stringify(response.json)));
  });
  const { url, close } = await listenHere(server, options.port);
  return { endpoint: url, close };
}

/** An error in the shape in which the SDK recognises it. */
export const awsError = (status: number, type: string, message: string): AwsResponse => ({
  status,
  headers: { 'x-amzn-errortype': type },
  json: { __type: type, Message: message },
});

const unsigned = awsError(403, 'MissingAuthenticationTokenException', 'Missing Authentication Token');

async function readRequest(incoming: IncomingMessage): Promise<AwsRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return {
    method: incoming.method ?? 'GET',
    path: incoming.url ?? '/',
    header: (name) => incoming.headers[name]?.toString(),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}
