import type { ActionKind } from '#lib/domain/action.ts';
import { headsAt } from '#lib/domain/claims/heads.ts';
import type { Lexicon } from '#lib/domain/claims/lexicon.ts';
import type { Sentence } from '#lib/domain/claims/reading.ts';
import { isConditional, isGeneral } from '#lib/domain/claims/scope.ts';
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

/** All claims of a text as one language reads it. `heard`: what the caller spoke of, which "It's done." then is about. */
export function evidenceIn(sentences: readonly Sentence[], lexicon: Lexicon, heard: readonly Topic[]): Evidence[] {
  const found: Evidence[] = [];
  const remembered: (readonly Topic[])[] = [];
  for (const [sentenceAt, sentence] of sentences.entries()) {
    const whole = { sentence, conditional: isConditional(sentence), general: isGeneral(sentence), lexicon };
    for (const [clauseAt, clause] of sentence.clauses.entries()) {
      const known = [...heard, ...remembered.slice(-memory).flat()];
      for (const [at, unit] of clause.units.entries()) {
        const spot = { ...whole, clauseAt, at };
        const head = headsAt(clause, at, known, lexicon).find((one) => claims(one, spot));
        if (head === undefined) continue;
        const { kind, or, at: topicAt, from, to } = head.topic;
        found.push({
          kind,
          ...(or === undefined ? {} : { or }),
          from: topicAt < 0 ? unit.from : Math.min(from, unit.from),
          to: topicAt < 0 ? unit.to : Math.max(to, unit.to),
          sentenceAt,
          clauseAt,
          earlier: isEarlier(head, spot),
        });
      }
      remembered.push(subjectsOf(clause));
    }
  }
  return found;
}
