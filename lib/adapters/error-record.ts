import { mask } from '#lib/adapters/masking.ts';

/** An error as a log line holds it: what it says of itself, masked, and nothing else it may carry along. */
export type ErrorRecord = {
  name: string;
  message: string;
  code?: string | number;
  /** HTTP status, where it came over HTTP. */
  status?: number;
  /** The provider's own id of the failed request: what its support asks for. */
  requestId?: string;
  stack?: string;
  cause?: ErrorRecord;
};

/** Deeper than any honest chain, and the end of one that runs in circles. */
const maxDepth = 5;

/**
 * Takes an error apart by name: SDK errors carry requests, responses and headers, and none of that may be logged.
 * Of a thrown thing that is no error only text is told.
 */
export function errorRecord(thrown: unknown, depth = 1): ErrorRecord {
  if (!(thrown instanceof Error)) {
    return { name: typeof thrown, message: typeof thrown === 'string' ? mask(thrown) : 'Something that is no Error.' };
  }
  const { code, status, requestID, $metadata } = thrown as Error & Partial<SdkFields>;
  const requestId = $metadata?.requestId ?? requestID;
  const httpStatus = status ?? $metadata?.httpStatusCode;
  return {
    name: thrown.name,
    message: mask(String(thrown.message)),
    ...(typeof code === 'number' ? { code } : {}),
    ...(typeof code === 'string' ? { code: mask(code) } : {}),
    ...(typeof httpStatus === 'number' ? { status: httpStatus } : {}),
    ...(typeof requestId === 'string' ? { requestId } : {}),
    ...(thrown.stack === undefined ? {} : { stack: mask(thrown.stack) }),
    ...(thrown.cause === undefined || depth === maxDepth ? {} : { cause: errorRecord(thrown.cause, depth + 1) }),
  };
}

/** What AWS, Anthropic, Twilio and Node put on their errors, of which we read this much. */
type SdkFields = {
  code: unknown;
  status: unknown;
  requestID: unknown;
  $metadata: { requestId?: unknown; httpStatusCode?: unknown };
};
