import { abbreviations, afterClock, afterOrdinalStarts, beforeNumbers } from '#lib/domain/abbreviations.ts';
import type { Language } from '#lib/domain/language.ts';

/** The white space between two words. A new paragraph needs no verdict: it always cuts. */
export type Gap = 'space' | 'line';

/** `wait`: the letters of the next word that are there so far do not decide yet. */
export type Verdict = 'cut' | 'join' | 'wait';

/** Marks of the sentence's end, with the quotes, brackets and emphasis that may close after them. */
const ended = /([.!?…])[\s"'“”‘’«»›)\]}*_~`]*$/;
const opening = /^["'“”„‘’‚«»‹›([{*_~`]+/;
const closing = /^[.,;:!?…)\]}%”’]/;
const lower = /^\p{Ll}/u;
/** What a full stop may shorten: "Mon.–Fri." counts as "Fri.". */
const lastWord = /[^\s–—/-]+$/;
/** "9 h.", "5kg." have no full stop of their own. */
const unit = /\d ?\p{Ll}{1,2}\.$/u;
const initials = /^(?:\p{L}\.)+$/u;
const clock = /(?:^|[\s\d(])[ap]\. ?m\.$/i;
const ordinal = /(?:^|[\s(])\d{1,2}\.$/;
const listMarker = /(?:^|[:;,] )\(?\d{1,3}\.$/;

/**
 * Does the sentence end between `before` and the word that begins with `next`? `whole` says that the word is complete,
 * and then the answer is never `wait`.
 */
export function sentenceEnds(before: string, gap: Gap, next: string, whole: boolean, language: Language): Verdict {
  const start = next.replace(opening, '');
  if (start === '') return whole ? (gap === 'line' ? 'cut' : 'join') : 'wait';

  const mark = ended.exec(before);
  // A line of its own is a list item or a heading; one that goes on in lower case was only wrapped.
  if (gap === 'line') return lower.test(start) ? 'join' : 'cut';
  if (!mark || lower.test(start) || closing.test(start)) return 'join';
  if (mark[1] !== '.' || before.charAt(mark.index - 1) === '.') return 'cut';
  return fullStopEnds(before.slice(0, mark.index + 1), start, whole, language);
}

/** For a full stop that is followed by anything but a small letter. `before` ends with it. */
function fullStopEnds(before: string, start: string, whole: boolean, language: Language): Verdict {
  const token = (lastWord.exec(before)?.[0] ?? '').replace(opening, '');
  const word = token.slice(0, -1).toLowerCase();

  if (clock.test(before)) {
    if (!whole) return 'wait';
    const follower = bare(start);
    return afterClock.has(follower.toLowerCase()) || /^[A-Z]{2,4}$/.test(follower) ? 'join' : 'cut';
  }
  if (listMarker.test(before)) return 'join';
  if (language === 'de' && ordinal.test(before)) {
    if (!whole) return 'wait';
    return afterOrdinalStarts.has(bare(start).toLowerCase()) ? 'cut' : 'join';
  }
  if (unit.test(before)) return 'cut';
  if (beforeNumbers.has(word) && /^[\d#º°$€£+]/.test(start)) return 'join';
  // "J. Smith", "z. B.", "S. A.", "U.S. customers": joining late costs less than a pause in a name.
  if (initials.test(token) || abbreviations[language].has(word)) return 'join';
  return 'cut';
}

const bare = (word: string): string => word.replace(/[^\p{L}]+$/u, '');
