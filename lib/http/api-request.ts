import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import type { ApiContract, Schema } from '#lib/contracts/api/contract.ts';
import { unknownFields } from '#lib/contracts/api/strict.ts';
import { faultsOf, worded } from '#lib/contracts/faults.ts';
import { AppError, type Fault } from '#lib/domain/errors.ts';
import { requireIfMatch } from '#lib/http/etag.ts';
import { readJson } from '#lib/http/json-body.ts';
import type { Member } from '#lib/ports/tokens.ts';
import type { WebhookPorts } from '#lib/runtime/wire.ts';

type Parsed<S, Otherwise> = S extends Schema ? z.output<S> : Otherwise;

/** A request that has been verified, permitted and read. */
export type ApiRequest<C extends ApiContract> = Member & {
  ports: WebhookPorts;
  requestId: string;
  path: Parsed<C['path'], Record<string, string>>;
  query: Parsed<C['query'], Record<string, never>>;
  body: Parsed<C['body'], undefined>;
  /** The version that the caller has read, where the contract asks for If-Match; else ''. */
  ifMatch: string;
  idempotencyKey: C['idempotent'] extends true ? string : undefined;
};

/** Reads what the contract says there is. Throws AppErrors that name the field and what it must be. */
export function readRequest<C extends ApiContract>(
  contract: C,
  event: APIGatewayProxyEventV2,
): Pick<ApiRequest<C>, 'path' | 'query' | 'body' | 'ifMatch' | 'idempotencyKey'> {
  const path = readPath(contract, event);
  const query = parse(contract.query ?? noQuery, readQuery(event.rawQueryString), 'query');
  const ifMatch = contract.ifMatch ? requireIfMatch(event) : '';
  const idempotencyKey = contract.idempotent ? requireIdempotencyKey(event) : undefined;
  const body = contract.body && parse(contract.body, readJson(event, contract.maxBodyBytes), 'body');
  return { path, query, body, ifMatch, idempotencyKey } as Pick<
    ApiRequest<C>,
    'path' | 'query' | 'body' | 'ifMatch' | 'idempotencyKey'
  >;
}

const noQuery = z.object({});

/** Longer than every id of ours and of Twilio's, and within what DynamoDB takes for a key. */
const maxIdLength = 200;

/** Parameters come decoded, and are never decoded again. */
function readPath({ path: schema, foreignIds }: ApiContract, event: APIGatewayProxyEventV2): unknown {
  requireReadable(event.rawPath);
  const given = event.pathParameters ?? {};
  const known = foreignIds || Object.values(given).every((text) => text !== undefined && isId(text));
  const read = known ? z.safeParse(schema ?? z.record(z.string(), z.string()), given) : undefined;
  if (read?.success) return read.data;
  throw new AppError('notFound', 'Nothing of yours is at this path.');
}

const isId = (text: string): boolean => text.length <= maxIdLength && /^[\x21-\x7e]+$/.test(text);

/** A per cent sign that begins no escape: what was meant, nobody knows. */
function requireReadable(rawPath: string): void {
  try {
    decodeURIComponent(rawPath);
  } catch {
    throw new AppError(
      'malformed',
      'The path cannot be read: encode ids in it as UTF-8 with percent signs (%25 for the sign itself), or name the ' +
        'customer in the query, where the route has one.',
    );
  }
}

function readQuery(rawQuery: string): Record<string, string> {
  const query: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(rawQuery)) {
    if (query[name] !== undefined) throw invalid('query', [{ field: name, problem: 'must be given once' }]);
    query[name] = value;
  }
  return query;
}

/** Once, and under the caller's own name for it: a repeat with the same key does nothing more. */
function requireIdempotencyKey(event: APIGatewayProxyEventV2): string {
  const key = event.headers['idempotency-key']?.trim() ?? '';
  if (/^[\x21-\x7e]{1,128}$/.test(key)) return key;
  throw new AppError(
    'malformed',
    'Send the header Idempotency-Key: 1 to 128 characters, another for each thing that you want done, the same for a repeat.',
  );
}

function parse(schema: Schema, value: unknown, where: string): unknown {
  const read = z.safeParse(schema, value, worded);
  const faults = [...(read.success ? [] : faultsOf(read.error.issues)), ...unknownFields(schema, value)];
  const [first] = faults;
  if (read.success && first === undefined) return read.data;
  throw invalid(where, faults);
}

/** Many faults are one mistake, made often. */
const maxFaults = 50;

function invalid(where: string, all: readonly Fault[]): AppError {
  const faults = [...new Map(all.map((fault) => [`${fault.field} ${fault.problem}`, fault])).values()];
  const [first] = faults;
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more, in \`errors\`)` : '';
  const field = first?.field === '' ? `the ${where}` : `"${first?.field}"`;
  return new AppError('invalid', `In the ${where}: ${field} ${first?.problem}${more}.`, {
    faults: faults.slice(0, maxFaults),
  });
}
