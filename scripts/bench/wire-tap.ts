import { AsyncLocalStorage } from 'node:async_hooks';
import { channel } from 'node:diagnostics_channel';
import { type ClientRequest, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type Listening, listenHere } from '#local/loopback.ts';

/** One request of ours to an AWS service, as it went over the wire. */
export type WireRequest = {
  /** The label of the work that sent it: see `attribute`. */
  by: string;
  service: 'DynamoDB' | 'SecretsManager' | 'Lambda';
  operation: string;
  table: string | undefined;
  conditional: boolean;
};

export type WireTap = {
  /** In order of arrival. */
  requests: WireRequest[];
  /** An endpoint of our own in front of one: it notes what passes and changes nothing. */
  inFrontOf(service: WireRequest['service'], endpoint: string): Promise<string>;
  /** Runs work whose requests shall carry this label, whatever else is going on in the process. */
  attribute<T>(label: string, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

const labelHeader = 'x-bench-by';

/** Listens to what this process says to AWS's services on this machine. */
export function tapWire(): WireTap {
  const labels = new AsyncLocalStorage<string>();
  const requests: WireRequest[] = [];
  const taps: Listening[] = [];
  // Node tells of each request while it is being made, in the context of whoever makes it: the label travels with it.
  const created = channel('http.client.request.created');
  const label = (message: unknown): void => {
    const by = labels.getStore();
    if (by !== undefined) (message as { request: ClientRequest }).request.setHeader(labelHeader, by);
  };
  created.subscribe(label);
  return {
    requests,
    async inFrontOf(service, endpoint) {
      const tap = createServer((incoming, outgoing) => {
        // Whose answer is cut off sees a connection that broke, and tries again.
        pass(service, endpoint, requests, incoming, outgoing).catch(() => outgoing.destroy());
      });
      const listening = await listenHere(tap);
      taps.push(listening);
      return listening.url;
    },
    attribute: (name, work) => labels.run(name, work),
    async close() {
      created.unsubscribe(label);
      await Promise.all(taps.map((tap) => tap.close()));
    },
  };
}

async function pass(
  service: WireRequest['service'],
  endpoint: string,
  requests: WireRequest[],
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const { [labelHeader]: by, ...headers } = incoming.headers;
  requests.push({ by: by?.toString() ?? '', service, ...read(service, incoming, body) });
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request(new URL(incoming.url ?? '/', endpoint), { method: incoming.method, headers, agent: false }, resolve)
    .on('error', reject)
    .end(body);
  const answer = await promise;
  outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
  for await (const chunk of answer) outgoing.write(chunk);
  outgoing.end();
}

type Read = Pick<WireRequest, 'operation' | 'table' | 'conditional'>;

function read(service: WireRequest['service'], { headers }: IncomingMessage, body: Buffer): Read {
  if (service === 'Lambda') return { operation: 'Invoke', table: undefined, conditional: false };
  const operation = headers['x-amz-target']?.toString().split('.').at(-1) ?? 'unknown';
  const { TableName, ConditionExpression } = JSON.parse(body.toString() || '{}') as Record<string, string | undefined>;
  return { operation, table: TableName, conditional: ConditionExpression !== undefined };
}
