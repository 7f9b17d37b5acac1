import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { errorBody, errorHeaders } from '#local/claude/api-error.ts';
import { type Composed, compose, composeNothing, toMessage } from '#local/claude/compose.ts';
import { Line } from '#local/claude/line.ts';
import { findModel } from '#local/claude/models.ts';
import type { PromptCache } from '#local/claude/prompt-cache.ts';
import type { Failure, MessagesRequest, Pace, RecordedRequest, Reply } from '#local/claude/reply.ts';
import { requestFault } from '#local/claude/request-rules.ts';
import type { Script } from '#local/claude/script.ts';
import { streamReply } from '#local/claude/stream.ts';

/** What the endpoint stands on. */
export type Desk = { script: Script; cache: PromptCache; pace: Pace; now: () => number };

export type Exchange = {
  in: IncomingMessage;
  out: ServerResponse;
  requestId: string;
  apiKey: string;
  connection: number;
};

/** POST /v1/messages: judge the request, ask the script, count the tokens, speak. */
export async function answerMessages(exchange: Exchange, desk: Desk): Promise<void> {
  const body = await readJson(exchange.in);
  if (body === undefined) return sendFailure(exchange, { status: 400, message: 'The request body is not valid JSON' });
  const call = record(exchange, body as MessagesRequest, desk);
  const line = new Line(exchange.out, () => {
    call.aborted = true;
  });
  const fault = requestFault(body);
  const model = findModel(call.model);
  if (fault || !model) return sendFailure(exchange, fault ?? { status: 404 }, call);
  if (call.body.max_tokens === 0) {
    const prompt = desk.cache.charge(call.body, exchange.apiKey, model);
    return deliver(exchange, call, composeNothing(model, prompt), {}, { firstTokenMs: 0, betweenTokensMs: 0 }, line);
  }
  const aside = desk.script.asideFor(call);
  if (aside) moveAside(desk.script, call);
  const reply = aside ?? (await desk.script.next(call));
  if (reply.hang) return line.stayOnSilently();
  if (reply.fail) return sendFailure(exchange, reply.fail, call);
  const composed = compose(reply, call.body, model, desk.cache.charge(call.body, exchange.apiKey, model));
  return deliver(exchange, call, composed, reply, { ...desk.pace, ...reply.pace }, line);
}

function moveAside({ requests, asides }: Script, call: RecordedRequest): void {
  requests.splice(requests.indexOf(call), 1);
  asides.push(call);
}

async function deliver(
  exchange: Exchange,
  call: RecordedRequest,
  composed: Composed,
  { breakAfterTokens, breakWith }: Reply,
  pace: Pace,
  line: Line,
): Promise<void> {
  const { out, requestId } = exchange;
  await pause(pace.firstTokenMs, line);
  call.usage = composed.usage;
  if (call.body.stream) {
    call.status = 200;
    startStream(exchange);
    return streamReply(out, composed, { pace, breakAfterTokens, breakWith, requestId, line });
  }
  await pause(pace.betweenTokensMs * composed.usage.output_tokens, line);
  // Without a stream there is no middle to break in: the call fails as a whole.
  if (breakWith === 'disconnect') return line.cut();
  if (breakWith === 'silence') return line.stayOnSilently();
  if (breakWith || breakAfterTokens !== undefined) return sendFailure(exchange, { status: 529 }, call);
  call.status = 200;
  sendJson(exchange, 200, toMessage(composed));
}

export function sendJson({ out, requestId }: Exchange, status: number, body: object, headers = {}): void {
  const json = JSON.stringify(body);
  out.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(json),
    'request-id': requestId,
    ...headers,
  });
  out.end(json);
}

export function sendFailure(exchange: Exchange, failure: Failure, call?: RecordedRequest): void {
  const body = errorBody(failure, exchange.requestId);
  if (call) {
    call.status = failure.status;
    call.refusal = body.error.message;
  }
  sendJson(exchange, failure.status, body, errorHeaders(failure));
}

function startStream({ out, requestId }: Exchange): void {
  out.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
    'request-id': requestId,
  });
}

function record(exchange: Exchange, body: MessagesRequest, { script, now }: Desk): RecordedRequest {
  const { headers } = exchange.in;
  const call = { at: now(), model: String(body?.model), body, headers, connection: exchange.connection };
  (body?.max_tokens === 0 ? script.warmUps : script.requests).push(call);
  return call;
}

async function pause(ms: number, line: Line): Promise<void> {
  if (ms > 0) await wait(ms, undefined, { signal: line.gone });
}

async function readJson(stream: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}
