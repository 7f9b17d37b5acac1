import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { newId } from '#local/claude/compose.ts';
import { answerMessages, type Desk, type Exchange, sendFailure, sendJson } from '#local/claude/messages-endpoint.ts';
import { findModel, modelPage, toModelInfo } from '#local/claude/models.ts';
import { PromptCache } from '#local/claude/prompt-cache.ts';
import type { Aside, Mind, Pace, RecordedRequest } from '#local/claude/reply.ts';
import { Script, type Scripted } from '#local/claude/script.ts';
import { listenHere } from '#local/loopback.ts';

export type StartOptions = {
  /** Default: any free port. */
  port?: number;
  /** Answers when nothing is scripted. */
  mind?: Mind;
  /** Answers what is no part of a conversation, before the script and the mind are asked. */
  aside?: Aside;
  /** Default: as fast as it can. */
  pace?: Pace;
  /** The only keys it accepts. Default: any. */
  apiKeys?: readonly string[];
  /** Milliseconds since the epoch: what the prompt cache ages by. */
  now?: () => number;
};

/** The Anthropic Messages API on 127.0.0.1, answering by script. */
export type ScriptedClaude = {
  /** The SDK's baseURL. */
  url: string;
  /** The calls that asked for a reply, refused ones included, in order of arrival. */
  requests: RecordedRequest[];
  /** The calls with `max_tokens: 0`, which only fill the prompt cache and take nothing from the script. */
  warmUps: RecordedRequest[];
  /** The calls that came when nothing was scripted: answered 500. */
  unexpected: RecordedRequest[];
  /** The calls that were answered aside; they are in no other list. */
  asides: RecordedRequest[];
  /** Answers them in another way until `reset`. */
  answerAside(aside: Aside): void;
  /** How often GET /v1/models was asked: health pings and prewarmed connections. */
  pings(): number;
  /** Queues replies, taken one a call, in order. */
  script(...replies: Scripted[]): void;
  /** Answers every call beyond the queue. */
  always(reply: Scripted): void;
  /** Throws when replies are left over, unexpected calls came, or a script threw. */
  assertDone(): void;
  /** As new: no script, no records, an empty prompt cache. */
  reset(): void;
  /** Cuts what is still open and stops listening. */
  close(): Promise<void>;
};

export async function startClaude(options: StartOptions = {}): Promise<ScriptedClaude> {
  const now = options.now ?? Date.now;
  const script = new Script(options.mind, options.aside);
  const cache = new PromptCache(now);
  const desk: Desk = { script, cache, now, pace: options.pace ?? { firstTokenMs: 0, betweenTokensMs: 0 } };
  let pings = 0;

  const connections = new WeakMap<Socket, number>();
  let connected = 0;
  const server = createServer((request, response) => {
    const exchange = begin(request, response, connections.get(request.socket) ?? 0);
    if (exchange.path.startsWith('/v1/models')) pings++;
    answer(exchange, desk, options.apiKeys).catch((failure: unknown) => giveUp(exchange, failure));
  });
  server.on('connection', (socket) => connections.set(socket, ++connected));
  // Like the API: idle connections stay, and no keep-alive hint tells the client how long.
  server.keepAliveTimeout = 0;
  const listening = await listenHere(server, options.port);

  return {
    ...listening,
    requests: script.requests,
    warmUps: script.warmUps,
    unexpected: script.unexpected,
    asides: script.asides,
    answerAside: (aside) => script.answerAside(aside),
    pings: () => pings,
    script: (...replies) => script.add(replies),
    always: (reply) => script.stand(reply),
    assertDone: () => script.assertDone(),
    reset() {
      script.reset();
      cache.clear();
      pings = 0;
    },
  };
}

type Begun = Exchange & { path: string };

async function answer(exchange: Begun, desk: Desk, apiKeys: readonly string[] | undefined): Promise<void> {
  const { path, apiKey } = exchange;
  if (!apiKey) return sendFailure(exchange, { status: 401, message: 'x-api-key header is required' });
  if (apiKeys && !apiKeys.includes(apiKey)) return sendFailure(exchange, { status: 401, message: 'invalid x-api-key' });
  if (!exchange.in.headers['anthropic-version']) {
    return sendFailure(exchange, { status: 400, message: 'anthropic-version: header is required' });
  }
  const route = `${exchange.in.method} ${path}`;
  if (route === 'POST /v1/messages') return answerMessages(exchange, desk);
  if (route === 'GET /v1/models') return sendJson(exchange, 200, modelPage());
  if (route.startsWith('GET /v1/models/')) {
    const id = decodeURIComponent(path.slice('/v1/models/'.length));
    const model = findModel(id);
    return model
      ? sendJson(exchange, 200, toModelInfo(model))
      : sendFailure(exchange, { status: 404, message: `model: ${id}` });
  }
  return sendFailure(exchange, { status: 404, message: 'Not Found' });
}

function begin(request: IncomingMessage, out: ServerResponse, connection: number): Begun {
  const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
  const apiKey = keyOf(request);
  return { in: request, out, path, apiKey, connection, requestId: newId('req_') };
}

/** SDK 1.12 sends the key as a bearer token, older ones as x-api-key: the API takes both. */
function keyOf({ headers }: IncomingMessage): string {
  const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  return String(headers['x-api-key'] ?? bearer ?? '');
}

/** A client that hung up is no fault. Anything else is ours, and says so. */
function giveUp(exchange: Exchange, failure: unknown): void {
  if (exchange.out.destroyed || exchange.out.closed) return;
  if (exchange.out.headersSent) return void exchange.out.destroy();
  sendFailure(exchange, { status: 500, message: `Scripted Claude failed: ${String(failure)}` });
}
