import type { Form, Head } from '#lib/domain/claims/heads.ts';
import type { Meaning } from '#lib/domain/claims/meaning.ts';
import type { Clause } from '#lib/domain/claims/reading.ts';
import { isDeniedAfter, isReported, type Scope, scopeOf } from '#lib/domain/claims/scope.ts';
import type { Setting } from '#lib/domain/claims/setting.ts';
import { isSmall } from '#lib/domain/claims/small.ts';
import type { Topic } from '#lib/domain/claims/topics.ts';

/** Auxiliaries stand so close behind a verb, where they stand behind it. */
const auxiliaryReach = 3;

/**
 * Whether the word claims it. What is past, or said in the first person, is claimed unless its own verb group takes it back;
 * presents and futures need a subject or a future, and no condition, doubt or rule for everyone anywhere in the sentence.
 */
export function claims({ form, topic }: Head, setting: Setting, at: number): boolean {
  const { clause, previous } = setting;
  const scope = groupOf(form, setting, at);
  if (isTakenBack(scope) || isAsked(clause, scope, form) || isReported(clause, at, previous)) return false;
  const finite = form === 'verb' || form === 'present' || (form === 'participle' && !scope.met.has('past'));
  if (finite && isDeniedAfter(clause, at)) return false;

  const { met, byUs } = scope;
  // "Ich habe mir erlaubt, …": what we managed may stand before the comma.
  if (form === 'past' || met.has('managed') || (scope.reachesStart && endsManaged(previous))) return true;
  if (clause.units[at - 1]?.means.has('to')) return false;
  const tense = tenseOf(setting, at, scope);
  if (form === 'participle' && tense === 'past') return byUs || !met.has('when');
  if (setting.conditional || (setting.general && isRule(setting, form, topic))) return false;
  switch (form) {
    case 'participle':
      if (met.has('when') && !byUs) return false;
      return tense === 'none' || (isSpecific(setting, at, topic) && !isIndefinite(setting, topic));
    case 'state':
      return isSpecific(setting, at, topic);
    case 'get':
      return !met.has('hedge') && isExpected(setting, at, scope, topic);
    case 'present':
      return !met.has('hedge');
    case 'verb':
      return !met.has('hedge') && (byUs || met.has('will'));
    default:
      return form satisfies never;
  }
}

/** "Was already refunded on May 3", and not by us. */
export const isEarlier = ({ form }: Head, { clause, means, lexicon }: Setting, at: number): boolean =>
  form === 'participle' && means.has('earlier') && !scopeOf(clause, at, lexicon).byUs;

/** "… kann innerhalb von dreißig Tagen erstattet werden": where verbs come last, an infinitive's group is the whole clause. */
function groupOf(form: Form, { clause, lexicon }: Setting, at: number): Scope {
  const passive = form === 'participle' && clause.units[at + 1]?.means.has('will');
  if (lexicon.verbLast && (form === 'verb' || form === 'get' || passive)) return scopeOf(clause, at, lexicon, 'all');
  return scopeOf(clause, at, lexicon, form === 'state' ? 'verbs' : 'small');
}

const isTakenBack = ({ met, before, byUs }: Scope): boolean =>
  (met.has('query') && !byUs) ||
  (['not', 'may', 'if', 'once'] as const).some((meaning) => met.has(meaning)) ||
  (['may', 'if', 'once', 'offer'] as const).some((meaning) => before.has(meaning));

/** "Did you get your refund?" asks; "I've refunded you, you know?" does not. */
const isAsked = (clause: Clause, { before, byUs }: Scope, form: Form): boolean =>
  clause.asks && (!byUs || before.has('ask') || form === 'verb' || form === 'present');

const endsManaged = (clause: Clause | undefined): boolean =>
  clause?.units.at(-1)?.means.has('managed') === true && !clause.units.some(({ means }) => means.has('not'));

function tenseOf({ clause, lexicon }: Setting, at: number, { met, byUs }: Scope): 'past' | 'present' | 'none' {
  const after = lexicon.verbLast ? clause.units.slice(at + 1, at + 1 + auxiliaryReach) : [];
  const follows = (meaning: Meaning) => after.some(({ means }) => means.has(meaning));
  if (byUs || met.has('past') || follows('past')) return 'past';
  return met.has('now') || met.has('will') || follows('now') ? 'present' : 'none';
}

/** "You'll see it back": a future, by its own ending or before it; or a sum, or the caller's own money, which no rule names. */
function isExpected({ clause, means, sum, lexicon }: Setting, at: number, { met, byUs }: Scope, topic: Topic): boolean {
  if (clause.units[at]?.means.has('will') || met.has('will')) return true;
  if (byUs) return false;
  // German has no other future for most verbs: "Sie bekommen Ihr Geld zurück".
  const theirs = lexicon.verbLast
    ? means.has('you')
    : met.has('you') && clause.units[topic.at - 1]?.means.has('your') === true;
  return sum || theirs;
}

const ours: readonly Meaning[] = ['you', 'us', 'it', 'amount', 'place'];
const definite: readonly Meaning[] = ['the', 'plan'];

/**
 * It speaks of this caller's case. A refund that is issued always does; "the discount is applied at checkout" does not, nor
 * does "shipping is refunded", but "is refunded" without another subject.
 */
function isSpecific({ clause, means }: Setting, at: number, topic: Topic): boolean {
  if (topic.at !== at && topic.kind !== 'credit') return true;
  if (ours.some((meaning) => means.has(meaning))) return true;
  return (
    topic.at === at && (definite.some((meaning) => means.has(meaning)) || clause.units.slice(0, at).every(isSmall))
  );
}

/** "A refund is issued to the card you paid with" is how it goes, not what was done; one of 20 dollars is. */
const isIndefinite = ({ clause, sum }: Setting, { at }: Topic): boolean =>
  !sum && clause.units[at - 1]?.means.has('indefinite') === true;

/** "We refund unused items" is a rule; where a sum is named, there is no rule, and on its way is only what is this caller's. */
const isRule = ({ clause, sum }: Setting, form: Form, { at }: Topic): boolean =>
  form !== 'state' && (!sum || clause.units[at]?.means.has('general') === true);
