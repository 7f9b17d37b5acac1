import type { Lexicon } from '#lib/domain/claims/lexicon.ts';
import type { Meaning } from '#lib/domain/claims/meaning.ts';
import type { Clause, Sentence, Unit } from '#lib/domain/claims/reading.ts';
import { isSmall } from '#lib/domain/claims/small.ts';

/** What stands before a word in its verb group. */
export type Scope = {
  met: ReadonlySet<Meaning>;
  /** The group's subject is the speaker. */
  byUs: boolean;
  /** A question, an offer or a condition stands right before that subject: "shall I", "once I have". */
  before: ReadonlySet<Meaning>;
  /** Nothing else stands before it in its clause. */
  reachesStart: boolean;
};

export type Across = 'small' | 'verbs' | 'all';

/** No verb group is longer. */
const reach = 20;

/**
 * Reads leftwards from a word to the beginning of its verb group. Nothing that stands further off takes a claim back: "I did not
 * hesitate and refunded you" is one. Verbs that come last reach across words that the language does not know; "back" reaches across its verb.
 */
export function scopeOf({ units }: Clause, head: number, lexicon: Lexicon, across: Across = 'small'): Scope {
  const far = across === 'all';
  const met = new Set<Meaning>();
  const before = new Set<Meaning>();
  let at = head - 1;
  for (; at >= Math.max(0, head - reach); at--) {
    const unit = units[at] as Unit;
    if (unit.means.has('but') || unit.means.has('stop') || (unit.means.has('and') && !far)) break;
    if (!isSmall(unit) && !far && !(across === 'verbs' && isVerb(unit))) break;
    for (const meaning of unit.means) met.add(meaning);
    if (!unit.means.has('us')) continue;
    // "No lo he …": where the verb itself says who speaks, the negation stands before it.
    const namesUs = !lexicon.joinsApostrophes && (unit.means.has('past') || unit.means.has('will'));
    if (namesUs && isDeniedBefore(units, at)) met.add('not');
    for (const { means } of units.slice(Math.max(0, at - 2), at).reverse()) {
      if (means.has('but') || means.has('stop') || means.has('and')) break;
      for (const meaning of ['may', 'if', 'once', 'ask', 'offer'] as const) if (means.has(meaning)) before.add(meaning);
    }
    return { met, before, byUs: true, reachesStart: false };
  }
  return { met, before, byUs: false, reachesStart: at < 0 };
}

const isVerb = ({ means }: Unit): boolean =>
  (['done', 'sent', 'did', 'refund.given', 'credit.given'] as const).some((meaning) => means.has(meaning));

/** So far from its word a condition still says under which circumstances: "once your parcel has arrived". */
const conditionReach = 9;
const checksReach = 5;
/** "Si, …" with nothing after it is a yes. */
const bareChars = 3;

/** "If it arrives broken", "once approved": what is promised in the sentence is promised under a condition. */
export function isConditional({ clauses }: Sentence): boolean {
  return clauses.some(({ units }) =>
    units.some(({ from, to, means }, at) => {
      const follows = (reach: number, meaning: Meaning) =>
        units.slice(at + 1, at + 1 + reach).some((unit) => unit.means.has(meaning));
      if (means.has('if')) return !(units.length === 1 && to - from <= bareChars) && !follows(checksReach, 'checks');
      return (means.has('when') || means.has('once')) && follows(conditionReach, 'proviso');
    }),
  );
}

/** "Unused items", "usually": it may be a rule for everyone. */
export const isGeneral = ({ clauses }: Sentence): boolean =>
  clauses.some(({ units }) => units.some(({ means }) => means.has('general')));

/** "You told me that …": what the caller says is not what we say, as long as we do not go on ourselves. */
export function isReported({ units }: Clause, head: number, previous: Clause | undefined): boolean {
  for (let at = head - 1; at >= 0; at--) {
    const { means } = units[at] as Unit;
    if (means.has('said')) return true;
    if (means.has('us') || means.has('and') || (means.has('but') && at > 0)) return false;
  }
  return previous?.units.at(-1)?.means.has('said') ?? false;
}

function isDeniedBefore(units: readonly Unit[], verb: number): boolean {
  for (const unit of units.slice(Math.max(0, verb - 3), verb).reverse()) {
    if (unit.means.has('not')) return true;
    if (unit.means.has('stop') || unit.means.has('but') || unit.means.has('and') || !isSmall(unit)) return false;
  }
  return false;
}

/** "Wir erstatten das nicht": a negation after the verb, in the same group. */
export function isDeniedAfter({ units }: Clause, head: number): boolean {
  for (const unit of units.slice(head + 1, head + 6)) {
    if (unit.means.has('not')) return true;
    if (unit.means.has('stop') || unit.means.has('but') || unit.means.has('and') || !isSmall(unit)) return false;
  }
  return false;
}
