import type * as z from 'zod/mini';
import type { JsonRouteName } from '#lib/routes.ts';

/** Of zod or zod/mini, as you like. */
export type Schema = z.core.$ZodType;

/**
 * What one route of the JSON API takes and gives. From it the door reads requests, the compiler types the function, the
 * OpenAPI document is written, and the fuzz run makes its inputs.
 */
export type ApiContract = {
  route: JsonRouteName;
  /** One line for the document. */
  summary: string;
  /** Path parameters that are more than any text. What does not fit is 404: there is no such thing. */
  path?: Schema;
  /** The ids in its path are the company's own: in whatever letters, so that `path` alone says what they may be. */
  foreignIds?: true;
  /** An object; every value comes as text. */
  query?: Schema;
  body?: Schema;
  /** Default: 64 KiB. */
  maxBodyBytes?: number;
  /** The caller must say, by If-Match, which version it has read. */
  ifMatch?: true;
  /** Callers send Idempotency-Key, so that a repeat does it once. */
  idempotent?: true;
  /** By status of success; null for none. */
  replies: Readonly<Partial<Record<200 | 201 | 202 | 204, Schema | null>>>;
  /** The content type of a reply that may also come as text. */
  text?: string;
  /** It also comes as server-sent events, to whoever accepts text/event-stream. */
  events?: true;
  /** Statuses of failure beside those that every route may have. */
  problems?: readonly number[];
};

/** Keeps the exact type, from which the function behind the route is checked. */
export const apiContract = <const C extends ApiContract>(contract: C): C => contract;
