import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { type HttpAnswer, requestOnce } from './http.ts';
import { TwimlError } from './twiml/error.ts';
import type { HttpMethod } from './twiml/verbs.ts';

export type WebhookRequest = {
  purpose: 'twiml' | 'status';
  url: string;
  method: HttpMethod;
  params: Record<string, string>;
};

/** One request of Twilio's and what came of it. It is in the list from the moment it is sent; `ms` is set when it is over. */
export type WebhookExchange = Readonly<WebhookRequest> & {
  readonly headers: Record<string, string>;
  status?: number;
  /** Response headers, in lower case. */
  answered?: Record<string, string>;
  body: string;
  ms?: number;
  attempts: number;
  /** Why Twilio would not take the answer: 11200, 11205, 11210. */
  failure?: TwimlError;
  /** The same request sent a second time at the same moment, where the stand-in was told to. */
  duplicate?: WebhookExchange;
};

export type WebhookOptions = {
  /** Twilio's limit on every call-related request, all attempts together. */
  webhookTimeoutMs: number;
  /** Origins as they are signed, and where on this machine they are served: `{'https://voice.example.com': 'http://127.0.0.1:3000'}`. */
  hosts: Record<string, string>;
  /** Sends every webhook twice at once, and follows the first answer. */
  sendsTwice: boolean;
  /** Aborted when the stand-in closes. */
  closing: AbortSignal;
};

/** The signed request, ready to be sent. A GET carries its parameters in the query, as Twilio's does. */
export function signWebhook(request: WebhookRequest, authToken: string): WebhookExchange {
  const [unhashed = ''] = request.url.split('#');
  const form = new URLSearchParams(request.params).toString();
  const asGet = request.method === 'GET' && form;
  const url = asGet ? `${unhashed}${unhashed.includes('?') ? '&' : '?'}${form}` : unhashed;
  const signed = request.method === 'GET' ? {} : request.params;
  const headers: Record<string, string> = {
    'User-Agent': 'TwilioProxy/1.1',
    Accept: '*/*',
    'X-Twilio-Signature': getExpectedTwilioSignature(authToken, withoutHttpsPort(url), signed),
  };
  if (request.method === 'POST') headers['Content-Type'] = 'application/x-www-form-urlencoded; charset=UTF-8';
  return { ...request, url, headers, body: '', attempts: 0 };
}

/** Sends it, once more if no connection was made, and fills in the answer. Never throws: see `failure`. */
export async function sendWebhook(exchange: WebhookExchange, options: WebhookOptions): Promise<void> {
  if (!options.sendsTwice) return await sendOne(exchange, options);
  const duplicate = repeatOf(exchange);
  exchange.duplicate = duplicate;
  await Promise.all([sendOne(exchange, options), sendOne(duplicate, options)]);
}

/** The identical form and signature, not sent yet. */
export function repeatOf(exchange: WebhookExchange): WebhookExchange {
  const { purpose, url, method, params, headers } = exchange;
  return { purpose, url, method, params, headers, body: '', attempts: 0 };
}

async function sendOne(exchange: WebhookExchange, options: WebhookOptions): Promise<void> {
  const started = performance.now();
  try {
    const answer = await withOneRetry(exchange, options);
    exchange.status = answer.status;
    exchange.answered = answer.headers;
    exchange.body = answer.body;
    if (answer.status >= 400)
      exchange.failure = new TwimlError(11200, `${exchange.method} ${exchange.url} answered ${answer.status}`);
  } catch (error) {
    exchange.failure = asFailure(error, exchange, options);
  } finally {
    exchange.ms = performance.now() - started;
  }
}

async function withOneRetry(exchange: WebhookExchange, options: WebhookOptions): Promise<HttpAnswer> {
  const signal = AbortSignal.any([options.closing, AbortSignal.timeout(options.webhookTimeoutMs)]);
  const body = exchange.method === 'POST' ? new URLSearchParams(exchange.params).toString() : undefined;
  const { method, headers } = exchange;
  const attempt = () => {
    exchange.attempts += 1;
    return requestOnce({ url: connectTo(exchange.url, options.hosts), method, headers, body, signal });
  };
  return await attempt().catch((error) => {
    if (isConnectFailure(error)) return attempt();
    throw error;
  });
}

/** Where the request really goes. This stand-in never leaves the machine. */
function connectTo(signed: string, hosts: Record<string, string>): URL {
  const { origin, pathname, search } = new URL(signed);
  const target = new URL(hosts[origin] ?? origin);
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(target.hostname))
    throw new TwimlError(11210, `${origin} is not on this machine; say in the option hosts where it is served`);
  target.pathname = pathname;
  target.search = search;
  return target;
}

/** Voice webhooks over HTTPS are signed without the port; over HTTP with it. */
function withoutHttpsPort(url: string): string {
  return url.replace(/^(https:\/\/[^/?:]+):\d+/, '$1');
}

function isConnectFailure(error: unknown): boolean {
  return ['ECONNREFUSED', 'EHOSTUNREACH', 'ENOTFOUND', 'ETIMEDOUT'].includes(
    (error as NodeJS.ErrnoException).code ?? '',
  );
}

function asFailure(error: unknown, exchange: WebhookExchange, options: WebhookOptions): TwimlError {
  if (error instanceof TwimlError) return error;
  const asked = `${exchange.method} ${exchange.url}`;
  if (isConnectFailure(error)) return new TwimlError(11205, `${asked}: no connection in ${exchange.attempts} attempts`);
  if ((error as Error).name === 'TimeoutError')
    return new TwimlError(11200, `${asked} took longer than ${options.webhookTimeoutMs} ms`);
  return new TwimlError(11200, `${asked}: ${(error as Error).message}`);
}
