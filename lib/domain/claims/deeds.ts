import type { Head } from '#lib/domain/claims/heads.ts';
import type { Lexicon } from '#lib/domain/claims/lexicon.ts';
import type { Clause, Unit } from '#lib/domain/claims/reading.ts';
import { scopeOf } from '#lib/domain/claims/scope.ts';
import { isSmall } from '#lib/domain/claims/small.ts';
import { type Topic, topicsOf } from '#lib/domain/claims/topics.ts';

/**
 * What a word in no list may claim, by where it stands: "I have wangled your refund", "your refund was greenlit", "your refund is
 * cooking", "your bank will flash the refund". A word with an article before it is a thing, and claims nothing.
 */
export function deedsAt(clause: Clause, at: number, lexicon: Lexicon): Head[] {
  const { units } = clause;
  const before = units[at - 1]?.means;
  if (before === undefined || before.has('det') || before.has('the') || before.has('indefinite')) return [];
  const topics = topicsOf(clause);
  if (topics.length === 0 || units.some(({ means }) => means.has('innocent') || means.has('harmless'))) return [];

  const { met, byUs } = scopeOf(clause, at, lexicon);
  const right = reached(clause, at, 1, topics);
  const left = reached(clause, at, -1, topics);
  if (met.has('past')) {
    const object = byUs ? (right ?? (lexicon.verbLast ? left : undefined)) : left;
    return object ? [{ form: 'participle', topic: object }] : [];
  }
  if (left && units[left.at - 1]?.means.has('your') && (met.has('now') || met.has('will')))
    return [{ form: 'state', topic: left }];
  return right && met.has('will') ? [{ form: 'verb', topic: right }] : [];
}

/** The first topic to one side, as long as only small words stand between. */
function reached({ units }: Clause, at: number, step: 1 | -1, topics: readonly Topic[]): Topic | undefined {
  for (let index = at + step; units[index] && isSmall(units[index] as Unit); index += step) {
    const topic = topics.find((one) => one.at === index);
    if (topic !== undefined) return topic;
  }
  return undefined;
}
