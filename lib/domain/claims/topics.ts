import type { ActionKind } from '#lib/domain/action.ts';
import type { Meaning } from '#lib/domain/claims/meaning.ts';
import type { Clause, Unit } from '#lib/domain/claims/reading.ts';

/** What a word of doing is about. `or`: said so loosely that an action of that kind makes it true as well. */
export type Topic = { kind: ActionKind; or?: ActionKind; at: number; from: number; to: number };

/** "20 dollars are back on your card": as well a refund as a credit. */
export const moneyBack = { kind: 'refund', or: 'credit' } as const;

const nouns: readonly { kind: ActionKind; meaning: Meaning }[] = [
  { kind: 'refund', meaning: 'refund.noun' },
  { kind: 'credit', meaning: 'credit.noun' },
  { kind: 'subscription', meaning: 'subscription.noun' },
];
const verbs: readonly { kind: ActionKind; meaning: Meaning }[] = (['refund', 'credit', 'subscription'] as const).flatMap(
  (kind) => (['given', 'gave', 'give', 'gives'] as const).map((form) => ({ kind, meaning: `${kind}.${form}` as const })),
);

/** What in the clause can be said to have been issued, sent or done: a refund, a credit, money that goes back. */
export function topicsOf({ units }: Clause): Topic[] {
  const topics = units.flatMap((unit, at) =>
    nouns.flatMap(({ kind, meaning }) => (unit.means.has(meaning) ? [topicAt(unit, at, kind)] : [])),
  );
  const has = (meaning: Meaning) => units.some(({ means }) => means.has(meaning));
  const [back, place] = [has('back'), has('place')];
  const money = units.findIndex(
    ({ means }, at) =>
      (means.has('money') && (back || place || isTheirs(units, at))) || (means.has('whole') && back),
  );
  if (money >= 0) topics.push({ ...topicAt(units[money] as Unit, money, moneyBack.kind), or: moneyBack.or });
  return topics;
}

/** The subscription a clause speaks of. */
export function plansOf({ units }: Clause): Topic[] {
  return units.flatMap((unit, at) => (unit.means.has('plan') ? [topicAt(unit, at, 'subscription')] : []));
}

/** Whatever a later "It's done." can mean. */
export function subjectsOf(clause: Clause): Topic[] {
  const named = clause.units.flatMap((unit, at) =>
    verbs.flatMap(({ kind, meaning }) => (unit.means.has(meaning) ? [topicAt(unit, at, kind)] : [])),
  );
  return [...topicsOf(clause), ...plansOf(clause), ...named];
}

/** "Your money", "your 89 dollars". */
function isTheirs(units: readonly Unit[], at: number): boolean {
  const [near, far] = [units[at - 1]?.means, units[at - 2]?.means];
  return (near?.has('your') ?? false) || ((near?.has('light') && far?.has('your')) ?? false);
}

const topicAt = ({ from, to }: Unit, at: number, kind: ActionKind): Topic => ({ kind, at, from, to });
