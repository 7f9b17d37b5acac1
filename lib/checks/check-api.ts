import { AppError } from '#lib/domain/errors.ts';
import { checkCompany, checkMark } from '#lib/names.ts';
import { pathOf, type Route, type RouteName, routes } from '#lib/routes.ts';

type Row = Route & { name: RouteName };

/**
 * A function behind the token door. It must keep out who has no token, and whose token nobody signed; and answer the company
 * of the checks: everything that can be read is read, by way of the store. A function that reads nothing is told something
 * that it has to refuse after it has let us in. Throws where it does anything else.
 */
export async function checkApi(
  ask: (event: unknown) => Promise<unknown>,
  { entry, sourceIp }: { entry: string; sourceIp: string },
): Promise<void> {
  const rows = (routes as readonly Row[]).filter((row) => row.entry === entry || row.stream === entry);
  for (const row of rows.slice(0, 1)) {
    for (const headers of strangers) await expectStatus(ask, row, eventFor(row, { sourceIp, headers }), [401]);
  }
  const reads = rows.filter(({ method }) => method === 'GET');
  for (const row of reads) {
    await expectStatus(ask, row, { ...eventFor(row, { sourceIp }), [checkMark]: true }, [200, 404]);
  }
  // Of a thing that is not there, so that nothing is done.
  const writes = reads.length > 0 ? [] : [rows.find(({ path }) => path.includes('{')) ?? rows[0]];
  for (const row of writes) {
    if (row === undefined) throw new AppError('notFound', `No route leads to ${entry}.`);
    await expectStatus(ask, row, { ...eventFor(row, { sourceIp, body }), [checkMark]: true }, [404, 422]);
  }
}

const unsigned = [
  { alg: 'none', typ: 'JWT' },
  { sub: 'nobody', role: 'admin', companyId: checkCompany.companyId },
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .join('.');
const strangers: readonly Record<string, string>[] = [{}, { authorization: `Bearer ${unsigned}.` }];
/** What a chat's message is; and nothing that any other route takes. */
const body = { text: 'Hello, can you hear me?' };
/** Where a route asks for a period, or for somebody. */
const period = 'from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z';
const queries: Partial<Record<RouteName, string>> = {
  csAnalytics: period,
  voiceAnalytics: period,
  getUsage: period,
  getNamedErasure: 'customerId=release-check',
};

async function expectStatus(
  ask: (event: unknown) => Promise<unknown>,
  { method, path }: Row,
  event: unknown,
  wanted: readonly number[],
): Promise<void> {
  const status = statusOf(await ask(event));
  if (wanted.includes(status)) return;
  const who = wanted.includes(401) ? 'somebody without a token' : 'the company of the checks';
  throw new AppError('conflict', `${method} ${path} answered ${status} to ${who}, and not ${wanted.join(' or ')}.`);
}

/** A function that streams begins its answer with its status, in a form of Lambda's own. */
function statusOf(answer: unknown): number {
  if (typeof answer === 'string') return Number(/^\{"statusCode":(\d{3})\b/.exec(answer)?.[1]);
  return Number((answer as { statusCode?: unknown } | null)?.statusCode);
}

type Asked = { sourceIp: string; headers?: Record<string, string>; body?: unknown };

/** What API Gateway makes of a request; where a path has a parameter, of something that nobody has. */
function eventFor({ name, method, path }: Row, { sourceIp, headers = {}, body: sent }: Asked) {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter = '']) => parameter);
  const parameters = Object.fromEntries(names.map((parameter) => [parameter, 'release-check']));
  const rawPath = pathOf(name, parameters);
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath,
    rawQueryString: queries[name] ?? '',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'release-check', ...headers },
    ...(names.length === 0 ? {} : { pathParameters: parameters }),
    requestContext: { http: { method, path: rawPath, sourceIp }, requestId: 'release-check', stage: '$default' },
    ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
    isBase64Encoded: false,
  };
}
