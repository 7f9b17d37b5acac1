import type { TokenUsage, UsageRow } from '#lib/domain/usage.ts';

/** What is added up of model calls. */
export type UsageSums = TokenUsage & { calls: number; costMicroUsd: number };
/** Sums of one model on one channel. */
export type UsagePart = UsageSums & { channel: 'voice' | 'chat'; model: string };

export const noSums: UsageSums = {
  calls: 0,
  inputTokens: 0,
  cacheWriteTokens: 0,
  cacheReadTokens: 0,
  outputTokens: 0,
  costMicroUsd: 0,
};
const summed = Object.keys(noSums) as (keyof UsageSums)[];

/** What a model call adds to a counter, by name; of a period with its breakdown by channel and model, of a session by turn. */
export function usageAdds(row: UsageRow, withBreakdown: boolean): Record<string, number> {
  const sums: UsageSums = { ...pickSums(row), calls: 1 };
  if (!withBreakdown) return { ...sums, [`turn:${row.turn}`]: row.costMicroUsd };
  const parts = summed.map((field) => [`by:${field}:${row.channel ?? 'voice'}:${row.model}`, sums[field]] as const);
  return { ...sums, ...Object.fromEntries(parts.filter(([, count]) => count !== 0)) };
}

/** The breakdown that a counter holds, by channel and model. */
export function partsOf(counter: Readonly<Record<string, unknown>>): UsagePart[] {
  const parts = new Map<string, UsagePart>();
  for (const [name, count] of Object.entries(counter)) {
    const [, field, channel, model] = /^by:(\w+):(voice|chat):(.*)$/.exec(name) ?? [];
    if (field === undefined || model === undefined) continue;
    const key = `${channel}:${model}`;
    const part = parts.get(key) ?? { ...noSums, channel: channel as UsagePart['channel'], model };
    parts.set(key, { ...part, [field]: count });
  }
  return [...parts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
}

/** What each turn of a session has cost, by its counter. */
export const turnCostsOf = (counter: Readonly<Record<string, unknown>>): Record<number, number> =>
  Object.fromEntries(
    Object.entries(counter).flatMap(([name, cost]) => {
      const [, turn] = /^turn:(\d+)$/.exec(name) ?? [];
      return turn === undefined ? [] : [[Number(turn), Number(cost)]];
    }),
  );

/** The sum of several. */
export function addUp(all: readonly UsageSums[]): UsageSums {
  const sum = { ...noSums };
  for (const one of all) for (const field of summed) sum[field] += one[field];
  return sum;
}

const pickSums = (row: TokenUsage & { costMicroUsd: number }): Omit<UsageSums, 'calls'> => ({
  inputTokens: row.inputTokens,
  cacheWriteTokens: row.cacheWriteTokens,
  cacheReadTokens: row.cacheReadTokens,
  outputTokens: row.outputTokens,
  costMicroUsd: row.costMicroUsd,
});
