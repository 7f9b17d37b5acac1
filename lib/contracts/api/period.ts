import * as z from 'zod/mini';
import { periodKinds } from '#lib/domain/usage-periods.ts';

/** A moment in a query. Rows are compared with it as text. */
export const moment = z.pipe(
  z.iso.datetime('must be a time in ISO 8601 UTC, such as 2026-11-24T14:00:00Z'),
  z.transform((time) => new Date(time).toISOString()),
);

/** The query of everything that is told by period: spread it into the route's own. */
export const periodQuery = {
  /** The first period is the one that this time falls in. */
  from: z.optional(moment),
  /** The last period is the one that begins before this time. Default: now. */
  to: z.optional(moment),
  granularity: z._default(z.enum(periodKinds), 'day'),
};

/** What every report by period says of itself: whole periods, in UTC. */
export const periodView = {
  from: z.string(),
  to: z.string(),
  granularity: z.enum(periodKinds),
};
