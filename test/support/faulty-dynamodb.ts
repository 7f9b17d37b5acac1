import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { startEmbeddedDynamo } from '#local/dynamodb/embedded.ts';
import { listenHere } from '#local/loopback.ts';

/** A request on its way to the store. */
export type StoreRequest = { command: string; table: string; body: string };
/** `forgets` does as it is told, and never says so. */
export type StoreFault = 'fails' | 'hangs' | 'disconnects' | 'forgets';

export type FaultyDynamo = {
  endpoint: string;
  /** What becomes of these requests from now on. */
  breaks(which: (request: StoreRequest) => boolean, how?: StoreFault): void;
  /** Everything gets through again, what hangs is cut. */
  heals(): void;
  close(): Promise<void>;
};

/** The embedded DynamoDB behind a line that a test may cut. */
export async function startFaultyDynamo(): Promise<FaultyDynamo> {
  const dynamo = await startEmbeddedDynamo();
  const { port } = new URL(dynamo.endpoint);
  let fault: (request: StoreRequest) => StoreFault | undefined = () => undefined;
  const hanging = new Set<IncomingMessage>();

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    switch (fault(requestOf(request, body))) {
      case 'fails':
        response.writeHead(500, { 'content-type': 'application/x-amz-json-1.0' });
        response.end(JSON.stringify({ __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError' }));
        break;
      case 'disconnects':
        request.socket.destroy();
        break;
      case 'hangs':
        hanging.add(request);
        break;
      case 'forgets':
        hanging.add(request);
        passOn(Number(port), request, body);
        break;
      default:
        passOn(Number(port), request, body, response);
    }
  });
  const { url, close } = await listenHere(server);
  const heals = (): void => {
    fault = () => undefined;
    for (const request of hanging) request.socket.destroy();
    hanging.clear();
  };
  return {
    endpoint: url,
    breaks: (which, how = 'fails') => {
      fault = (request) => (which(request) ? how : undefined);
    },
    heals,
    close: async () => {
      heals();
      await close();
      await dynamo.close();
    },
  };
}

function requestOf(request: IncomingMessage, body: Buffer): StoreRequest {
  const text = body.toString();
  const command = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
  return { command, table: /"TableName":"([^"]+)"/.exec(text)?.[1] ?? '', body: text };
}

function passOn(port: number, request: IncomingMessage, body: Buffer, response?: ServerResponse): void {
  const { method = 'POST', url = '/', headers } = request;
  const passed = forward({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
    if (response === undefined) return void answer.resume();
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  passed.on('error', () => response?.destroy());
  passed.end(body);
}

/** What a test may want to break. */
export const storeRequests = {
  all: () => true,
  writes: ({ command }: StoreRequest) => command === 'PutItem' || command === 'UpdateItem',
  /** What a webhook tells the caller, as it is written down. */
  deliveries: ({ command, table, body }: StoreRequest) =>
    command === 'UpdateItem' && table === 'CSMessage' && body.includes('deliveries'),
  changesOfTheCall: ({ command, table }: StoreRequest) => command === 'UpdateItem' && table === 'VoiceCall',
} as const;
