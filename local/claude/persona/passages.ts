import type { Language } from '#lib/domain/language.ts';
import { wordsThatMatter } from '#local/claude/persona/question.ts';
import { mentions, normalise, type Words, wordCount } from '#local/claude/persona/words.ts';

/** More than this is a lecture. */
const mostSentences = 2;
const mostWords = 45;

/**
 * The sentences of a search result that speak to the question: the best one, and its neighbour where that does too. None
 * when the result has nothing to do with it.
 */
export function sentencesAbout(result: string, language: Language, heard: string, topic: Words | undefined): string[] {
  const wanted = wordsThatMatter(heard, language).map((word) => word.slice(0, 5));
  const ranked = sentencesIn(result, language).map((text, at) => {
    const plain = normalise(text);
    const onTopic = topic && Object.values(topic).some((words) => mentions(plain, words)) ? 2 : 0;
    return { text, at, score: onTopic + wanted.filter((stem) => plain.includes(` ${stem}`)).length };
  });
  const best = ranked.reduce<(typeof ranked)[number] | undefined>(
    (top, next) => (next.score > (top?.score ?? 0) ? next : top),
    undefined,
  );
  if (!best) return [];
  const chosen = [best];
  const next = ranked[best.at + 1];
  if (next && next.score > 0) chosen.push(next);
  const spoken = chosen.slice(0, mostSentences).map(({ text }) => text);
  return wordCount(spoken.join(' ')) <= mostWords ? spoken : spoken.slice(0, 1);
}

/** Headings fall away: they are no sentences, and nobody says them. */
function sentencesIn(result: string, language: Language): string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
  return textsIn(result)
    .flatMap((text) => text.split('\n'))
    .map((line) => line.replace(/^[\s#>*•-]+|\*\*|__|`/g, '').trim())
    .filter((line) => /[.!?…]["'”»)]?$/.test(line) || wordCount(line) > 7)
    .flatMap((line) => [...segmenter.segment(line)].map(({ segment }) => segment.trim()))
    .filter((sentence) => wordCount(sentence) > 1);
}

/** A result is text, or JSON that holds text somewhere. */
function textsIn(result: string): string[] {
  try {
    return stringsIn(JSON.parse(result));
  } catch {
    return [result];
  }
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : [];
}
