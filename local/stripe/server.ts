import { setTimeout as wait } from 'node:timers/promises';
import type { StripeServer } from '#lib/adapters/commerce/stripe-client.ts';
import type { Opening } from '#lib/adapters/memory/shop-books.ts';
import { type Fault, type PlainAnswer, type PlainRequest, startFaultyServer } from '#local/faulty-server.ts';
import { openStripeBooks } from '#local/stripe/books.ts';
import { readForm } from '#local/stripe/form.ts';
import type { StripeBooks } from '#local/stripe/objects.ts';
import { missing, problem, StripeProblem } from '#local/stripe/problem.ts';
import { resources } from '#local/stripe/resources.ts';

export type StripeOptions = {
  apiKey: string;
  opening: Opening;
  /** Milliseconds that a POST takes, in which its idempotency key is in use. Default: 0. */
  workMs?: number;
};

export type StripeStandIn = {
  url: string;
  /** For the client's options. */
  server: StripeServer;
  books: StripeBooks;
  requests: PlainRequest[];
  /** Lets the next requests fail, one each: any, or only those of a method. */
  failNext(fault: Omit<Fault, 'of'> & { method?: 'GET' | 'POST' }): void;
  /** Brings search up to date, which until then knows the account as it was at the start. */
  index(): void;
  /** A day goes by, after which Stripe knows no idempotency key any more. */
  forgetKeys(): void;
  close(): Promise<void>;
};

/** As much of Stripe's API on 127.0.0.1 as the shop's adapter asks of it. */
export async function startStripe({ apiKey, opening, workMs = 0 }: StripeOptions): Promise<StripeStandIn> {
  const books = openStripeBooks(opening);
  let indexed = structuredClone(books);
  const requests: PlainRequest[] = [];
  const keys: Keys = new Map();

  const server = await startFaultyServer(0, async (request) => {
    requests.push(request);
    if (request.headers.authorization !== `Bearer ${apiKey}`) return problem(401, 'Invalid API Key provided.').answer;
    const work = () => carriedOut(request, books, indexed);
    const key = request.headers['idempotency-key']?.toString();
    return request.method === 'POST' && key !== undefined ? onceByKey(keys, key, request, workMs, work) : work();
  });
  return {
    url: server.url,
    server: { protocol: 'http', host: '127.0.0.1', port: Number(new URL(server.url).port) },
    books,
    requests,
    failNext: ({ method, ...fault }) =>
      server.failNext(method === undefined ? fault : { ...fault, of: (request) => request.method === method }),
    index() {
      indexed = structuredClone(books);
    },
    forgetKeys: () => keys.clear(),
    close: server.close,
  };
}

function carriedOut({ method, path, body }: PlainRequest, books: StripeBooks, indexed: StripeBooks): PlainAnswer {
  const [url = '', query = ''] = path.split('?');
  const parts = url.split('/');
  try {
    for (const [route, answer] of Object.entries(resources)) {
      const [wantedMethod, wantedPath = ''] = route.split(' ');
      const wanted = wantedPath.split('/');
      const fits =
        wanted.length === parts.length && wanted.every((part, index) => part === '*' || part === parts[index]);
      if (method !== wantedMethod || !fits) continue;
      const ids = parts.filter((_, index) => wanted[index] === '*').map(decodeURIComponent);
      const form = readForm(method === 'GET' ? query : body);
      return { status: 200, json: structuredClone(answer({ books, indexed, url, ids, form })) };
    }
    throw missing('URL');
  } catch (cause) {
    if (cause instanceof StripeProblem) return cause.answer;
    throw cause;
  }
}

type Keys = Map<string, { asked: string; answer?: PlainAnswer }>;

/** The first answer of a key is its answer for ever, failures included; another request under it is an error. */
async function onceByKey(
  keys: Keys,
  key: string,
  { path, body }: PlainRequest,
  workMs: number,
  work: () => PlainAnswer,
): Promise<PlainAnswer> {
  const asked = `${path} ${body}`;
  const before = keys.get(key);
  if (before !== undefined && before.asked !== asked) {
    return problem(400, 'Keys can only be used with the same parameters.', { type: 'idempotency_error' }).answer;
  }
  if (before !== undefined && before.answer === undefined) {
    return problem(409, 'Another request with this key is in progress.', { code: 'idempotency_key_in_use' }).answer;
  }
  if (before?.answer !== undefined) return { ...before.answer, headers: { 'idempotent-replayed': 'true' } };
  const mine: { asked: string; answer?: PlainAnswer } = { asked };
  keys.set(key, mine);
  if (workMs > 0) await wait(workMs);
  mine.answer = work();
  return mine.answer;
}
