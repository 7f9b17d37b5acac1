/** The value that `share` of the samples do not exceed (nearest rank); NaN of nothing. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);

/** With so many digits after the point, as a number. */
export const rounded = (value: number, digits = 0): number => Number(value.toFixed(digits));
