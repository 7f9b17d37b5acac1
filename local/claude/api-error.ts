import type { Failure } from '#local/claude/reply.ts';

/** The error type the API sends with each status, so that scripts may name the status alone. */
const typeOf: Record<number, string> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  405: 'invalid_request_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  504: 'timeout_error',
  529: 'overloaded_error',
};

const messageOf: Record<string, string> = {
  rate_limit_error: 'This request would exceed the rate limit for your organization.',
  overloaded_error: 'Overloaded',
  api_error: 'Internal server error',
};

/** The JSON body of an error: also the data of an `error` event in mid-stream. */
export function errorBody(failure: Failure, requestId: string) {
  const type = failure.type ?? typeOf[failure.status] ?? 'api_error';
  const message = failure.message ?? messageOf[type] ?? type;
  return { type: 'error', error: { type, message }, request_id: requestId };
}

/** 429 tells when to come back and which limit was met. */
export function errorHeaders(failure: Failure): Record<string, string> {
  const headers: Record<string, string> = {};
  if (failure.retryAfterSeconds !== undefined) headers['retry-after'] = String(failure.retryAfterSeconds);
  if (failure.status !== 429) return headers;
  const reset = new Date(Date.now() + (failure.retryAfterSeconds ?? 1) * 1000).toISOString();
  headers['anthropic-ratelimit-requests-limit'] = '50';
  headers['anthropic-ratelimit-requests-remaining'] = '0';
  headers['anthropic-ratelimit-requests-reset'] = reset.replace(/\.\d+Z$/, 'Z');
  return headers;
}
