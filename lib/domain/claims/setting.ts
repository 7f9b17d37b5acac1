import type { Lexicon } from '#lib/domain/claims/lexicon.ts';
import type { Meaning } from '#lib/domain/claims/meaning.ts';
import type { Clause, Sentence } from '#lib/domain/claims/reading.ts';
import { isConditional, isGeneral } from '#lib/domain/claims/scope.ts';
import { namesSum, plansOf, type Topic, topicsOf } from '#lib/domain/claims/topics.ts';

/** A clause, and what around it decides what its words claim. */
export type Setting = {
  clause: Clause;
  previous: Clause | undefined;
  /** All that its words mean. */
  means: ReadonlySet<Meaning>;
  /** It names a sum of money. */
  sum: boolean;
  lexicon: Lexicon;
  /** What can have been issued, sent or done in it; and the subscriptions it speaks of. */
  topics: readonly Topic[];
  plans: readonly Topic[];
  /** What was spoken of before, for "It's done." */
  known(): readonly Topic[];
  /** A condition, a rule for everyone, somewhere in the sentence. */
  conditional: boolean;
  general: boolean;
};

/** The settings of a sentence's clauses, in order. `knownAt` tells what was spoken of before each. */
export function settingsOf(
  sentence: Sentence,
  lexicon: Lexicon,
  knownAt: (clauseAt: number) => readonly Topic[],
): Setting[] {
  const whole = { lexicon, conditional: isConditional(sentence), general: isGeneral(sentence) };
  return sentence.clauses.map((clause, at) => ({
    ...whole,
    clause,
    previous: sentence.clauses[at - 1],
    means: new Set(clause.units.flatMap(({ means }) => [...means])),
    sum: namesSum(clause),
    topics: topicsOf(clause),
    plans: plansOf(clause),
    known: () => knownAt(at),
  }));
}
