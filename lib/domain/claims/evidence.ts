import type { ActionKind } from '#lib/domain/action.ts';
import type { Lexicon } from '#lib/domain/claims/lexicon.ts';
import type { Meaning } from '#lib/domain/claims/meaning.ts';
import type { Clause, Sentence, Unit } from '#lib/domain/claims/reading.ts';
import { isConditional, isReported, isSmall, scopeOf } from '#lib/domain/claims/scope.ts';
import { moneyBack, plansOf, subjectsOf, type Topic, topicsOf } from '#lib/domain/claims/topics.ts';

/** A place in a text that says something was done. */
export type Evidence = {
  kind: ActionKind;
  or?: ActionKind;
  from: number;
  to: number;
  /** The indexes of its sentence and clause. */
  sentence: number;
  clause: number;
  /** Said of an earlier time, and not of us. */
  earlier: boolean;
};

/** How a word says it, and about what. */
type Form = 'past' | 'participle' | 'verb' | 'present' | 'state' | 'get';
type Head = { form: Form; topic: Topic };

/** So many clauses back "it" may reach. */
const memory = 6;
const kinds: readonly ActionKind[] = ['refund', 'credit', 'subscription'];
/** "Credited" is said of money that goes back to a card, too. */
const loosely = (kind: ActionKind): Pick<Topic, 'kind' | 'or'> =>
  kind === 'credit' ? { kind, or: 'refund' } : { kind };

/** `heard`: what the caller has just spoken of, which "It's done." then is about. */
export function evidenceIn(sentences: readonly Sentence[], lexicon: Lexicon, heard: readonly Topic[]): Evidence[] {
  const found: Evidence[] = [];
  const remembered: (readonly Topic[])[] = [];
  for (const [sentenceAt, sentence] of sentences.entries()) {
    const conditional = isConditional(sentence);
    for (const [clauseAt, clause] of sentence.clauses.entries()) {
      const known = [...heard, ...remembered.slice(-memory).flat()];
      for (const [at, unit] of clause.units.entries()) {
        const head = headsAt(clause, at, known, lexicon).find(({ form, topic }) => {
          const excused = conditional || isGeneral(sentence, clause, form);
          return holds(form, clause, at, lexicon, excused, topic.at < 0 || isSpecific(clause));
        });
        if (head === undefined) continue;
        const { kind, or, from, to } = head.topic;
        const here = from >= 0 ? { from: Math.min(from, unit.from), to: Math.max(to, unit.to) } : unit;
        found.push({
          kind,
          ...(or === undefined ? {} : { or }),
          from: here.from,
          to: here.to,
          sentence: sentenceAt,
          clause: clauseAt,
          earlier: head.form === 'participle' && isEarlier(clause, at),
        });
      }
      remembered.push(subjectsOf(clause));
    }
  }
  return found;
}

function headsAt(clause: Clause, at: number, known: readonly Topic[], lexicon: Lexicon): Head[] {
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
    if (!means.has(meaning)) continue;
    if ((form === 'verb' || form === 'get') && isNoun(clause, at)) continue;
    if (meaning === 'place' && !scopeOf(clause, at, false).met.has('now')) continue;
    const topic = topicFor(clause, at, meaning, lexicon) ?? recalled(clause, at, meaning, known);
    if (topic !== undefined) heads.push({ form, topic });
  }
  for (const [meaning, form] of changing) {
    if (!means.has(meaning) || (form === 'verb' && isNoun(clause, at))) continue;
    const topic = nearest(plansOf(clause), at) ?? recalled(clause, at, meaning, known);
    if (topic?.kind === 'subscription') heads.push({ form, topic });
  }
  return heads;
}

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

/** "The process", "a full refund": an English verb with an article is none. */
const isNoun = ({ units }: Clause, at: number): boolean => {
  const before = units[at - 1]?.means;
  if (before === undefined || before.has('det')) return before !== undefined;
  return before.has('light') && (units[at - 2]?.means.has('det') ?? false);
};

function topicFor(clause: Clause, at: number, meaning: Meaning, lexicon: Lexicon): Topic | undefined {
  const topics = topicsOf(clause).filter((topic) => topic.at !== at);
  if (meaning === 'done') topics.push(...plansOf(clause));
  const topic = nearest(topics, at) ?? moneyAround(clause, at, meaning, lexicon);
  if (topic === undefined) return undefined;
  return (meaning === 'sent' || meaning === 'state' || meaning === 'do') && isInnocent(clause, at, topic)
    ? undefined
    : topic;
}

const nearest = (topics: readonly Topic[], at: number): Topic | undefined =>
  topics.reduce<Topic | undefined>(
    (best, topic) => (best && Math.abs(best.at - at) <= Math.abs(topic.at - at) ? best : topic),
    undefined,
  );

