import type { Head } from '#lib/domain/claims/heads.ts';
import type { Clause, Unit } from '#lib/domain/claims/reading.ts';
import { isDeniedAfter, scopeOf } from '#lib/domain/claims/scope.ts';
import type { Setting } from '#lib/domain/claims/setting.ts';
import { isSmall } from '#lib/domain/claims/small.ts';
import type { Topic } from '#lib/domain/claims/topics.ts';

/**
 * What a word in no list may claim, by where it stands: "I have wangled your refund", "your refund was greenlit", "your refund is
 * cooking", "your bank will flash the refund". A word with an article before it is a thing, and claims nothing.
 */
export function deedsAt({ clause, lexicon, topics, plans }: Setting, at: number): Head[] {
  const { units } = clause;
  if (topics.length === 0 && plans.length === 0) return [];
  const before = units[at - 1]?.means;
  if (before?.has('det') || before?.has('the') || before?.has('indefinite') || isDeniedAfter(clause, at)) return [];
  if (units.some(({ means }) => means.has('innocent') || means.has('harmless'))) return [];

  const { met, byUs } = scopeOf(clause, at, lexicon);
  const subjects = met.has('past') ? [...topics, ...plans] : topics;
  const right = reached(clause, at, 1, subjects);
  const left = reached(clause, at, -1, lexicon.verbLast ? topics : subjects);
  const managed = right ?? (lexicon.verbLast ? left : undefined);
  if (managed && met.has('managed')) return [{ form: 'past', topic: managed }];
  if (right && units[at]?.means.has('deed') && (byUs || lexicon.dropsSubjects)) return [{ form: 'past', topic: right }];
  if (met.has('past')) {
    const object = byUs ? (right ?? (lexicon.verbLast ? left : undefined)) : left;
    return object ? [{ form: 'participle', topic: object }] : [];
  }
  const theirs = left?.or !== undefined || units[(left?.at ?? 0) - 1]?.means.has('your');
  if (left && theirs && (met.has('now') || met.has('will'))) return [{ form: 'state', topic: left }];
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
