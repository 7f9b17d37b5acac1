/** The one family of errors that cross a boundary. `code` is for machines, `message` for the engineer who reads the log. */
export class AppError extends Error {
  readonly code: ErrorCode;
  /** HTTP status where the door speaks HTTP errors. */
  readonly status: number;
  /** Whether the message may be shown to the outside. */
  readonly expose: boolean;
  /** Field by field, where it is about fields. */
  readonly faults: readonly Fault[];
  /** When another try may go better. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.status = options.status ?? statusOf[code];
    this.expose = options.expose ?? this.status < 500;
    this.faults = options.faults ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** What is wrong with a field, and what would be right. Never the value: it may be personal. */
export type Fault = { field: string; problem: string };

export type AppErrorOptions = {
  cause?: unknown;
  status?: number;
  expose?: boolean;
  faults?: readonly Fault[];
  retryAfterSeconds?: number;
};

const statusOf = {
  /** No token, or one that proves nothing. */
  unauthenticated: 401,
  /** Catch to answer 403 and say nothing about why. */
  forbidden: 403,
  /** What came in cannot be read: our caller's fault. */
  malformed: 400,
  notFound: 404,
  /** It can be read and is not what we take: `faults` says where. */
  invalid: 422,
  /** More than we read. */
  tooLarge: 413,
  /** In another format than we read. */
  unsupportedMedia: 415,
  /** It was changed since it was read: read again. */
  stale: 412,
  /** It may only be changed by who says which version was read. */
  preconditionRequired: 428,
  /** Too many requests in too short a time. */
  rateLimited: 429,
  /** Whoever would be called wants no calls. */
  optedOut: 409,
  /** Nothing says that whoever would be called agrees to it. */
  noConsent: 409,
  /** Not at this hour, by the clock of whoever would be called. */
  quietHours: 409,
  /** Not in the state that it is in; or others change the same thing again and again. */
  conflict: 409,
  /** A setting is missing or wrong: an operator must mend it. */
  misconfigured: 500,
  /** Somebody whom we need cannot be reached. */
  unavailable: 503,
  /** What is stored cannot be read. */
  corrupt: 500,
  /** Nobody answered in time. */
  timeout: 504,
} as const;
export type ErrorCode = keyof typeof statusOf;
