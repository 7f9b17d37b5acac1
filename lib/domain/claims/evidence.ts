import type { ActionKind } from '#lib/domain/action.ts';
import { headsAt } from '#lib/domain/claims/heads.ts';
import type { Lexicon } from '#lib/domain/claims/lexicon.ts';
import type { Clause, Sentence } from '#lib/domain/claims/reading.ts';
import { settingsOf } from '#lib/domain/claims/setting.ts';
import { subjectsOf, type Topic } from '#lib/domain/claims/topics.ts';
import { claims, isEarlier } from '#lib/domain/claims/verdict.ts';

/** A word in a text that says something was done. */
export type Evidence = {
  kind: ActionKind;
  /** Said so loosely that an action of this kind makes it true as well. */
  or?: ActionKind;
  /** Where its sentence, and the clause of it, stand in the reading. */
  sentenceAt: number;
  clauseAt: number;
  /** Said of an earlier time, and not of us. */
  earlier: boolean;
};

/** So many clauses back "it" may reach. */
const memory = 6;

/**
 * All claims of a text as one language reads it. `heard`: what the caller spoke of, which "It's done." then is about.
 * `isSpoken`: whether a clause is in that language at all.
 */
export function evidenceIn(
  sentences: readonly Sentence[],
  lexicon: Lexicon,
  heard: readonly Topic[],
  isSpoken: (sentence: Sentence, clause: Clause) => boolean,
): Evidence[] {
  const clauses = sentences.flatMap((sentence) => sentence.clauses);
  const subjects: (readonly Topic[])[] = [];
  const knownBefore = (end: number): Topic[] => {
    const known = [...heard];
    for (let at = Math.max(0, end - memory); at < end; at++) {
      subjects[at] ??= subjectsOf(clauses[at] as Clause);
      known.push(...(subjects[at] ?? []));
    }
    return known;
  };

  const found: Evidence[] = [];
  let passed = 0;
  for (const [sentenceAt, sentence] of sentences.entries()) {
    const first = passed;
    passed += sentence.clauses.length;
    const spoken = sentence.clauses.map((clause) => isSpoken(sentence, clause));
    if (!spoken.includes(true)) continue;
    for (const [clauseAt, setting] of settingsOf(sentence, lexicon, (at) => knownBefore(first + at)).entries()) {
      if (!spoken[clauseAt]) continue;
      for (const at of setting.clause.units.keys()) {
        const head = headsAt(setting, at).find((one) => claims(one, setting, at));
        if (head === undefined) continue;
        const { kind, or } = head.topic;
        const said = or === undefined ? { kind } : { kind, or };
        found.push({ ...said, sentenceAt, clauseAt, earlier: isEarlier(head, setting, at) });
      }
    }
  }
  return found;
}
