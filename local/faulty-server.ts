import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { listenHere } from '#local/loopback.ts';

export type PlainRequest = { method: string; path: string; headers: IncomingHttpHeaders; body: string };
export type PlainAnswer = { status: number; json: unknown; headers?: Record<string, string> };

/** How a request fails: `before` the server knew of it, or `after` it did its work, so that only the answer is lost. */
export type Fault = {
  when: 'before' | 'after';
  /** A number is a status. `garbage` is a page of HTML with status 200, `slow` an answer that comes `slowMs` late. */
  how: 'drop' | 'hang' | 'garbage' | 'slow' | number;
  /** Default: 1. */
  times?: number;
  /** Default: 50. */
  slowMs?: number;
  /** Default: any request. */
  of?: (request: PlainRequest) => boolean;
};

export type FaultyServer = { url: string; failNext(fault: Fault): void; close(): Promise<void> };

/** An HTTP server on 127.0.0.1 that fails when told to. */
export async function startFaultyServer(
  port: number,
  answer: (request: PlainRequest) => PlainAnswer | Promise<PlainAnswer>,
): Promise<FaultyServer> {
  const faults: Fault[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const body = await text(incoming).catch(() => undefined);
    if (body === undefined) return void outgoing.destroy();
    const { method = 'GET', url: path = '/', headers } = incoming;
    const request = { method, path, headers, body };
    const fault = taken(faults, request);
    if (fault?.when === 'before' && fault.how !== 'slow') return fail(outgoing, fault);
    if (fault?.when === 'before') await wait(fault.slowMs ?? 50);
    const answered = await Promise.resolve(request).then(answer).catch(crashed);
    if (fault?.when === 'after' && fault.how !== 'slow') return fail(outgoing, fault);
    if (fault?.when === 'after') await wait(fault.slowMs ?? 50);
    send(outgoing, answered);
  });
  return {
    ...(await listenHere(server, port)),
    failNext: (fault) => void faults.push(...Array<Fault>(fault.times ?? 1).fill(fault)),
  };
}

function taken(faults: Fault[], request: PlainRequest): Fault | undefined {
  const index = faults.findIndex((fault) => fault.of?.(request) ?? true);
  return index === -1 ? undefined : faults.splice(index, 1)[0];
}

function fail(outgoing: ServerResponse, { how }: Fault): void {
  if (how === 'drop') outgoing.destroy();
  else if (how === 'garbage') outgoing.writeHead(200, { 'content-type': 'text/html' }).end('<h1>It works!</h1>');
  else if (typeof how === 'number') send(outgoing, { status: how, json: { error: { message: 'Told to fail.' } } });
  // What hangs is cut when the server closes.
}

function send(outgoing: ServerResponse, { status, json, headers }: PlainAnswer): void {
  outgoing.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(json));
}

const crashed = (failure: unknown): PlainAnswer => ({ status: 500, json: { error: { message: String(failure) } } });
