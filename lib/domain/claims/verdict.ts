import type { Form, Head } from '#lib/domain/claims/heads.ts';
import type { Lexicon } from '#lib/domain/claims/lexicon.ts';
import type { Meaning } from '#lib/domain/claims/meaning.ts';
import type { Clause, Sentence, Unit } from '#lib/domain/claims/reading.ts';
import { isDeniedAfter, isReported, type Scope, scopeOf } from '#lib/domain/claims/scope.ts';
import type { Topic } from '#lib/domain/claims/topics.ts';

/** A word in its place. `conditional`, `general`: a condition, a rule for everyone, somewhere in the sentence. */
export type Spot = {
  sentence: Sentence;
  conditional: boolean;
  general: boolean;
  clauseAt: number;
  at: number;
  lexicon: Lexicon;
};

/** Auxiliaries stand so close behind a verb, where they stand behind it. */
const auxiliaryReach = 3;

/**
 * Whether the word claims it. What is past, or said in the first person, is claimed unless its own verb group takes it back;
 * presents and futures need a subject or a future, and no condition, doubt or rule for everyone anywhere in the sentence.
 */
export function claims({ form, topic }: Head, spot: Spot): boolean {
  const { sentence, clauseAt, at, lexicon } = spot;
  const clause = sentence.clauses[clauseAt] as Clause;
  const scope = scopeOf(clause, at, lexicon, lexicon.verbLast && (form === 'verb' || form === 'get'));
  if (isTakenBack(scope) || isAsked(clause, scope, form)) return false;
  const previous = sentence.clauses[clauseAt - 1];
  if (isReported(clause, at, previous)) return false;
  const finite = form === 'verb' || form === 'present' || (form === 'participle' && !scope.met.has('past'));
  if (finite && isDeniedAfter(clause, at)) return false;

  const excused = spot.conditional || (spot.general && isRule(clause, form));
  const specific = topic.at !== at || isSpecific(clause);
  const { met, byUs } = scope;
  // "Ich habe mir erlaubt, …": what we managed may stand before the comma.
  const managed = met.has('managed') || (scope.reachesStart && previous?.units.at(-1)?.means.has('managed'));
  if (form === 'past' || managed) return true;
  switch (form) {
    case 'participle': {
      const tense = tenseOf(clause, at, scope, lexicon);
      if (tense === 'past') return byUs || !met.has('when');
      return !excused && (tense === 'none' || (specific && !isIndefinite(clause, topic)));
    }
    case 'state':
      return !excused && specific;
    case 'get':
      return !excused && !met.has('hedge') && isExpected(clause, at, scope, lexicon);
    case 'present':
      return !excused && !met.has('hedge');
    case 'verb':
      return !excused && !met.has('hedge') && !met.has('to') && (byUs || met.has('will'));
    default:
      return form satisfies never;
  }
}

const isTakenBack = ({ met, before }: Scope): boolean =>
  (['not', 'may', 'if', 'once'] as const).some((meaning) => met.has(meaning)) ||
  (['may', 'if', 'once', 'offer'] as const).some((meaning) => before.has(meaning));

/** "Did you get your refund?" asks; "I've refunded you, you know?" does not. */
const isAsked = (clause: Clause, { before, byUs }: Scope, form: Form): boolean =>
  clause.asks && (!byUs || before.has('ask') || form === 'verb' || form === 'present');

function tenseOf(clause: Clause, at: number, { met, byUs }: Scope, lexicon: Lexicon): 'past' | 'present' | 'none' {
  const after = lexicon.verbLast ? clause.units.slice(at + 1, at + 1 + auxiliaryReach) : [];
  const follows = (meaning: Meaning) => after.some(({ means }) => means.has(meaning));
  if (byUs || met.has('past') || follows('past')) return 'past';
  return met.has('now') || met.has('will') || follows('now') ? 'present' : 'none';
}

/** "You'll see 20 dollars": a future, by its own ending or before it; or an amount, which no rule names. */
function isExpected({ units }: Clause, at: number, { met }: Scope, lexicon: Lexicon): boolean {
  if (units[at]?.means.has('will') || met.has('will')) return true;
  // German has no other future for most verbs: "Sie bekommen Ihr Geld zurück".
  const told: readonly Meaning[] = lexicon.verbLast ? ['amount', 'you'] : ['amount'];
  return units.some(({ means }) => told.some((meaning) => means.has(meaning)));
}

/** It speaks of this caller's case. */
const isSpecific = ({ units }: Clause): boolean =>
  units.some(({ means }: Unit) =>
    (['you', 'us', 'it', 'the', 'amount', 'plan', 'place'] as const).some((meaning) => means.has(meaning)),
  );

/** "A refund is issued to the card you paid with" is how it goes, not what was done; one of 20 dollars is. */
const isIndefinite = ({ units }: Clause, topic: Topic): boolean =>
  (units[topic.at - 1]?.means.has('indefinite') ?? false) && !units.some(({ means }) => means.has('amount'));

/** "We refund unused items" is a rule; where an amount is named, there is no rule, and on its way is what is this caller's. */
const isRule = ({ units }: Clause, form: Form): boolean =>
  form !== 'state' && !units.some(({ means }) => means.has('amount'));

/** "Was already refunded on May 3", and not by us. */
export function isEarlier({ form }: Head, { sentence, clauseAt, at, lexicon }: Spot): boolean {
  const clause = sentence.clauses[clauseAt] as Clause;
  if (form !== 'participle' || scopeOf(clause, at, lexicon).byUs) return false;
  return clause.units.some(({ means }) => means.has('earlier'));
}
