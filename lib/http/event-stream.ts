import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context, StreamifyHandler } from 'aws-lambda';
import type { ApiContract } from '#lib/contracts/api/contract.ts';
import type { ApiRequest } from '#lib/http/api-request.ts';
import { admit, report, type Visit } from '#lib/http/json-api.ts';
import { type Listener, listenerOf } from '#lib/http/listener.ts';
import { problemOf, renderProblem } from '#lib/http/problem.ts';
import { parametersIn } from '#lib/http/route-path.ts';
import { apiWorld } from '#lib/runtime/wire-api.ts';

/** One server-sent event. Whoever lost the connection asks again with the `id` of the last one, as Last-Event-ID. */
export type ServerEvent = { id: string; event: string; body: unknown };

type Follow<C extends ApiContract> = (
  request: ApiRequest<C>,
  lastEventId: string | undefined,
) => Promise<AsyncIterable<ServerEvent>>;

/**
 * The JSON door for those who want to hear it as it goes. What fails before the first event is a problem with a status, as
 * at the JSON door; what fails after it is the last event, `problem`. A function of this kind is reached by a URL of its
 * own, past API Gateway: everything is verified here.
 */
export function eventStream<C extends ApiContract>(
  contract: C,
  follow: Follow<C>,
): StreamifyHandler<APIGatewayProxyEventV2, void> {
  const handler: StreamifyHandler<APIGatewayProxyEventV2, void> = async (event, response, _: Context) => {
    const visit: Visit = { event, endpoint: { contract }, startedAt: Date.now() };
    const { requestId } = event.requestContext;
    let listener: Listener | undefined;
    let failure: unknown;
    let status = 200;
    try {
      visit.world = apiWorld();
      event.pathParameters = parametersIn(contract.route, event.rawPath);
      const events = await follow(await admit(visit, contract), event.headers['last-event-id']);
      listener = listenerOf(response, { statusCode: 200, headers: { ...headers, 'x-request-id': requestId } });
      for await (const told of events) listener.tell(lines(told));
    } catch (cause) {
      failure = cause;
      const problem = renderProblem(cause, requestId);
      status = problem.statusCode ?? 500;
      if (listener === undefined) listener = listenerOf(response, problem);
      else listener.tell(lines({ id: '', event: 'problem', body: problemOf(cause, requestId) }));
    }
    await listener.end();
    report(visit, { statusCode: status }, failure);
  };
  // Lambda's runtime has it. Elsewhere (where only the AWS SDK has put its own things there) whoever calls knows by the
  // route table that this one streams.
  const runtime: Partial<typeof awslambda> | undefined = globalThis.awslambda;
  return runtime?.streamifyResponse?.(handler) ?? handler;
}

const headers: APIGatewayProxyStructuredResultV2['headers'] = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // Proxies that gather small pieces are told not to.
  'x-accel-buffering': 'no',
};

const lines = ({ id, event, body }: ServerEvent): string =>
  `${id === '' ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(body)}\n\n`;
