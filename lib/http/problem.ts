import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import type { Problem as ProblemSchema } from '#lib/contracts/api/problem.ts';
import { AppError, type ErrorCode } from '#lib/domain/errors.ts';

type Problem = z.infer<typeof ProblemSchema> & { code: ErrorCode | 'internal' };

/** Of what is not for the outside nothing is told but that it happened. */
export function problemOf(cause: unknown, requestId: string): Problem {
  const error = cause instanceof AppError ? cause : undefined;
  const shown = error?.expose === true;
  const told = shown || error?.code === 'unavailable' || error?.code === 'timeout';
  const code = told && error !== undefined ? error.code : 'internal';
  return {
    type: `urn:cs-ai:problem:${code}`,
    title: titles[code],
    status: error?.status ?? 500,
    detail: shown ? error.message : `${titles[code]} Try again; if it stays, tell us the requestId.`,
    code,
    requestId,
    ...(shown && error.faults.length > 0 ? { errors: [...error.faults] } : {}),
  };
}

export function renderProblem(cause: unknown, requestId: string): APIGatewayProxyStructuredResultV2 {
  const problem = problemOf(cause, requestId);
  const retryAfter = cause instanceof AppError ? cause.retryAfterSeconds : undefined;
  return {
    statusCode: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-request-id': requestId,
      ...(problem.status === 401 ? { 'www-authenticate': 'Bearer error="invalid_token"' } : {}),
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
    body: JSON.stringify(problem),
  };
}

const titles: Record<Problem['code'], string> = {
  unauthenticated: 'A valid token is needed.',
  forbidden: 'The token does not allow this.',
  malformed: 'The request cannot be read.',
  notFound: 'There is no such thing.',
  optedOut: 'They want no calls.',
  noConsent: 'They have not agreed to be called.',
  quietHours: 'It is no time to call them.',
  conflict: 'It cannot be done as things stand.',
  invalid: 'Some of it is not as it must be.',
  tooLarge: 'The request is too large.',
  unsupportedMedia: 'The content type is not one that is read here.',
  stale: 'It was changed since you read it.',
  preconditionRequired: 'Say which version you have read.',
  rateLimited: 'Too many requests.',
  misconfigured: 'Something is not set up.',
  unavailable: 'Something that is needed cannot be reached.',
  corrupt: 'What is stored cannot be read.',
  timeout: 'It took too long.',
  internal: 'Something went wrong on our side.',
};
