import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { AppError } from '#lib/domain/errors.ts';

export const etagOf = (version: string): string => `"${version}"`;

/** The version that the caller has read, from If-Match. Throws AppError `preconditionRequired` or `malformed`. */
export function requireIfMatch(event: APIGatewayProxyEventV2): string {
  const header = event.headers['if-match']?.trim();
  if (header === undefined || header === '') {
    throw new AppError('preconditionRequired', 'Read it first, and send its ETag back as If-Match.');
  }
  const version = /^"([\w.:-]{1,128})"$/.exec(header)?.[1];
  if (version === undefined) {
    throw new AppError('malformed', 'If-Match must be one ETag as it was read, such as "7" with its quotes.');
  }
  return version;
}
