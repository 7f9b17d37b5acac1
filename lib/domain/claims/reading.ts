import type { Lexicon } from '#lib/domain/claims/lexicon.ts';
import type { Meaning } from '#lib/domain/claims/meaning.ts';

/** A word or phrase with what it may mean; nothing where the language does not know it. Offsets are of the folded text. */
export type Unit = { from: number; to: number; means: ReadonlySet<Meaning> };
/** `asks`: the caller is asked, so nothing is claimed. */
export type Clause = { units: readonly Unit[]; asks: boolean };
export type Sentence = { from: number; to: number; clauses: readonly Clause[] };

/** Letters that look like Latin ones, and how they look. */
const lookalikes = new Map([...'аеорсухіѕԁһ'].map((letter, at) => [letter, 'aeopcyxisdh'.charAt(at)]));

/** Small letters without accents, one kind of apostrophe, no stretched letters. Piece by piece or whole, it is the same. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/(?<!\p{L})(?:s(i)\u0301(?!\p{L})|(w|k|h|m)([uoa])\u0308(?=rde|nnt|tt|re|cht))/gu, keepTelling)
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/[а-ԁһіѕ]/g, (letter) => lookalikes.get(letter) ?? letter)
    .replace(/ß/g, 'ss')
    .replace(/œ/g, 'oe')
    .replace(/[’‘`´ʼ]/g, "'")
    .replace(/(\p{L})\1{2,}/gu, '$1');

/** Where only the accent tells: "sí" is no "si", "würde" no "wurde". */
const keepTelling = (_: string, yes?: string, first = '', vowel = ''): string => (yes ? 'claro' : `${first}${vowel}e`);

const tokens = /\p{L}+(?:'\p{L}+)*|\d+(?:[.,]\d+)*|[.!?…;\n,:—–()"«»“”¿¡$€£¥]|-(?=\s)/gu;
const sentenceEnd = /^[.!?…;\n]$/;
const clauseEnd = /^[,:—–()"«»“”¿¡-]$/;
const nothing: ReadonlySet<Meaning> = new Set();
const light: ReadonlySet<Meaning> = new Set(['light']);
const currency: ReadonlySet<Meaning> = new Set(['money', 'amount']);
const shortestSpelt = 5;
const longestSpelt = 16;
/** No clause is longer; a text without commas is taken in parts, so that its length costs no more than in proportion. */
const longestClause = 120;

type Token = { text: string; from: number; to: number };

/** Sentences and clauses of a folded text, each word with its meanings. Takes time in proportion to the length. */
export function read(folded: string, lexicon: Lexicon): Sentence[] {
  const sentences: Sentence[] = [];
  let words: Token[] = [];
  let clauses: { units: Unit[]; opened: boolean }[] = [];
  let opened = false;
  let from = 0;

  const endClause = (): void => {
    const units = unitsOf(words, lexicon);
    if (units.length > 0) clauses.push({ units, opened });
    words = [];
  };
  const endSentence = (to: number, question: boolean): void => {
    endClause();
    if (clauses.length > 0) sentences.push({ from, to, clauses: withQuestions(clauses, question) });
    clauses = [];
    opened = false;
    from = to;
  };
  for (const token of tokensOf(folded, lexicon)) {
    if (sentenceEnd.test(token.text)) endSentence(token.to, token.text === '?');
    else if (clauseEnd.test(token.text)) {
      endClause();
      if (token.text === '¿') opened = true;
    } else if (words.push(token) === longestClause) endClause();
  }
  endSentence(folded.length, false);
  return sentences;
}

function* tokensOf(folded: string, lexicon: Lexicon): Generator<Token> {
  for (const { 0: text, index } of folded.matchAll(tokens)) {
    if (!text.includes("'")) yield { text, from: index, to: index + text.length };
    else if (lexicon.joinsApostrophes) yield { text: text.replaceAll("'", ''), from: index, to: index + text.length };
    else {
      let from = index;
      for (const part of text.split("'")) {
        yield { text: part, from, to: from + part.length };
        from += part.length + 1;
      }
    }
  }
}

function unitsOf(words: readonly Token[], lexicon: Lexicon): Unit[] {
  const units: Unit[] = [];
  for (let at = 0; at < words.length; ) {
    const { text, from } = words[at] as Token;
    const found = spelt(words, at, lexicon) ?? lexicon.phraseAt(words, at);
    const length = found?.length ?? 1;
    units.push({ from, to: (words[at + length - 1] as Token).to, means: found?.means ?? meansOf(text) });
    at += length;
  }
  return units;
}

const meansOf = (text: string): ReadonlySet<Meaning> =>
  /^[$€£¥]/.test(text) ? currency : /^\d/.test(text) ? light : nothing;

/** "r e f u n d e d" is one word. */
function spelt(words: readonly Token[], at: number, lexicon: Lexicon): ReturnType<Lexicon['phraseAt']> {
  let text = '';
  let length = 0;
  for (let end = at; end < words.length && end < at + longestSpelt; end++) {
    const letter = words[end]?.text ?? '';
    if (letter.length !== 1) break;
    text += letter;
    if (text.length < shortestSpelt) continue;
    const means = lexicon.word(text);
    if (means !== undefined) length = text.length;
  }
  const means = lexicon.word(text.slice(0, length));
  return length > 0 && means ? { length, means } : undefined;
}

/**
 * A question mark asks about its whole sentence where that begins as a question, else about its last clause; an offer
 * ("shall I") asks without one. "…, right?" and "did you know" only look like questions.
 */
function withQuestions(clauses: readonly { units: Unit[]; opened: boolean }[], question: boolean): Clause[] {
  const all = clauses.flatMap(({ units }) => units);
  const pretends = all.some(({ means }) => means.has('know')) || (all.at(-1)?.means.has('tag') ?? false);
  const whole = question && begins(clauses[0]?.units ?? [], 'ask');
  return clauses.map(({ units, opened }, at) => ({
    units,
    asks: begins(units, 'offer') || (question && !pretends && (whole || opened || at === clauses.length - 1)),
  }));
}

/** Whether the first words, but for a filler or two, mean it. */
const begins = (units: readonly Unit[], meaning: Meaning): boolean => {
  const at = units.findIndex(({ means }) => !means.has('and') && !means.has('but'));
  return at >= 0 && (units[at]?.means.has(meaning) ?? false);
};
