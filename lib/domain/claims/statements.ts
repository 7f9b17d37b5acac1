import { type Evidence, evidenceIn } from '#lib/domain/claims/evidence.ts';
import { lexicons } from '#lib/domain/claims/lexicons.ts';
import { fold } from '#lib/domain/claims/fold.ts';
import { read, type Sentence } from '#lib/domain/claims/reading.ts';
import { isSmall } from '#lib/domain/claims/small.ts';
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
  const topics = (language: Language): Topic[] =>
    read(folded, lexicons[language]).flatMap(({ clauses }) => clauses.flatMap(subjectsOf));
  return Object.fromEntries(languages.map((language) => [language, topics(language)])) as Heard;
}

/** What a folded text states to have been done, read in all languages; a callee may be answered in any of them. */
export function statementsIn(folded: string, language: Language, heard: Heard): Statement[] {
  const readings = languages.map((one) => ({ language: one, sentences: read(folded, lexicons[one]) }));
  return readings.flatMap((reading) => {
    const evidence = evidenceIn(reading.sentences, lexicons[reading.language], heard[reading.language]).filter(
      (one) => {
        const { units } = reading.sentences[one.sentenceAt]?.clauses[one.clauseAt] ?? { units: [] };
        const [from, to] = [units[0]?.from ?? 0, units.at(-1)?.to ?? 0];
        const known = (other: Language) =>
          knownChars(readings.find((one) => one.language === other)?.sentences ?? [], from, to);
        const own = known(reading.language);
        const sister = sisters[reading.language];
        const rival = sister === undefined ? 0 : known(sister);
        if (own < rival || (own === rival && sister === language)) return false;
        return own >= makesSense * Math.max(...languages.map(known));
      },
    );
    return reading.sentences.flatMap((sentence, at) => {
      const claims = evidence.filter(({ sentenceAt }) => sentenceAt === at);
      return claims.length > 0 ? [statementOf(sentence, claims, reading.sentences[at + 1])] : [];
    });
  });
}

/** How many letters of the stretch a language knows the words of. */
const knownChars = (sentences: readonly Sentence[], start: number, end: number): number =>
  sentences.reduce(
    (sum, { from, to, clauses }) =>
      to <= start || from >= end
        ? sum
        : sum +
          clauses
            .flatMap(({ units }) => units)
            .filter((unit) => unit.from >= start && unit.to <= end && unit.means.size > 0)
            .reduce((chars, unit) => chars + unit.to - unit.from, 0),
    0,
  );

/** Amounts of other clauses count, unless they are prices; of the next sentence, where it is nothing more: "That's 89 dollars." */
function statementOf(sentence: Sentence, claims: readonly Evidence[], next: Sentence | undefined): Statement {
  const stretches = sentence.clauses.flatMap(({ units }, at) => {
    const isPrice = units.some(({ means }) => means.has('price')) && !claims.some(({ clauseAt }) => clauseAt === at);
    return isPrice ? [] : [{ from: units[0]?.from ?? 0, to: units.at(-1)?.to ?? 0 }];
  });
  const adds = next?.clauses.every(({ units, asks }) => !asks && units.every(isSmall)) ?? false;
  const to = adds ? (next?.to ?? sentence.to) : sentence.to;
  if (adds && next) stretches.push({ from: next.from, to: next.to });
  return { from: sentence.from, to, claims, amountsIn: stretches };
}
