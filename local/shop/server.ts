import { type SignatureVerdict, verifyCommerceRequest } from '#lib/adapters/commerce/webhook-signature.ts';
import { type Opening, ShopBooks } from '#lib/adapters/memory/shop-books.ts';
import {
  type CommerceQuestionType,
  CommerceRequest,
  commerceSignatureHeader,
  idempotencyHeader,
  toCommand,
} from '#lib/contracts/commerce-webhook.ts';
import type { CommerceResult } from '#lib/domain/commerce.ts';
import { type Fault, type PlainAnswer, type PlainRequest, startFaultyServer } from '#local/faulty-server.ts';
import { hostileMapleAndPine, mapleAndPine } from '#local/shop/maple-and-pine.ts';

export type ShopOptions = {
  /** Default: any free port. */
  port?: number;
  /** Several while keys are changed. */
  signingKey: string | readonly string[];
  /** Milliseconds since the epoch. Signatures are held against it. */
  now?: () => number;
  /** Default: Maple & Pine, or with `hostile` the same with texts that give orders. */
  opening?: Opening;
  hostile?: boolean;
};

/** A request as the shop saw it. */
export type ShopRequest = {
  verdict: SignatureVerdict;
  status: number;
  /** Undefined where it could not be read. */
  request: CommerceRequest | undefined;
};

/** A shop on 127.0.0.1 that speaks the webhook contract and keeps books of its own. */
export type Shop = {
  endpoint: string;
  books: ShopBooks;
  requests: ShopRequest[];
  /** Lets the next requests fail, one each: any, or only those of some types. */
  failNext(fault: Omit<Fault, 'of'> & { types?: readonly CommerceQuestionType[] }): void;
  close(): Promise<void>;
};

export async function startShop(options: ShopOptions): Promise<Shop> {
  const now = options.now ?? Date.now;
  const keys = [options.signingKey].flat();
  const usual = options.hostile === true ? hostileMapleAndPine : mapleAndPine;
  const books = new ShopBooks(options.opening ?? usual(now()));
  const requests: ShopRequest[] = [];

  const server = await startFaultyServer(options.port ?? 0, (incoming) => {
    const signature = incoming.headers[commerceSignatureHeader]?.toString();
    const verdict = verifyCommerceRequest(keys, incoming.body, signature, Math.floor(now() / 1_000));
    const request = verdict === 'signed' ? parsed(incoming.body) : undefined;
    const answer =
      verdict === 'signed' ? answerOf(books, request, incoming) : fault(401, `Your signature is ${verdict}.`);
    requests.push({ verdict, request, status: answer.status });
    return answer;
  });

  return {
    endpoint: `${server.url}/commerce`,
    books,
    requests,
    failNext: ({ types, ...fault }) =>
      server.failNext(types === undefined ? fault : { ...fault, of: ({ body }) => isOf(types, parsed(body)) }),
    close: server.close,
  };
}

function answerOf(books: ShopBooks, request: CommerceRequest | undefined, incoming: PlainRequest): PlainAnswer {
  if (incoming.method !== 'POST') return fault(405, 'Only POST is answered here.');
  if (request === undefined) return fault(400, 'This is no request of version 1.');
  const command = toCommand(request);
  if (command !== undefined) {
    // The header is not under the signature: who changed it wants something twice.
    if (incoming.headers[idempotencyHeader] !== command.key) return fault(400, 'Idempotency-Key is not data.key.');
    const result = books.execute(command);
    return result.kind === 'done' ? ok(withoutKind(result)) : refused(result.reason);
  }
  switch (request.type) {
    case 'customers.find':
      return ok({ customers: books.find(request.data) });
    case 'orders.list':
      return ok({ orders: books.orders.filter(({ customerId }) => customerId === request.data.customerId) });
    case 'orders.get':
      return ok({ order: books.order(request.data.orderId) ?? null });
    case 'result.get':
      return ok(toState(books.resultOf(request.data.key)));
    default:
      return ok({});
  }
}

const isOf = (types: readonly CommerceQuestionType[], request: CommerceRequest | undefined): boolean =>
  request !== undefined && types.includes(request.type);

function toState(result: CommerceResult | undefined): object {
  if (result === undefined) return { state: 'unseen' };
  const { kind, ...rest } = result;
  return { state: kind, ...rest };
}

function withoutKind({ kind: _, ...rest }: CommerceResult): object {
  return rest;
}

function parsed(body: string): CommerceRequest | undefined {
  try {
    return CommerceRequest.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

const ok = (data: object): PlainAnswer => ({ status: 200, json: { data } });
const refused = (reason: string): PlainAnswer => ({ status: 422, json: { refused: { reason } } });
const fault = (status: number, message: string): PlainAnswer => ({ status, json: { error: message } });
