import type { ActionKind } from '#lib/domain/action.ts';
import type { Meaning } from '#lib/domain/claims/meaning.ts';
import type { Clause, Unit } from '#lib/domain/claims/reading.ts';

/** What a word of doing is about. `or`: said so loosely that an action of that kind makes it true as well. */
export type Topic = {
  kind: ActionKind;
  or?: ActionKind;
  /** No more than "20 dollars" was spoken of: "I added them" is about it, "Done." is not. */
  sum?: true;
  /** Which word of its clause; -1 where it is not in the clause. */
  at: number;
};

/** "20 dollars are back on your card": as well a refund as a credit. */
export const moneyBack = { kind: 'refund', or: 'credit' } as const;

const kindOf = (forms: readonly string[]): ReadonlyMap<Meaning, ActionKind> =>
  new Map(
    (['refund', 'credit', 'subscription'] as const).flatMap((kind) =>
      forms.map((form) => [`${kind}.${form}` as Meaning, kind] as const),
    ),
  );
const nouns = kindOf(['noun']);
const verbs = kindOf(['given', 'gave', 'give', 'gives']);

/** What in the clause can be said to have been issued, sent or done: a refund, a credit, money that goes back. */
export function topicsOf({ units }: Clause): Topic[] {
  const topics = named(units, nouns);
  const has = (meaning: Meaning) => units.some(({ means }) => means.has(meaning));
  const [back, place] = [has('back'), has('place')];
  const money = units.findIndex(
    ({ means }, at) =>
      (means.has('money') && (back || (place && !isPaid(units, at)) || isTheirs(units, at))) ||
      (means.has('it') && back && place) ||
      (means.has('whole') && has('back')) ||
      (means.has('charge') && has('undone')),
  );
  if (money >= 0) topics.push({ ...moneyBack, at: money });
  return topics;
}

/** The subscription a clause speaks of. */
export function plansOf({ units }: Clause): Topic[] {
  return units.flatMap((unit, at): Topic[] => (unit.means.has('plan') ? [{ kind: 'subscription', at }] : []));
}

/** Whatever a later "It's done." can mean. */
export function subjectsOf(clause: Clause): Topic[] {
  const sums = namesSum(clause) ? [{ ...moneyBack, sum: true as const, at: -1 }] : [];
  return [...sums, ...topicsOf(clause), ...plansOf(clause), ...named(clause.units, verbs)];
}

function named(units: readonly Unit[], kinds: ReadonlyMap<Meaning, ActionKind>): Topic[] {
  const topics: Topic[] = [];
  for (const [at, unit] of units.entries())
    for (const meaning of unit.means) {
      const kind = kinds.get(meaning);
      if (kind !== undefined) topics.push({ kind, at });
    }
  return topics;
}

/** "An order of 89 dollars", "your payment of 89 dollars": what was paid, not what is given. */
export const isPaid = (units: readonly Unit[], at: number, reach = paidReach): boolean =>
  units.slice(Math.max(0, at - reach), at).some(({ means }) => means.has('goods') || means.has('charge'));
const paidReach = 4;

/** "Your money", "your 89 dollars". */
function isTheirs(units: readonly Unit[], at: number): boolean {
  const [near, far] = [units[at - 1]?.means, units[at - 2]?.means];
  return (near?.has('your') ?? false) || ((near?.has('light') && far?.has('your')) ?? false);
}

/** A sum of money is named: "20 dollars", but not "up to 20 dollars". */
export const namesSum = ({ units }: Clause): boolean =>
  units.some(({ means }, at) => {
    if (!means.has('amount')) return false;
    const isNumber = (index: number) => units[index]?.means.has('number') ?? false;
    let first = at;
    while (isNumber(first - 1)) first--;
    return (first < at || isNumber(at + 1)) && !units[first - 1]?.means.has('limit');
  });
