import type { Entry, Reading } from '#infra/observability/alarm-spec.ts';
import { type Route, routes } from '#lib/routes.ts';

const rows: readonly (Route & { entry: Entry })[] = routes;

/** The functions that Twilio asks. */
export const webhooks: readonly Entry[] = [
  ...new Set(rows.filter(({ door }) => door === 'twilio').map(({ entry }) => entry)),
];

/** What an expression calls a function: CloudWatch takes no dash. */
export const nameOf = (entry: Entry): string => entry.replaceAll('-', '_');

/** One reading a function. An alarm takes ten at most, and a test counts them. */
export const ofEach = (entries: readonly Entry[], metric: 'Errors' | 'Throttles'): Readonly<Record<string, Reading>> =>
  Object.fromEntries(
    entries.map((entry) => [nameOf(entry), { of: 'function', entry, metric, statistic: 'Sum' }] as const),
  );

/** Their sum. FILL, because a function that nobody called in the window reports nothing, and a missing summand would make the sum missing. */
export const sumOf = (entries: readonly Entry[]): string =>
  entries.map((entry) => `FILL(${nameOf(entry)}, 0)`).join(' + ');
