import type { ActionKind } from '#lib/domain/action.ts';
import { deedsAt } from '#lib/domain/claims/deeds.ts';
import type { Lexicon } from '#lib/domain/claims/lexicon.ts';
import type { Meaning } from '#lib/domain/claims/meaning.ts';
import type { Clause, Unit } from '#lib/domain/claims/reading.ts';
import { scopeOf } from '#lib/domain/claims/scope.ts';
import { isSmall } from '#lib/domain/claims/small.ts';
import { moneyBack, plansOf, type Topic, topicsOf } from '#lib/domain/claims/topics.ts';

/** How a word says that something was done. */
export type Form = 'past' | 'participle' | 'verb' | 'present' | 'state' | 'get';
/** A word that may say it, and what it says it of. Whether it does, is for verdict.ts. */
export type Head = { form: Form; topic: Topic };

const kinds: readonly ActionKind[] = ['refund', 'credit', 'subscription'];
const doing: readonly (readonly [Meaning, Form])[] = [
  ['did', 'past'],
  ['done', 'participle'],
  ['sent', 'participle'],
  ['does', 'present'],
  ['do', 'verb'],
  ['state', 'state'],
  ['place', 'state'],
  ['get', 'get'],
];
const changing: readonly (readonly [Meaning, Form])[] = [
  ['didChange', 'past'],
  ['changed', 'participle'],
  ['changes', 'present'],
  ['change', 'verb'],
];
/** Forms that a bare "it" can stand with: "It is done." */
const recalling: readonly Form[] = ['past', 'participle', 'state'];

/** The ways in which a word can be read as a claim. `known`: what was spoken of before, for "It's done.". */
export function headsAt(clause: Clause, at: number, known: readonly Topic[], lexicon: Lexicon): Head[] {
  const { means, from, to } = clause.units[at] as Unit;
  const heads: Head[] = [];
  const self = (form: Form, kind: ActionKind): void => {
    heads.push({ form, topic: { ...loosely(kind), at, from, to } });
  };
  for (const kind of kinds) {
    if (means.has(`${kind}.gave`)) self('past', kind);
    if (means.has(`${kind}.given`)) self('participle', kind);
    if (means.has(`${kind}.gives`)) self('present', kind);
    if (means.has(`${kind}.give`) && !isNoun(clause, at)) self('verb', kind);
  }
  for (const [meaning, form] of doing) {
    if (!means.has(meaning) || ((form === 'verb' || form === 'get') && isNoun(clause, at))) continue;
    if (meaning === 'place' && !scopeOf(clause, at, lexicon).met.has('now')) continue;
    const topic = topicFor(clause, at, meaning, lexicon) ?? recalled(clause, at, form, known);
    if (topic !== undefined) heads.push({ form, topic });
  }
  for (const [meaning, form] of changing) {
    if (!means.has(meaning) || (form === 'verb' && isNoun(clause, at))) continue;
    const plans = known.filter(({ kind }) => kind === 'subscription');
    const topic = nearest(plansOf(clause), at) ?? recalled(clause, at, form, plans);
    if (topic !== undefined) heads.push({ form, topic });
  }
  if (means.has('planState')) {
    const topic = inGroup(clause, at, -1, 'plan', 'subscription');
    if (topic !== undefined) heads.push({ form: 'state', topic });
  }
  if (means.size === 0) heads.push(...deedsAt(clause, at, lexicon));
  return heads;
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

function topicFor(clause: Clause, at: number, meaning: Meaning, lexicon: Lexicon): Topic | undefined {
  const topics = topicsOf(clause).filter((topic) => topic.at !== at);
  if (meaning === 'done') topics.push(...plansOf(clause));
  const topic = nearest(topics, at) ?? moneyAround(clause, at, meaning, lexicon);
  if (topic === undefined) return undefined;
  return meaning !== 'done' && meaning !== 'get' && isInnocent(clause, at, topic) ? undefined : topic;
}

const nearest = (topics: readonly Topic[], at: number): Topic | undefined =>
  topics.reduce<Topic | undefined>(
    (best, topic) => (best && Math.abs(best.at - at) <= Math.abs(topic.at - at) ? best : topic),
    undefined,
  );

/** "The money is on its way", "I gave you 20 dollars": money without a way back, but in one group with the word. */
function moneyAround(clause: Clause, at: number, meaning: Meaning, lexicon: Lexicon): Topic | undefined {
  const { units } = clause;
  if (meaning === 'state')
    return units.slice(0, at).some(({ means }) => means.has('goods')) ? undefined : inGroup(clause, at, -1, 'money');
  const { met, byUs } = scopeOf(clause, at, lexicon);
  const gives = byUs || met.has('past') || (units[at - 1]?.means.has('and') ?? false);
  if (meaning !== 'did' && !((meaning === 'sent' || meaning === 'done') && gives)) return undefined;
  const wanted = units.some(({ means }) => means.has('you')) ? 'money' : 'amount';
  return inGroup(clause, at, 1, wanted) ?? (lexicon.verbLast ? inGroup(clause, at, -1, wanted) : undefined);
}

/** The first such word to one side, as long as only small words stand between. */
function inGroup(
  { units }: Clause,
  at: number,
  step: 1 | -1,
  wanted: Meaning,
  kind?: ActionKind,
): Topic | undefined {
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
function recalled({ units }: Clause, at: number, form: Form, known: readonly Topic[]): Topic | undefined {
  const topic = known.at(-1);
  if (topic === undefined || !recalling.includes(form)) return undefined;
  const alone = units.every((unit, index) => index === at || ((isSmall(unit) || isDoing(unit)) && !isOwnMatter(unit)));
  return alone ? { ...topic, at: -1, from: -1, to: -1 } : undefined;
}

const isDoing = ({ means }: Unit): boolean =>
  (['done', 'sent', 'did', 'state', 'changed', 'and', 'but', 'stop'] as const).some((meaning) => means.has(meaning));
const isOwnMatter = ({ means }: Unit): boolean => means.has('innocent') || means.has('goods');
