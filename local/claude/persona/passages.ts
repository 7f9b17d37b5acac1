import type { Language } from '#lib/domain/language.ts';
import { languageOf } from '#local/claude/persona/language-of.ts';
import { wordsThatMatter } from '#local/claude/persona/question.ts';
import type { Topic } from '#local/claude/persona/topic.ts';
import { mentions, normalise, wordCount } from '#local/claude/persona/words.ts';

/** More than this is a lecture. */
const mostWords = 45;

/**
 * The sentences of a search result that speak to the question: the best one, and the one after it where that does too.
 * None when the result has nothing to do with it.
 */
export function sentencesAbout(result: string, language: Language, heard: string, topic?: Topic): string[] {
  const stems = wordsThatMatter(heard, language).map((word) => word.slice(0, 5));
  const particulars = stems.filter((stem) => !topic || !mentions(` ${stem} `, inAnyLanguage(topic)));
  const ranked = sentencesIn(result, language).map((text) => {
    const plain = normalise(text);
    const onTopic = topic !== undefined && mentions(plain, inAnyLanguage(topic)) ? 2 : 0;
    const particular = particulars.filter((stem) => plain.includes(` ${stem}`)).length;
    return { text, particular, score: onTopic + stems.filter((stem) => plain.includes(` ${stem}`)).length };
  });
  const best = ranked.reduce((top, { score }, at) => (score > (ranked[top]?.score ?? 0) ? at : top), 0);
  const [first, second] = ranked.slice(best);
  if (!first || first.score === 0) return [];
  // The words of another language cannot be looked for in the text.
  const comparable = languageOf(first.text, language) === language;
  if (topic?.particular && comparable && particulars.length > 0 && first.particular === 0) return [];
  if (!second || second.score === 0) return [first.text];
  return wordCount(first.text) + wordCount(second.text) > mostWords ? [first.text] : [first.text, second.text];
}

function inAnyLanguage({ words }: Topic): string[] {
  return Object.values(words).flat();
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
