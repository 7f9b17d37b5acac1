import { below, type Counts } from '#lib/domain/analytics/counts.ts';

/** The first bound in milliseconds, and by how much each next one is larger: what is said of a percentile is at most 15 % too much. */
const firstMs = 50;
const growth = 1.15;
/** The last one is at about 40 s, twice the hard stop of a turn. */
const buckets = 49;

/** A bucket holds what is above the bound before it and up to its own, in milliseconds. */
const bounds: readonly number[] = Array.from({ length: buckets }, (_, index) => Math.round(firstMs * growth ** index));

/** The name under which a latency is counted; what is longer than every bound is in the last bucket. */
export function bucketOf(ms: number): string {
  const index = bounds.findIndex((bound) => ms <= bound);
  return `first:${index === -1 ? bounds.length - 1 : index}`;
}

/** How many latencies were counted. */
export const countedIn = (counts: Counts): number =>
  Object.values(below(counts, 'first')).reduce((sum, count) => sum + count, 0);

/** The latency that this share of all stays within, in milliseconds, as the bound of its bucket; undefined of none. */
export function percentileOf(counts: Counts, share: number): number | undefined {
  const rank = Math.ceil(countedIn(counts) * share);
  let seen = 0;
  for (const [index, bound] of bounds.entries()) {
    seen += counts[`first:${index}`] ?? 0;
    if (rank > 0 && seen >= rank) return bound;
  }
  return undefined;
}
