import type { ActionKind } from '#lib/domain/action.ts';
import { deedsAt } from '#lib/domain/claims/deeds.ts';
import { inGroup, matterOf, nearest, recalled } from '#lib/domain/claims/matters.ts';
import type { Meaning } from '#lib/domain/claims/meaning.ts';
import type { Clause, Unit } from '#lib/domain/claims/reading.ts';
import type { Setting } from '#lib/domain/claims/setting.ts';
import type { Topic } from '#lib/domain/claims/topics.ts';

/** How a word says that something was done. */
export type Form = 'past' | 'participle' | 'verb' | 'present' | 'state' | 'get';
/** A word that may say it, and what it says it of. Whether it does, is for verdict.ts. */
export type Head = { form: Form; topic: Topic };

/** What a word may say by its meaning: of itself, of a refund or credit near it, or of a subscription near it. */
type Saying = { form: Form; of: ActionKind | 'topic' | 'plan' };

const sayings: ReadonlyMap<Meaning, Saying> = new Map([
  ...(['refund', 'credit', 'subscription'] as const).flatMap((of): [Meaning, Saying][] => [
    [`${of}.gave`, { form: 'past', of }],
    [`${of}.given`, { form: 'participle', of }],
    [`${of}.gives`, { form: 'present', of }],
    [`${of}.give`, { form: 'verb', of }],
  ]),
  ...saying('topic', {
    did: 'past',
    done: 'participle',
    sent: 'participle',
    does: 'present',
    do: 'verb',
    state: 'state',
    place: 'participle',
    home: 'state',
    get: 'get',
  }),
  ...saying('plan', {
    didChange: 'past',
    changed: 'participle',
    changes: 'present',
    change: 'verb',
    planState: 'state',
  }),
]);

function saying(of: 'topic' | 'plan', forms: Partial<Record<Meaning, Form>>): [Meaning, Saying][] {
  return Object.entries(forms).map(([meaning, form]) => [meaning as Meaning, { form, of }]);
}

/** The ways in which a word can be read as a claim. */
export function headsAt(setting: Setting, at: number): Head[] {
  const { means } = setting.clause.units[at] as Unit;
  if (means.size === 0 || means.has('deed')) return deedsAt(setting, at);
  const heads: Head[] = [];
  for (const meaning of means) {
    const said = sayings.get(meaning);
    if (said === undefined || ((said.form === 'verb' || said.form === 'get') && isNoun(setting.clause, at))) continue;
    const topic = topicOf(setting, at, meaning, said);
    if (topic !== undefined) heads.push({ form: said.form, topic });
  }
  return heads;
}

function topicOf(setting: Setting, at: number, meaning: Meaning, { form, of }: Saying): Topic | undefined {
  const { clause, plans } = setting;
  // A bare "it" stands with "is done", not with "I'll do".
  const canRecall = form === 'past' || form === 'participle' || form === 'state';
  if (of === 'topic') return matterOf(setting, at, meaning) ?? (canRecall ? recalled(setting, at) : undefined);
  if (meaning === 'planState') return inGroup(clause, at, -1, 'plan', 'subscription');
  if (of === 'plan') return nearest(plans, at) ?? (canRecall ? recalled(setting, at, 'subscription') : undefined);
  return { ...loosely(of), at };
}

/** "Credited" is said of money that goes back to a card, too. */
const loosely = (kind: ActionKind): Pick<Topic, 'kind' | 'or'> =>
  kind === 'credit' ? { kind, or: 'refund' } : { kind };

/** "The process", "a full refund": an English verb with an article is none. */
function isNoun({ units }: Clause, at: number): boolean {
  const before = units[at - 1]?.means;
  if (before?.has('det')) return true;
  return (before?.has('light') && units[at - 2]?.means.has('det')) ?? false;
}
