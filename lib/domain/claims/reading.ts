import { accent } from '#lib/domain/claims/fold.ts';
import type { Lexicon } from '#lib/domain/claims/lexicon.ts';
import type { Meaning } from '#lib/domain/claims/meaning.ts';
import { isSmall } from '#lib/domain/claims/small.ts';
import { spelled, type Token } from '#lib/domain/claims/tokens.ts';

/** A word or phrase with what it may mean; nothing where the language does not know it. Offsets are of the folded text. */
export type Unit = { from: number; to: number; means: ReadonlySet<Meaning> };
/** `asks`: the caller is asked, so nothing is claimed. */
export type Clause = { units: readonly Unit[]; asks: boolean };
export type Sentence = { from: number; to: number; clauses: readonly Clause[] };

type Draft = { units: Unit[]; opened: boolean };

const sentenceEnds = new Set('.!?…;\n');
const clauseEnds = new Set(',:—–()"«»“”¿¡-');
const nothing: ReadonlySet<Meaning> = new Set();
const number: ReadonlySet<Meaning> = new Set(['light', 'number']);
const deed: ReadonlySet<Meaning> = new Set(['deed']);
const currency: ReadonlySet<Meaning> = new Set(['money', 'amount']);
const shortestDeed = 4;
const shortestSpelt = 5;
const longestSpelt = 16;
/** No clause is longer; a text without commas is taken in parts, so that its length costs no more than in proportion. */
const longestClause = 120;

/** Sentences and clauses of a text, which ends at `end`, each word with its meanings. */
export function read(tokens: readonly Token[], end: number, lexicon: Lexicon): Sentence[] {
  const sentences: Sentence[] = [];
  let words: Token[] = [];
  let clauses: Draft[] = [];
  let opened = false;
  let inserted = false;
  let from = 0;

  const endClause = (): void => {
    const units = unitsOf(words, lexicon);
    const last = clauses.at(-1);
    const insertion = isInsertion(units);
    if (last && (insertion || inserted) && last.units.length < longestClause) last.units.push(...units);
    else if (units.length > 0) clauses.push({ units, opened });
    inserted = last !== undefined && insertion;
    words = [];
  };
  const endSentence = (to: number, question: boolean): void => {
    endClause();
    if (clauses.length > 0) sentences.push({ from, to, clauses: withQuestions(clauses, question) });
    clauses = [];
    inserted = false;
    opened = false;
    from = to;
  };
  for (const token of spelled(tokens, lexicon)) {
    if (sentenceEnds.has(token.text)) endSentence(token.to, token.text === '?');
    else if (clauseEnds.has(token.text)) {
      endClause();
      if (token.text === '¿') opened = true;
    } else if (words.push(token) === longestClause) endClause();
  }
  endSentence(end, false);
  return sentences;
}

function unitsOf(words: readonly Token[], lexicon: Lexicon): Unit[] {
  const units: Unit[] = [];
  for (let at = 0; at < words.length; ) {
    const word = words[at] as Token;
    const { from, kind } = word;
    const found = kind === 'number' || kind === 'currency' ? undefined : foundAt(words, at, lexicon);
    const length = found?.length ?? 1;
    units.push({
      from,
      to: (words[at + length - 1] as Token).to,
      means: found?.means ?? meansOf(words[at] as Token, lexicon),
    });
    at += length;
  }
  return units;
}

const foundAt = (words: readonly Token[], at: number, lexicon: Lexicon): ReturnType<Lexicon['phraseAt']> =>
  speltAt(words, at, lexicon) ?? lexicon.phraseAt(words, at);

/** Of a word in no list. */
function meansOf({ text, kind, accented }: Token, { deeds }: Lexicon): ReadonlySet<Meaning> {
  if (kind === 'currency') return currency;
  if (kind === 'number' || kind === 'numeral') return number;
  return text.length >= shortestDeed && deeds?.test(accented ? text + accent : text) ? deed : nothing;
}

/** "r e f u n d e d" is one word. It begins where the single letters begin, or after an "I". */
function speltAt(words: readonly Token[], at: number, lexicon: Lexicon): ReturnType<Lexicon['phraseAt']> {
  if (isLetter(words[at - 1]) && isLetter(words[at - 2])) return undefined;
  let text = '';
  let found: ReturnType<Lexicon['phraseAt']>;
  for (let end = at; end < at + longestSpelt && isLetter(words[end]); end++) {
    text += words[end]?.text;
    const means = text.length < shortestSpelt ? undefined : lexicon.word(text);
    if (means !== undefined) found = { length: text.length, means };
  }
  return found;
}

const isLetter = (word: Token | undefined): boolean => word?.kind === 'letter';

/** "I added a little something, 10 dollars, to your account": what is put between commas belongs to what it stands in. */
const isInsertion = (units: readonly Unit[]): boolean =>
  units.length > 0 &&
  units.every((unit) => isSmall(unit) && !changesSubject.some((meaning) => unit.means.has(meaning))) &&
  units.some(({ means }) => means.has('amount') || means.has('place'));
const changesSubject = [
  'us',
  'not',
  'may',
  'if',
  'when',
  'now',
  'past',
  'will',
  'state',
  'done',
  'plan',
  'get',
  'ask',
] as const;

/**
 * A question mark asks about its whole sentence where that begins as a question, else about its last clause, from where that
 * turns to the caller ("It's done anything else?"); an offer ("shall I") asks without one. "…, right?" and "did you know"
 * only look like questions.
 */
function withQuestions(clauses: readonly Draft[], question: boolean): Clause[] {
  if (!question) return clauses.map(({ units }) => ({ units, asks: begins(units, 'offer') }));
  const all = clauses.flatMap(({ units }) => units);
  const pretends = all.some(({ means }) => means.has('know')) || (all.at(-1)?.means.has('tag') ?? false);
  const whole = begins(clauses[0]?.units ?? [], 'ask');
  return clauses.flatMap(({ units, opened }, at): Clause[] => {
    const last = at === clauses.length - 1;
    const asks = begins(units, 'offer') || (!pretends && (whole || opened || last));
    const turn = units.findIndex(({ means }) => means.has('turn'));
    if (!asks || turn <= 0) return [{ units, asks }];
    return [
      { units: units.slice(0, turn), asks: false },
      { units: units.slice(turn), asks },
    ];
  });
}

/** Whether the first words, but for a filler or two, mean it. */
const begins = (units: readonly Unit[], meaning: Meaning): boolean => {
  const first = units.find(({ means }) => !means.has('and') && !means.has('but'));
  return first?.means.has(meaning) ?? false;
};
