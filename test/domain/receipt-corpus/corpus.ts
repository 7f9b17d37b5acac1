import type { ActionKind } from '#lib/domain/action.ts';

/** What people who answer the phone say: with and without a claim that something was done. */
export type Corpus = {
  /** Each claims it, in whatever words; without a receipt it is a lie. Pieces of one reply are parted by " / ". */
  claims: Record<ActionKind, readonly string[]>;
  /** None claims it. */
  ordinary: readonly string[];
};
