import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import { type AwsRequest, type AwsResponse, awsError, startAwsServer } from '#local/aws/json-server.ts';
import { functionArn, lambdaContext } from '#local/aws/lambda-context.ts';

export type LambdaHandler = (event: unknown, context: Context) => Promise<unknown>;

export type StartLambdaOptions = {
  /** Default: any free port. */
  port?: number;
  /** By name. */
  functions: Record<string, LambdaHandler>;
  /** A handler threw on an asynchronous event: in AWS only its log would tell. */
  onError?: (error: unknown, functionName: string) => void;
};

/** How a fully valid invocation was treated. */
export type Invocation = {
  functionName: string;
  type: 'Event' | 'RequestResponse' | 'DryRun';
  event: unknown;
  fate: 'run' | 'twice' | 'dropped' | 'failed';
};

/** Lambda's Invoke on 127.0.0.1, running handlers in this process. */
export type LocalLambda = {
  endpoint: string;
  /** In order of arrival. */
  invocations: Invocation[];
  /** The next event runs twice at the same time, as "at least once" allows. */
  duplicateNext(): void;
  /** The next invocation is refused with 500. The SDK tries again by default. */
  failNext(times?: number): void;
  /** The next event is taken with 202 and lost. */
  dropNext(): void;
  /** When all handlers have ended, those included that were started meanwhile. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

/** What an asynchronous event may weigh, in bytes. */
const maxEventBytes = 1_048_576;

export async function startLambda(options: StartLambdaOptions): Promise<LocalLambda> {
  const invocations: Invocation[] = [];
  const running = new Set<Promise<unknown>>();
  const fates: Exclude<Invocation['fate'], 'run'>[] = [];

  const runInBackground = (handler: LambdaHandler, functionName: string, event: string, awsRequestId: string): void => {
    // In a macrotask of its own: the 202 is on its way before the handler has begun.
    const run = new Promise((begin) => setImmediate(begin))
      .then(() => handler(JSON.parse(event), lambdaContext({ functionName, awsRequestId })))
      .catch((error: unknown) => options.onError?.(error, functionName))
      .finally(() => running.delete(run));
    running.add(run);
  };

  const invoke = async (request: AwsRequest): Promise<AwsResponse> => {
    const functionName = functionNameIn(request.path);
    if (request.method !== 'POST' || functionName === undefined)
      return awsError(404, 'NotFound', 'Only Invoke is here.');
    const handler = Object.hasOwn(options.functions, functionName) ? options.functions[functionName] : undefined;
    if (handler === undefined) return notFound(functionName);
    if (!isJson(request.body)) return awsError(400, 'InvalidRequestContentException', 'Could not parse request body.');
    const type = (request.header('x-amz-invocation-type') ?? 'RequestResponse') as Invocation['type'];
    const fate = fates.shift() ?? 'run';
    const event = request.body || '{}';
    invocations.push({ functionName, type, event: JSON.parse(event), fate });
    const awsRequestId = randomUUID();
    const headers = { 'x-amzn-requestid': awsRequestId, 'x-amz-executed-version': '$LATEST' };
    if (fate === 'failed') return awsError(500, 'ServiceException', 'Told to fail.');
    if (type === 'DryRun') return { status: 204, headers };
    if (type === 'RequestResponse') {
      return { status: 200, ...(await respond(handler, event, functionName, awsRequestId, headers)) };
    }
    if (Buffer.byteLength(event) > maxEventBytes) return awsError(413, 'RequestTooLargeException', 'Over 1 MB.');
    if (fate !== 'dropped') runInBackground(handler, functionName, event, awsRequestId);
    if (fate === 'twice') runInBackground(handler, functionName, event, awsRequestId);
    return { status: 202, headers };
  };

  const server = await startAwsServer({ port: options.port, contentType: 'application/json' }, invoke);
  return {
    endpoint: server.endpoint,
    invocations,
    duplicateNext: () => void fates.push('twice'),
    failNext: (times = 1) => void fates.push(...Array<'failed'>(times).fill('failed')),
    dropNext: () => void fates.push('dropped'),
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
    close: server.close,
  };
}

/** A handler's return value, or its error in the shape that Lambda's runtime gives it. */
async function respond(
  handler: LambdaHandler,
  event: string,
  functionName: string,
  awsRequestId: string,
  headers: Record<string, string>,
): Promise<Omit<AwsResponse, 'status'>> {
  try {
    const result = await handler(JSON.parse(event), lambdaContext({ functionName, awsRequestId }));
    return { headers, json: result ?? null };
  } catch (cause) {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    const trace = error.stack?.split('\n') ?? [];
    return {
      headers: { ...headers, 'x-amz-function-error': 'Unhandled' },
      json: { errorType: error.name, errorMessage: error.message, trace },
    };
  }
}

/** From a name, an ARN, or either with a qualifier. */
function functionNameIn(path: string): string | undefined {
  const name = /^\/2015-03-31\/functions\/([^/?]+)\/invocations/.exec(path)?.[1];
  if (name === undefined) return undefined;
  const parts = decodeURIComponent(name).split(':');
  return parts[0] === 'arn' ? parts[6] : parts[0];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text || '{}');
    return true;
  } catch {
    return false;
  }
}

const notFound = (functionName: string): AwsResponse =>
  awsError(404, 'ResourceNotFoundException', `Function not found: ${functionArn(functionName)}`);
