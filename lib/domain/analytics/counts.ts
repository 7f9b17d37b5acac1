/**
 * What a period or a conversation comes to: named whole numbers that are added up. A name is a path of words with colons
 * between them (`outcome:resolved`), so that a new reason or currency is a new number and no new column.
 */
export type Counts = Readonly<Record<string, number>>;

/** The sum, name by name. */
export function sumOf(all: readonly Counts[]): Counts {
  const sum: Record<string, number> = Object.create(null);
  for (const counts of all) {
    for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count;
  }
  return sum;
}

/** Counts of what happened: one for each name in the list, as often as it is in it. */
export const countOf = (names: readonly string[]): Counts => sumOf(names.map((name) => ({ [name]: 1 })));

/** The counts below a name, without it: of `reason`, `reason:zero` is `zero`. */
export function below(counts: Counts, name: string): Record<string, number> {
  const own = Object.entries(counts).filter(([key]) => key.startsWith(`${name}:`));
  return Object.fromEntries(own.map(([key, count]) => [key.slice(name.length + 1), count]));
}
