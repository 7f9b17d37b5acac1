import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { FormFields } from '#lib/http/form.ts';
import { signatureHeader, signTwilioRequest } from '#lib/http/twilio-signature.ts';
import { env } from '#lib/names.ts';
import { lambdaContext } from '#local/aws/lambda-context.ts';
import { demo } from '#local/demo-company.ts';
import { matchRoute } from '#local/gateway.ts';
import { handlers } from '#local/handlers.ts';
import type { Say, TwimlVerb } from '#local/twilio/twiml/verbs.ts';
import { parseTwiml } from '#local/twilio/twiml.ts';
import { freshCallSid } from '#test/support/samples.ts';

/** A request of Twilio's as API Gateway hands it on; what is not said is as Twilio does it. */
export type FormPost = {
  /** From /api/... on, without the query. */
  path: string;
  fields: FormFields;
  /** Without its question mark. */
  query?: string;
  /** Signs with this token. Default: the demo company's. */
  token?: string;
  /** The URL that Twilio was given. Default: the base URL in the environment, the path and the query. */
  url?: string;
  /** In place of the right one; null for none. */
  signature?: string | null;
  /** Default: somewhere in Twilio's network. */
  sourceIp?: string;
  headers?: Record<string, string>;
  /** In place of the encoded fields. */
  body?: string;
  /** As API Gateway sends a form. Default true. */
  base64?: boolean;
};

export const voicePath = (rest: string): string => `/api/momentum/voice/${rest}`;

/** The fields of a ring of the demo company's number. */
export const ringFields = (own: Record<string, string | string[]> = {}): FormFields =>
  Object.assign(Object.create(null), {
    CallSid: freshCallSid(),
    AccountSid: demo.accountSid,
    ApiVersion: '2010-04-01',
    CallStatus: 'ringing',
    Direction: 'inbound',
    From: '+12025550123',
    To: demo.phoneNumber,
    ...own,
  });

export function formEvent(post: FormPost): APIGatewayProxyEventV2 {
  const { path, fields, query = '', token = demo.authToken, sourceIp = '54.172.60.2', base64 = true } = post;
  const match = matchRoute('POST', path);
  if (match === undefined) throw new Error(`No route leads to ${path}.`);
  const url = post.url ?? `${process.env[env.webhookBaseUrl]}${path}${query === '' ? '' : `?${query}`}`;
  const signature = post.signature === undefined ? signTwilioRequest(token, url, fields) : post.signature;
  const body = post.body ?? encode(fields);
  return {
    version: '2.0',
    routeKey: `POST ${match.path}`,
    rawPath: path,
    rawQueryString: query,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      ...(signature === null ? {} : { [signatureHeader]: signature }),
      ...post.headers,
    },
    ...(Object.keys(match.parameters).length === 0 ? {} : { pathParameters: match.parameters }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'door',
      domainName: 'door.example.com',
      domainPrefix: 'door',
      http: { method: 'POST', path, protocol: 'HTTP/1.1', sourceIp, userAgent: 'TwilioProxy/1.1' },
      requestId: randomUUID(),
      routeKey: `POST ${match.path}`,
      stage: '$default',
      time: '22/Nov/2026:21:30:00 +0000',
      timeEpoch: Date.parse('2026-11-22T21:30:00Z'),
    },
    body: base64 ? Buffer.from(body).toString('base64') : body,
    isBase64Encoded: base64,
  };
}

/** Hands the request to the real handler of its route. `timeoutMs` is what Lambda would leave it. */
export async function knock(post: FormPost, { timeoutMs = 10_000 } = {}): Promise<APIGatewayProxyStructuredResultV2> {
  const entry = matchRoute('POST', post.path)?.entry ?? '';
  const handler = handlers[entry];
  if (handler === undefined) throw new Error(`No handler answers ${post.path}.`);
  return await handler(formEvent(post), lambdaContext({ functionName: entry, timeoutMs }));
}

/** The verbs of an answer, which must be TwiML that Twilio takes. */
export function verbsOf(response: APIGatewayProxyStructuredResultV2): TwimlVerb[] {
  if (response.statusCode !== 200) throw new Error(`Answered ${response.statusCode}: nobody hears that.`);
  if (!String(response.headers?.['content-type']).startsWith('text/xml')) throw new Error('TwiML is text/xml.');
  return parseTwiml(response.body ?? '');
}

/** What the caller hears of an answer, as one text. */
export const spoken = (response: APIGatewayProxyStructuredResultV2): string =>
  verbsOf(response)
    .flatMap((verb) => (verb.verb === 'Gather' ? verb.prompts : [verb]))
    .filter((verb): verb is Say => verb.verb === 'Say')
    .map(({ text }) => text)
    .join(' ');

/** The path, without base URL and fragment, that an answer leads to next; undefined after its last word. */
export function nextPath(response: APIGatewayProxyStructuredResultV2): string | undefined {
  for (const verb of verbsOf(response)) {
    const url = verb.verb === 'Redirect' ? verb.url : verb.verb === 'Gather' || verb.verb === 'Dial' ? verb.action : '';
    if (url) return /\/api\/[^?#]*/.exec(url)?.[0];
  }
  return undefined;
}

function encode(fields: FormFields): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
  return form.toString();
}