/** "The money is on its way", "I gave you 20 dollars": money without a way back, but right next to the word. */
function moneyAround(clause: Clause, at: number, meaning: Meaning, lexicon: Lexicon): Topic | undefined {
  const { units } = clause;
  const found = (index: number): Topic => ({ ...moneyBack, at: index, ...spanOf(units[index] as Unit) });
  if (meaning === 'state') {
    if (units.slice(0, at).some(({ means }) => means.has('goods'))) return undefined;
    for (let left = at - 1; left >= 0 && isSmall(units[left] as Unit); left--)
      if (units[left]?.means.has('money')) return found(left);
    return undefined;
  }
  if (meaning !== 'sent' && meaning !== 'done' && meaning !== 'did') return undefined;
  if (meaning !== 'did' && !scopeOf(clause, at, false).byUs) return undefined;
  for (let right = at + 1; right <= at + 6 && units[right] && isSmall(units[right] as Unit); right++)
    if (units[right]?.means.has('amount')) return found(right);
  for (let left = at - 1; lexicon.verbLast && left >= at - 6 && units[left] && isSmall(units[left] as Unit); left--)
    if (units[left]?.means.has('amount')) return found(left);
  return undefined;
}

const spanOf = ({ from, to }: Unit): { from: number; to: number } => ({ from, to });

/** A request, a text message or a form about the refund was sent, not the refund. */
function isInnocent({ units }: Clause, at: number, topic: Topic): boolean {
  const [first, last] = [Math.min(at, topic.at), Math.max(at, topic.at)];
  const around = [...units.slice(first + 1, last), ...units.slice(topic.at + 1, topic.at + 2)];
  if (topic.at < at) around.push(...units.slice(Math.max(0, topic.at - 4), topic.at));
  return around.some(({ means }) => means.has('innocent'));
}

/** "Your refund? All done.": a clause of nothing but small words is about what was spoken of before. */
function recalled({ units }: Clause, at: number, meaning: Meaning, known: readonly Topic[]): Topic | undefined {
  if (meaning === 'do' || meaning === 'does' || meaning === 'get' || meaning === 'change') return undefined;
  const changes = meaning === 'changed' || meaning === 'changes' || meaning === 'didChange';
  const topic = known.findLast(({ kind }) => !changes || kind === 'subscription');
  if (topic === undefined) return undefined;
  const others = units.filter((_, index) => index !== at);
  const alone = others.every((unit) => isSmall(unit) || isDoing(unit)) && !others.some(isOwnMatter);
  return alone ? { ...topic, at: -1, from: -1, to: -1 } : undefined;
}

const isDoing = ({ means }: Unit): boolean =>
  ['done', 'sent', 'did', 'state', 'changed', 'and', 'but', 'stop'].some((meaning) => means.has(meaning as Meaning));
const isOwnMatter = ({ means }: Unit): boolean => means.has('innocent') || means.has('goods');

function holds(form: Form, clause: Clause, at: number, lexicon: Lexicon, excused: boolean, specific: boolean): boolean {
  const scope = scopeOf(clause, at, lexicon.verbLast && (form === 'verb' || form === 'get'));
  const { met, before, byUs } = scope;
  if (met.has('not') || met.has('if') || met.has('once') || before.has('if') || before.has('once')) return false;
  if (met.has('may') || before.has('may') || before.has('offer')) return false;
  if (isReported(clause, at)) return false;
  const asked = clause.asks && (!byUs || before.has('ask') || form === 'verb' || form === 'present');
  if (asked) return false;
  if (form === 'past' || met.has('managed')) return true;
  if (form === 'participle') {
    const after = clause.units.slice(at + 1, at + 4);
    const past = met.has('past') || (lexicon.verbLast && after.some(({ means }) => means.has('past')));
    if (past || byUs) return !(met.has('when') && !byUs);
    const present =
      met.has('now') || met.has('will') || (lexicon.verbLast && after.some(({ means }) => means.has('now')));
    return !excused && (!present || specific);
  }
  if (form === 'state') return !excused && specific;
  if (excused || met.has('hedge')) return false;
  if (form === 'get') {
    const told: readonly Meaning[] = lexicon.verbLast ? ['amount', 'you'] : ['amount'];
    const own = clause.units[at]?.means.has('will') ?? false;
    return own || met.has('will') || clause.units.some(({ means }) => told.some((meaning) => means.has(meaning)));
  }
  return form === 'present' || byUs || met.has('will');
}

/** It speaks of this caller's case. */
const isSpecific = ({ units }: Clause): boolean =>
  units.some(({ means }) =>
    (['you', 'us', 'it', 'the', 'amount', 'plan', 'place'] as const).some((meaning) => means.has(meaning)),
  );

/** A rule for everyone: "we refund unused items". Not where an amount is named. */
function isGeneral(sentence: Sentence, clause: Clause, form: Form): boolean {
  if (form === 'state' || form === 'past') return false;
  if (clause.units.some(({ means }) => means.has('amount'))) return false;
  return sentence.clauses.some(({ units }) => units.some(({ means }) => means.has('general')));
}

/** "Was already refunded on May 3", and not by us, and not just now. */
function isEarlier(clause: Clause, at: number): boolean {
  return !scopeOf(clause, at, false).byUs && clause.units.some(({ means }) => means.has('earlier'));
}
