import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type * as z from 'zod/mini';
import type { ApiContract, Schema } from '#lib/contracts/api/contract.ts';
import { AppError } from '#lib/domain/errors.ts';
import { type ApiRequest, readRequest } from '#lib/http/api-request.ts';
import { requireMember, requireRole } from '#lib/http/bearer.ts';
import { etagOf } from '#lib/http/etag.ts';
import { renderProblem } from '#lib/http/problem.ts';
import { requireRate } from '#lib/http/rate-limit.ts';
import { checkMember } from '#lib/http/release-check.ts';
import { within } from '#lib/http/within.ts';
import { apiLimits, checkCompany } from '#lib/names.ts';
import type { Member } from '#lib/ports/tokens.ts';
import { type JsonRouteName, type Role, routes } from '#lib/routes.ts';
import { type ApiWorld, apiWorld } from '#lib/runtime/wire-api.ts';

type Replies = ApiContract['replies'];
/** What a reply may say beside its body. `version` becomes the ETag. */
type Beside = { version?: string | number; location?: string };
type Body<S> = S extends Schema ? { body: Frozen<z.output<S>> } : { body?: undefined };
/** A view may be made of what nobody may change. */
type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;
type Text<C extends ApiContract> = C['text'] extends string ? { status: 200; text: string } : never;

/** One of the replies that the contract knows. */
export type ApiReply<C extends ApiContract> =
  | { [S in keyof C['replies'] & keyof Replies]: Beside & { status: S } & Body<C['replies'][S]> }[keyof C['replies'] &
      keyof Replies]
  | (Beside & Text<C>);

type AnyReply = Beside & { status: number; body?: unknown; text?: string };
type Endpoint = { contract: ApiContract; answer: (request: ApiRequest<ApiContract>) => Promise<AnyReply> };
type Response = APIGatewayProxyStructuredResultV2;

/** A route's contract and the verb that answers it. */
export const on = <C extends ApiContract>(
  contract: C,
  answer: (request: ApiRequest<C>) => Promise<ApiReply<C>>,
): Endpoint => ({ contract, answer: answer as unknown as Endpoint['answer'] });

/**
 * The JSON door: verifies the token, checks role and rate, reads path, query and body by the contract, and renders the
 * reply. Every error becomes problem+json; one line is logged per request, with nothing of what it said.
 */
export function jsonApi(
  ...endpoints: readonly Endpoint[]
): (event: APIGatewayProxyEventV2, context: Context) => Promise<Response> {
  const doors = new Map(endpoints.map((endpoint) => [routeKeyOf(endpoint.contract.route), endpoint]));
  return async (event, context) => {
    const endpoint = doors.get(event.routeKey);
    const visit: Visit = { event, endpoint, startedAt: Date.now() };
    let failure: unknown;
    let response: Response;
    try {
      visit.world = apiWorld();
      const limitMs = Math.min(apiLimits.answerWithinMs, context.getRemainingTimeInMillis() - apiLimits.spareMs);
      response = await within(limitMs, () => respond(visit, endpoint));
    } catch (cause) {
      failure = cause;
      response = renderProblem(cause, event.requestContext.requestId);
    }
    report(visit, response, failure);
    return response;
  };
}

/** Filled on the way, for the log. */
export type Visit = {
  event: APIGatewayProxyEventV2;
  endpoint: { contract: ApiContract } | undefined;
  startedAt: number;
  world?: ApiWorld;
  member?: Member;
};

async function respond(visit: Visit, endpoint: Endpoint | undefined): Promise<Response> {
  const { event } = visit;
  if (endpoint === undefined) throw new AppError('notFound', `No route is ${event.routeKey}.`);
  return render(await endpoint.answer(await admit(visit, endpoint.contract)), event.requestContext.requestId);
}

/** The request of somebody who may come in, read by the contract. Throws AppErrors for all that is not as it must be. */
export async function admit<C extends ApiContract>(visit: Visit, contract: C): Promise<ApiRequest<C>> {
  const { event } = visit;
  const { ports, settings, tokens } = visit.world ?? apiWorld();
  const least = leastRole(contract.route);
  const check = checkMember(event, least);
  const member = check ?? (await requireMember(event, tokens));
  visit.member = member;
  requireRole(member, least);
  // Many functions are checked at once, and a small limit is no reason to stop a release.
  if (check === undefined) await requireRate(ports, member, settings.api.requestsPerMinute);
  const { requestId } = event.requestContext;
  return { ...member, ports, requestId, ...readRequest(contract, event) };
}

function render({ status, body, text, version, location }: AnyReply, requestId: string): Response {
  const type = text === undefined ? 'application/json' : 'text/plain; charset=utf-8';
  const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
  return {
    statusCode: status,
    headers: {
      ...(content === undefined ? {} : { 'content-type': type }),
      'cache-control': 'no-store',
      'x-request-id': requestId,
      ...(version === undefined ? {} : { etag: etagOf(String(version)) }),
      ...(location === undefined ? {} : { location }),
    },
    ...(content === undefined ? {} : { body: content }),
  };
}

/** One line and two metrics a request, with nothing of what it said. */
export function report(
  { event, endpoint, startedAt, world, member }: Visit,
  { statusCode: status = 500 }: Pick<Response, 'statusCode'>,
  failure: unknown,
): void {
  const ms = Date.now() - startedAt;
  const route = endpoint?.contract.route ?? 'none';
  if (world === undefined) {
    // Nothing is wired, so there is no log either; what is wrong is a setting, and its message holds no secret.
    const line = { level: 'ERROR', message: 'request cannot start', route, cause: String(failure) };
    process.stderr.write(`${JSON.stringify(line)}\n`);
    return;
  }
  const { log, metrics } = world.ports;
  const { requestId } = event.requestContext;
  const fields = { route, status, ms, requestId, company: member?.companyId, role: member?.role };
  if (failure === undefined) log.info('request', fields);
  else if (status < 500) log.warn('request refused', { ...fields, code: (failure as AppError).code });
  else log.error('request failed', failure, fields);
  // The company of the checks is told apart, because what it asks is not counted.
  const tags = member?.companyId === checkCompany.companyId ? { route, company: member.companyId } : { route };
  metrics.emit('apiDuration', ms, tags);
  metrics.emit('apiFailed', status >= 500 ? 1 : 0, tags);
}

const rowOf = (name: JsonRouteName) => {
  const row = routes.find((one) => one.name === name);
  if (row === undefined) throw new Error(`No route is named ${name}; see lib/routes.ts.`);
  return row;
};

const routeKeyOf = (name: JsonRouteName): string => `${rowOf(name).method} ${rowOf(name).path}`;

function leastRole(name: JsonRouteName): Role {
  const row = rowOf(name);
  return row.door === 'json' ? row.role : 'admin';
}
