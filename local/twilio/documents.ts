import { TwimlError } from './twiml/error.ts';
import type { HttpMethod } from './twiml/verbs.ts';
import { readTwiml, type TwimlDocument } from './twiml.ts';
import type { WebhookExchange, WebhookRequest } from './webhook.ts';

/** Where the next TwiML comes from: a webhook, or given with the REST call. */
export type DocumentSource =
  | { kind: 'url'; url: string; method: HttpMethod; params: Record<string, string> }
  | { kind: 'inline'; twiml: string };

/** A document and the URL its relative URLs start from; inline TwiML has none. */
export type FetchedDocument = TwimlDocument & { base: string | undefined };

type Send = (request: WebhookRequest) => Promise<WebhookExchange>;

const redirectLimit = 10;
const twimlTypes = ['text/xml', 'application/xml', 'text/html'];

/** The document, checked. Throws a TwimlError for whatever would make Twilio apologise and hang up. */
export async function fetchDocument(source: DocumentSource, whisper: boolean, send: Send): Promise<FetchedDocument> {
  if (source.kind === 'inline') return { ...readTwiml(source.twiml, { whisper }), base: undefined };
  let { url, method, params } = source;
  for (let hop = 0; hop <= redirectLimit; hop += 1) {
    const exchange = await send({ purpose: 'twiml', url, method, params });
    if (exchange.failure) throw exchange.failure;
    const location = redirectOf(exchange);
    if (!location) return { ...readTwiml(twimlBody(exchange), { whisper }), base: url };
    // Twilio follows, but does not send the parameters again.
    url = new URL(location, url).href;
    method = 'GET';
    params = {};
  }
  throw new TwimlError(11215, `more than ${redirectLimit} HTTP redirects, the last to ${url}`);
}

/** An action, Redirect or whisper URL as it will be requested and signed: an absolute one stays letter for letter. */
export function resolveUrl(url: string, base: string | undefined): string {
  if (!url.startsWith('/')) return url;
  if (!base) throw new TwimlError(15004, `"${url}" must be absolute: the document was given inline, without a URL`);
  return new URL(base).origin + url;
}

function redirectOf(exchange: WebhookExchange): string | undefined {
  const { status = 0 } = exchange;
  return status >= 300 && status < 400 ? exchange.answered?.location : undefined;
}

function twimlBody(exchange: WebhookExchange): string {
  const contentType = exchange.answered?.['content-type'];
  const asked = `${exchange.method} ${exchange.url}`;
  if (!contentType) throw new TwimlError(11200, `${asked} answered without Content-Type`);
  const [type = ''] = contentType.split(';');
  if (!twimlTypes.includes(type.trim().toLowerCase()))
    throw new TwimlError(12300, `${asked} answered ${contentType}; TwiML is text/xml`);
  return exchange.body;
}
