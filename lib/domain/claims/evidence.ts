import type { ActionKind } from '#lib/domain/action.ts';
import { headsAt } from '#lib/domain/claims/heads.ts';
import type { Lexicon } from '#lib/domain/claims/lexicon.ts';
import type { Clause, Sentence } from '#lib/domain/claims/reading.ts';
import { settingsOf } from '#lib/domain/claims/setting.ts';
import { subjectsOf, type Topic } from '#lib/domain/claims/topics.ts';
import { claims, isEarlier } from '#lib/domain/claims/verdict.ts';

/** A place in a text that says something was done. Offsets are of the folded text. */
export type Evidence = {
  kind: ActionKind;
  /** Said so loosely that an action of this kind makes it true as well. */
  or?: ActionKind;
  from: number;
  to: number;
  /** Where its sentence, and the clause of it, stand in the reading. */
  sentenceAt: number;
  clauseAt: number;
  /** Said of an earlier time, and not of us. */
  earlier: boolean;
};

/** So many clauses back "it" may reach. */
const memory = 6;

/**
 * All claims of a text as one language reads it. `heard`: what the caller spoke of, which "It's done." then is about. `isSpoken`: whether a clause is in
 * that language at all.
 */
export function evidenceIn(
  sentences: readonly Sentence[],
  lexicon: Lexicon,
  heard: readonly Topic[],
  isSpoken: (sentence: Sentence, clause: Clause) => boolean,
): Evidence[] {
  const clauses = sentences.flatMap((sentence) => sentence.clauses);
  let passed = 0;
  return sentences.flatMap((sentence, sentenceAt) => {
    const first = passed;
    passed += sentence.clauses.length;
    const knownAt = (clauseAt: number): Topic[] => {
      const before = first + clauseAt;
      return [...heard, ...clauses.slice(Math.max(0, before - memory), before).flatMap(subjectsOf)];
    };
    const spoken = sentence.clauses.map((clause) => isSpoken(sentence, clause));
    if (!spoken.includes(true)) return [];
    return settingsOf(sentence, lexicon, knownAt).flatMap((setting, clauseAt) =>
      (spoken[clauseAt] ? setting.clause.units : []).flatMap((unit, at): Evidence[] => {
        const head = headsAt(setting, at).find((one) => claims(one, setting, at));
        if (head === undefined) return [];
        const { kind, or, at: topicAt, from, to } = head.topic;
        const span = topicAt < 0 ? unit : { from: Math.min(from, unit.from), to: Math.max(to, unit.to) };
        const said = { kind, ...(or === undefined ? {} : { or }), from: span.from, to: span.to };
        return [{ ...said, sentenceAt, clauseAt, earlier: isEarlier(head, setting, at) }];
      }),
    );
  });
}
