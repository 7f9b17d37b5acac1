/** What one action counts for in a window, and since when. */
export type AllowanceEntry = { minor: number; at: string };

/** Whether a window that rolls on has forgotten an entry: exactly `rollingMs` old is still in it. */
export const isForgotten = (entry: AllowanceEntry, rollingMs: number | undefined, at: string): boolean =>
  rollingMs !== undefined && Date.parse(entry.at) < Date.parse(at) - rollingMs;

/** Throws on what no window may count: a negative amount would make room, a fraction of a coin is none. */
export function requireAmount(amountMinor: number): void {
  if (!Number.isSafeInteger(amountMinor) || amountMinor < 0) {
    throw new Error(`${amountMinor} is no amount to reserve: it must be a whole number of minor units, not negative.`);
  }
}
