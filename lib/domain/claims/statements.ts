import { type Evidence, evidenceIn } from '#lib/domain/claims/evidence.ts';
import { fold } from '#lib/domain/claims/fold.ts';
import { lexicons } from '#lib/domain/claims/lexicons.ts';
import { type Clause, read, type Sentence, type Unit } from '#lib/domain/claims/reading.ts';
import { isSmall } from '#lib/domain/claims/small.ts';
import { tokensOf } from '#lib/domain/claims/tokens.ts';
import { subjectsOf, type Topic } from '#lib/domain/claims/topics.ts';
import { type Language, languages } from '#lib/domain/language.ts';

/** Claims that stand together, and the stretches of the folded text whose amounts they state. */
export type Statement = {
  from: number;
  to: number;
  claims: readonly Evidence[];
  amountsIn: readonly { from: number; to: number }[];
};
/** What each language makes of the caller's words. */
export type Heard = Readonly<Record<Language, readonly Topic[]>>;

/** A language in which less of a clause makes sense than this, against the one that knows most, is not its language. */
const makesSense = 0.6;
/** So much alike that one knows half of the other's words: only the better one counts. */
const sisters: Partial<Record<Language, Language>> = { es: 'pt', pt: 'es' };

export const nothingHeard: Heard = { en: [], es: [], fr: [], de: [], pt: [] };

export function hear(words: string): Heard {
  const folded = fold(words);
  const tokens = tokensOf(folded);
  const topics = (language: Language): Topic[] =>
    read(tokens, folded.length, lexicons[language]).flatMap(({ clauses }) => clauses.flatMap(subjectsOf));
  return { en: topics('en'), es: topics('es'), fr: topics('fr'), de: topics('de'), pt: topics('pt') };
}

/** What a folded text states to have been done, read in all languages; a caller may be answered in any of them. */
export function statementsIn(folded: string, heard: Heard): Statement[] {
  const tokens = tokensOf(folded);
  const readings = languages.map((one) => {
    const sentences = read(tokens, folded.length, lexicons[one]);
    return { language: one, sentences, known: knownChars(folded.length, sentences) };
  });
  return readings.flatMap(({ language: own, sentences, known }) => {
    const sister = readings.find((one) => one.language === sisters[own]);
    const isSpoken = (sentence: Sentence, { units }: Clause): boolean => {
      if (sister !== undefined && knows(known, sentence) < knows(sister.known, sentence)) return false;
      const clause = { from: units[0]?.from ?? 0, to: units.at(-1)?.to ?? 0 };
      return knows(known, clause) >= makesSense * Math.max(...readings.map((one) => knows(one.known, clause)));
    };
    const evidence = evidenceIn(sentences, lexicons[own], heard[own], isSpoken);
    const bySentence = Map.groupBy(evidence, ({ sentenceAt }) => sentenceAt);
    return [...bySentence].flatMap(([at, claims]) => {
      const sentence = sentences[at];
      return sentence === undefined ? [] : [statementOf(sentence, claims, sentences[at + 1])];
    });
  });
}

const knows = (chars: Uint32Array, { from, to }: { from: number; to: number }): number =>
  (chars[to] ?? 0) - (chars[from] ?? 0);

/** How many letters before each place of the text belong to words that the language knows. */
function knownChars(length: number, sentences: readonly Sentence[]): Uint32Array {
  const chars = new Uint32Array(length + 1);
  for (const { clauses } of sentences)
    for (const { units } of clauses)
      for (const { from, to, means } of units)
        if (means.size > 0 && !means.has('deed')) chars.fill(1, from + 1, to + 1);
  for (let at = 1; at <= length; at++) chars[at] = (chars[at] ?? 0) + (chars[at - 1] ?? 0);
  return chars;
}

const isOther = ({ means }: Unit): boolean => means.has('price') || means.has('goods');

/** Amounts of other clauses count, unless they are prices; of the next sentence, where it is nothing more: "That's 89 dollars." */
function statementOf(sentence: Sentence, claims: readonly Evidence[], next: Sentence | undefined): Statement {
  const stretches = sentence.clauses.flatMap(({ units }, at) => {
    const isPrice = units.some(({ means }) => means.has('price')) && !claims.some(({ clauseAt }) => clauseAt === at);
    return isPrice ? [] : [{ from: units[0]?.from ?? 0, to: units.at(-1)?.to ?? 0 }];
  });
  const adds =
    next?.clauses.every(({ units, asks }) => !asks && units.every((unit) => isSmall(unit) && !isOther(unit))) ?? false;
  const to = adds ? (next?.to ?? sentence.to) : sentence.to;
  if (adds && next) stretches.push({ from: next.from, to: next.to });
  return { from: sentence.from, to, claims, amountsIn: stretches };
}
