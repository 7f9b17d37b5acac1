import { randomUUID } from 'node:crypto';
import { type AwsRequest, type AwsResponse, awsError } from '#local/aws/json-server.ts';
import type { LambdaHandler } from '#local/aws/lambda.ts';
import { functionArn, lambdaContext } from '#local/aws/lambda-context.ts';

type Version = { build: string; handler: LambdaHandler | undefined };
type Alias = { version: string; weights: Record<string, number>; revision: string };
type LocalFunction = { versions: Map<string, Version>; alias: Alias };

/** Everything of Lambda that releases are made of: versions, the alias `live` of each function, Invoke by qualifier. */
export class LocalFunctions {
  readonly #functions = new Map<string, LocalFunction>();
  readonly #running = new Set<Promise<unknown>>();
  /** Which version of which function took an event. */
  readonly invocations: { name: string; version: string; event: unknown }[] = [];
  /** A handler threw on an event that nobody waits for. */
  onError: (error: unknown, name: string) => void = () => undefined;

  /** A version more of a function; its first one is live at once. Returns its number. */
  publish(name: string, build: string, handler?: LambdaHandler): number {
    const known = this.#functions.get(name) ?? {
      versions: new Map(),
      alias: { version: '1', weights: {}, revision: randomUUID() },
    };
    const number = Math.max(0, ...[...known.versions.keys()].map(Number)) + 1;
    known.versions.set(String(number), { build, handler });
    this.#functions.set(name, known);
    return number;
  }

  /** Writes the alias, as a deployment or an engineer does. */
  point(name: string, version: number, weights: Record<string, number> = {}): void {
    this.#of(name).alias = { version: String(version), weights, revision: randomUUID() };
  }

  liveOf(name: string): { version: number; weights: Record<string, number> } {
    const { version, weights } = this.#of(name).alias;
    return { version: Number(version), weights };
  }

  versionsOf(name: string): number[] {
    return [...this.#of(name).versions.keys()].map(Number);
  }

  remove(name: string): void {
    this.#functions.delete(name);
  }

  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  static operationOf({ method, path }: AwsRequest): string {
    const rest = decodeURIComponent(path.split('?')[0] ?? '').replace(/^\/2015-03-31\/functions\/[^/]+/, '');
    if (rest === '/invocations') return 'Invoke';
    if (rest === '/versions') return method === 'POST' ? 'PublishVersion' : 'ListVersionsByFunction';
    if (rest === '' && method === 'DELETE') return 'DeleteFunction';
    if (/^\/aliases\/[^/]+$/.test(rest)) return method === 'PUT' ? 'UpdateAlias' : 'GetAlias';
    return `${method} ${rest}`;
  }

  answer(operation: string, request: AwsRequest): AwsResponse | Promise<AwsResponse> {
    const url = new URL(request.path, 'http://localhost');
    const { name, qualifier } = named(url);
    const fn = this.#functions.get(name);
    if (fn === undefined) return notFound(name);
    switch (operation) {
      case 'GetAlias':
        return { status: 200, json: toLambda(name, fn.alias) };
      case 'UpdateAlias':
        return this.#updateAlias(name, fn, JSON.parse(request.body));
      case 'PublishVersion':
        return {
          status: 201,
          json: { Version: String(this.publish(name, JSON.parse(request.body).Description ?? '')) },
        };
      case 'ListVersionsByFunction':
        return this.#list(name, fn, url.searchParams.get('Marker'));
      case 'DeleteFunction':
        return this.#delete(name, fn, qualifier);
      case 'Invoke':
        return this.#invoke(name, fn, qualifier, request);
      default:
        return awsError(400, 'UnknownOperationException', `${operation} is not here.`);
    }
  }

  #of(name: string): LocalFunction {
    const known = this.#functions.get(name);
    if (known === undefined) throw new Error(`No function is called ${name}.`);
    return known;
  }

  #updateAlias(name: string, fn: LocalFunction, body: UpdateAlias): AwsResponse {
    if (body.RevisionId !== undefined && body.RevisionId !== fn.alias.revision) {
      return awsError(
        412,
        'PreconditionFailedException',
        'The RevisionId provided does not match the latest RevisionId.',
      );
    }
    const version = body.FunctionVersion ?? fn.alias.version;
    if (!fn.versions.has(version)) return notFound(`${name}:${version}`);
    const weights = body.RoutingConfig?.AdditionalVersionWeights ?? fn.alias.weights;
    fn.alias = { version, weights, revision: randomUUID() };
    return { status: 200, json: toLambda(name, fn.alias) };
  }

  /** Two a page, so that whoever reads only the first one is found out. */
  #list(name: string, fn: LocalFunction, marker: string | null): AwsResponse {
    const all = ['$LATEST', ...fn.versions.keys()];
    const from = Number(marker ?? 0);
    const page = all.slice(from, from + 2).map((Version) => ({
      FunctionName: name,
      Version,
      Description: fn.versions.get(Version)?.build ?? '',
    }));
    const next = from + 2 < all.length ? { NextMarker: String(from + 2) } : {};
    return { status: 200, json: { Versions: page, ...next } };
  }

  #delete(name: string, fn: LocalFunction, qualifier: string | undefined): AwsResponse {
    if (qualifier === undefined) this.#functions.delete(name);
    else if (!fn.versions.has(qualifier)) return notFound(`${name}:${qualifier}`);
    else if (fn.alias.version === qualifier || qualifier in fn.alias.weights) {
      return awsError(409, 'ResourceConflictException', `Version ${qualifier} is referenced by an alias.`);
    } else fn.versions.delete(qualifier);
    return { status: 204 };
  }

  async #invoke(name: string, fn: LocalFunction, qualifier = 'live', request: AwsRequest): Promise<AwsResponse> {
    const number = qualifier === 'live' ? fn.alias.version : qualifier;
    const version = fn.versions.get(number);
    if (version?.handler === undefined) return notFound(`${name}:${qualifier}`);
    const event = JSON.parse(request.body || '{}');
    this.invocations.push({ name, version: number, event });
    const run = Promise.resolve().then(() =>
      version.handler?.(event, lambdaContext({ functionName: name, version: number })),
    );
    if (request.header('x-amz-invocation-type') === 'Event') {
      const ended: Promise<unknown> = run
        .catch((error: unknown) => this.onError(error, name))
        .finally(() => this.#running.delete(ended));
      this.#running.add(ended);
      return { status: 202 };
    }
    const headers = { 'x-amz-executed-version': number };
    return run.then(
      (result) => ({ status: 200, headers, json: result ?? null }),
      (cause: unknown) => ({
        status: 200,
        headers: { ...headers, 'x-amz-function-error': 'Unhandled' },
        json: { errorType: (cause as Error).name, errorMessage: (cause as Error).message },
      }),
    );
  }
}

type UpdateAlias = {
  FunctionVersion?: string;
  RevisionId?: string;
  RoutingConfig?: { AdditionalVersionWeights?: Record<string, number> };
};

const toLambda = (name: string, { version, weights, revision }: Alias) => ({
  AliasArn: `${functionArn(name)}:live`,
  Name: 'live',
  FunctionVersion: version,
  RevisionId: revision,
  ...(Object.keys(weights).length === 0 ? {} : { RoutingConfig: { AdditionalVersionWeights: weights } }),
});

/** From a name, an ARN, or either with a qualifier; or the qualifier in the query. */
function named({ pathname, searchParams }: URL): { name: string; qualifier: string | undefined } {
  const given = decodeURIComponent(/^\/2015-03-31\/functions\/([^/]+)/.exec(pathname)?.[1] ?? '').split(':');
  const [name = '', qualifier] = given[0] === 'arn' ? given.slice(6) : given;
  return { name, qualifier: searchParams.get('Qualifier') ?? qualifier };
}

const notFound = (name: string): AwsResponse =>
  awsError(404, 'ResourceNotFoundException', `Function not found: ${functionArn(name)}`);
