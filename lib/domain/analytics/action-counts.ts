import type { Action } from '#lib/domain/action.ts';
import { type Counts, countOf, sumOf } from '#lib/domain/analytics/counts.ts';

/** What an action that is settled adds to the counters. Money counts only where it moved. */
export function countsOfAction({ kind, state, amount, denial }: Action): Counts {
  const money = state === 'executed' && amount.amountMinor !== 0;
  return sumOf([
    countOf([`action:${kind}:${state}`, ...(denial === undefined ? [] : [`denial:${denial.code}`])]),
    money ? { [`amount:${kind}:${amount.currency}`]: amount.amountMinor } : {},
  ]);
}
