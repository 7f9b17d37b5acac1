import type { ActionKind } from '#lib/domain/action.ts';
import { deedsAt } from '#lib/domain/claims/deeds.ts';
import type { Meaning } from '#lib/domain/claims/meaning.ts';
import type { Clause, Unit } from '#lib/domain/claims/reading.ts';
import { scopeOf } from '#lib/domain/claims/scope.ts';
import type { Setting } from '#lib/domain/claims/setting.ts';
import { isSmall } from '#lib/domain/claims/small.ts';
import { isPaid, moneyBack, type Topic } from '#lib/domain/claims/topics.ts';

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

/** "Money sent." has no more. */
const bareUnits = 3;
/** Forms that a bare "it" can stand with: "It is done." */
const recalling: readonly Form[] = ['past', 'participle', 'state'];

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
  if (of === 'topic') return topicFor(setting, at, meaning) ?? recalled(setting, at, form);
  if (meaning === 'planState') return inGroup(clause, at, -1, 'plan', 'subscription');
  if (of === 'plan') return nearest(plans, at) ?? recalled(setting, at, form, 'subscription');
  const { from, to } = clause.units[at] as Unit;
  return { ...loosely(of), at, from, to };
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

function topicFor({ clause, lexicon, topics, plans }: Setting, at: number, meaning: Meaning): Topic | undefined {
  if (meaning === 'home') return inGroup(clause, at, -1, 'amount');
  if (meaning === 'place' && !isThere(clause, at, lexicon)) return undefined;
  const others = [...topics, ...(meaning === 'done' ? plans : [])].filter((topic) => topic.at !== at);
  const topic = nearest(others, at) ?? moneyAround(clause, at, meaning, lexicon);
  if (topic === undefined || (meaning === 'get' && isBeyond(clause, at, topic))) return undefined;
  return meaning !== 'done' && meaning !== 'get' && isInnocent(clause, at, topic) ? undefined : topic;
}

/** "Is on your card"; in German "dass das Geld auf Ihrem Konto ist". */
const isThere = (clause: Clause, at: number, lexicon: Setting['lexicon']): boolean =>
  scopeOf(clause, at, lexicon).met.has('now') ||
  (lexicon.verbLast && (clause.units[at + 1]?.means.has('now') ?? false));

const nearest = (topics: readonly Topic[], at: number): Topic | undefined =>
  topics.reduce<Topic | undefined>(
    (best, topic) => (best && Math.abs(best.at - at) <= Math.abs(topic.at - at) ? best : topic),
    undefined,
  );

/** "The money is on its way", "I gave you 20 dollars": money without a way back, but in one group with the word. */
function moneyAround(clause: Clause, at: number, meaning: Meaning, lexicon: Setting['lexicon']): Topic | undefined {
  const { units } = clause;
  if (meaning === 'state') return isPaid(units, at, at) ? undefined : inGroup(clause, at, -1, 'money');
  const { met, byUs } = scopeOf(clause, at, lexicon);
  if (meaning === 'get')
    return met.has('you') || units[at]?.means.has('will') ? inGroup(clause, at, 1, 'money') : undefined;
  if (meaning === 'does') return inGroup(clause, at, 1, 'amount');
  const bare = units.length <= bareUnits;
  const gives = byUs || met.has('past') || bare || (units[at - 1]?.means.has('and') ?? false);
  if (meaning !== 'did' && !((meaning === 'sent' || meaning === 'done') && gives)) return undefined;
  const wanted = bare || units.some(({ means }) => means.has('you')) ? 'money' : 'amount';
  const topic =
    inGroup(clause, at, 1, wanted) ?? (lexicon.verbLast || bare ? inGroup(clause, at, -1, wanted) : undefined);
  return topic && isPaid(units, topic.at) ? undefined : topic;
}

/** "I'll see what I can do about the refund": what is seen is not the refund. */
const isBeyond = ({ units }: Clause, at: number, topic: Topic): boolean =>
  units
    .slice(Math.min(at, topic.at) + 1, Math.max(at, topic.at))
    .some(({ means }) => means.has('us') || means.has('query'));

/** The first such word to one side, as long as only small words stand between. */
function inGroup({ units }: Clause, at: number, step: 1 | -1, wanted: Meaning, kind?: ActionKind): Topic | undefined {
  for (let index = at + step; units[index] && isSmall(units[index] as Unit); index += step) {
    const { from, to, means } = units[index] as Unit;
    if (means.has(wanted)) return { ...(kind === undefined ? moneyBack : { kind }), at: index, from, to };
  }
  return undefined;
}

/** A request, a text message or a form about the refund was sent, not the refund. */
function isInnocent({ units }: Clause, at: number, topic: Topic): boolean {
  const [first, last] = [Math.min(at, topic.at), Math.max(at, topic.at)];
  const around = [...units.slice(first + 1, last), ...units.slice(topic.at + 1, topic.at + 2)];
  if (topic.at < at) around.push(...units.slice(Math.max(0, topic.at - 4), topic.at));
  return around.some(({ means }) => means.has('innocent'));
}

/** "Your refund? All done.": a clause of nothing but small words is about what was spoken of before. */
function recalled({ clause, known }: Setting, at: number, form: Form, kind?: ActionKind): Topic | undefined {
  if (!recalling.includes(form)) return undefined;
  for (const [index, unit] of clause.units.entries())
    if (index !== at && ((!isSmall(unit) && !isDoing(unit)) || isOwnMatter(unit))) return undefined;
  const placed = clause.units.some(({ means }) => means.has('place'));
  const topic = known().findLast((one) => (kind === undefined || one.kind === kind) && (placed || !one.sum));
  return topic && { ...topic, at: -1, from: -1, to: -1 };
}

const isDoing = ({ means }: Unit): boolean =>
  (['done', 'sent', 'did', 'state', 'changed', 'and', 'but', 'stop'] as const).some((meaning) => means.has(meaning));
const isOwnMatter = ({ means }: Unit): boolean => means.has('innocent') || means.has('goods');
