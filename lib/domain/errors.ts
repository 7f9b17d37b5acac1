/** The one family of errors that cross a boundary. `code` is for machines, `message` for the engineer who reads the log. */
export class AppError extends Error {
  readonly code: ErrorCode;
  /** HTTP status where the door speaks HTTP errors. */
  readonly status: number;
  /** Whether the message may be shown to the outside. */
  readonly expose: boolean;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; status?: number; expose?: boolean } = {}) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.status = options.status ?? statusOf[code];
    this.expose = options.expose ?? this.status < 500;
  }
}

const statusOf = {
  /** Catch to answer 403 and say nothing about why. */
  forbidden: 403,
  /** What came in cannot be read: our caller's fault. */
  malformed: 400,
  notFound: 404,
  /** Others changed the same thing at the same time, again and again. */
  conflict: 409,
  /** A setting is missing or wrong: an operator must mend it. */
  misconfigured: 500,
  /** What is stored cannot be read. */
  corrupt: 500,
  /** Somebody whom we depend on refused, or broke down. */
  upstream: 502,
  /** Nobody answered in time. */
  timeout: 504,
} as const;
export type ErrorCode = keyof typeof statusOf;
