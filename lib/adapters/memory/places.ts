import type { Place } from '#lib/domain/records/paging.ts';
import type { Begun } from '#lib/ports/sessions.ts';

/** Places of rows, newest first, as an index by startedAt would give them. */
export function placesOf(
  all: readonly Place[],
  { from = ' ', to = '~' }: Begun,
  { after, count }: { after: Place | undefined; count: number },
): Place[] {
  return all
    .filter(([startedAt]) => startedAt >= from && startedAt <= to)
    .sort((a, b) => (isBefore(a, b) ? 1 : -1))
    .filter((place) => after === undefined || isBefore(place, after))
    .slice(0, count);
}

const isBefore = (a: Place, b: Place): boolean => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
