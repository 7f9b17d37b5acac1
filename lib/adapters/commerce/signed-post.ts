import { isIP } from 'node:net';
import { Agent, type Dispatcher, fetch, type Response } from 'undici';
import { certainlyNotSent } from '#lib/adapters/commerce/not-sent.ts';
import { isPublicAddress, publicLookup, type Resolve } from '#lib/adapters/commerce/public-addresses.ts';
import { signCommerceRequest } from '#lib/adapters/commerce/webhook-signature.ts';
import { commerceSignatureHeader, idempotencyHeader } from '#lib/contracts/commerce-webhook.ts';
import { AppError } from '#lib/domain/errors.ts';

/** A shop's answer: its JSON, or undefined where the body is none, is cut short by our limit, or is not worth reading. */
export type ShopAnswer = { status: number; json: unknown };

/** No answer came. `sent` is false only where the request certainly never left. */
export class NoAnswer extends Error {
  readonly sent: boolean;
  constructor(cause: unknown) {
    super(cause instanceof Error && cause.name === 'TimeoutError' ? 'did not answer in time' : 'broke the connection', {
      cause,
    });
    this.name = 'NoAnswer';
    this.sent = !certainlyNotSent(cause);
  }
}

export type SignedPost = {
  endpoint: URL;
  connections: Dispatcher;
  signingKeys: readonly string[];
  atSeconds: number;
  body: string;
  idempotencyKey?: string | undefined;
  signal: AbortSignal;
};

/** Bytes, unpacked. Two hundred orders of many lines are well below it. */
const maxAnswerBytes = 1_048_576;

/** One POST, signed, following no redirect. Throws NoAnswer. */
export async function postSigned(post: SignedPost): Promise<ShopAnswer> {
  try {
    const response = await fetch(post.endpoint, {
      dispatcher: post.connections,
      method: 'POST',
      redirect: 'manual',
      signal: post.signal,
      body: post.body,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'CS-AI/1',
        [commerceSignatureHeader]: signCommerceRequest(post.signingKeys, post.body, post.atSeconds),
        ...(post.idempotencyKey === undefined ? {} : { [idempotencyHeader]: post.idempotencyKey }),
      },
    });
    return { status: response.status, json: parsed(await readCapped(response)) };
  } catch (cause) {
    throw new NoAnswer(cause);
  }
}

/** Connections to shops: to public addresses only, or on the desk (`loopback`) to any. */
export function shopConnections({
  loopback,
  resolve,
}: {
  loopback: boolean;
  resolve?: Resolve | undefined;
}): Dispatcher {
  return new Agent({ connect: loopback ? {} : { lookup: publicLookup(resolve) } });
}

/**
 * The endpoint of a shop: https, without a user or password in it, and at no address that is not public (names are looked up
 * when they are connected to). Only where `loopback` says so this machine too, also by plain http: in Lambda the loopback is
 * the runtime's own. Throws AppError `misconfigured`.
 */
export function requireEndpoint(endpoint: string, loopback: boolean): URL {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url === undefined || !isServed(url, loopback) || url.username !== '' || url.password !== '') {
    throw new AppError(
      'misconfigured',
      "A shop's endpoint must be an https URL on the public internet, without a user in it.",
    );
  }
  return url;
}

function isServed({ protocol, hostname }: URL, loopback: boolean): boolean {
  if (/^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname)) return loopback && /^https?:$/.test(protocol);
  const address = hostname.replace(/^\[|\]$/g, '');
  return protocol === 'https:' && (isIP(address) === 0 || isPublicAddress(address));
}

async function readCapped(response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    // Leaving the loop cancels the rest.
    if (size > maxAnswerBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
