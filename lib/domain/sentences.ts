import type { Language } from '#lib/domain/language.ts';
import { type Gap, sentenceEnds } from '#lib/domain/sentence-ends.ts';

/**
 * Cuts a reply that is still being written into pieces to speak.
 *
 * It reads one character at a time, and decides between two words, when the next word has begun: "3.50", "example.com" and
 * "e.g. this" never look like an end, and how the model's text was split into deltas changes nothing. So a sentence leaves with the
 * first character after it, which is one token later than its full stop; after the last one, call `end()`.
 *
 * It leaves out what only meaning can tell: an unknown abbreviation before a capital ("Alb. Meyer") cuts, an unknown sentence
 * after an initial ("Take vitamin C. Then rest.") does not. It does not clean: lib/domain/speakable.ts does, piece by piece,
 * so a piece may come out empty there. White space is one blank in the pieces; every other character leaves in order.
 */
export type SentenceCutter = {
  /** Takes what the model wrote next; gives the pieces that are now certain. */
  push(delta: string): string[];
  /** Gives what is left: at the end of a text block, before a tool runs. Afterwards it begins anew, hurried again. */
  end(): string[];
};

/** Until so much has left, the caller still waits: 60 characters are about 4 s of speech, enough to write the rest in. */
const hurriedChars = 60;
/** A first piece shorter than this sounds like a stumble ("Well,"). */
const clauseChars = 24;
/** Once the caller is listening, an "Okay." goes with what follows: a Say of its own would add two gaps. */
const shortChars = 20;
/** About 17 s of speech: nobody listens longer without a breath, and a barge-in needs one. */
const longChars = 250;
/** With every character three bytes and escaped to nine, still below the 4500 that Twilio's Say takes (13521). */
export const maxSentenceChars = 400;

/** A word that ends a clause, or is a dash. */
const clauseEnd = /(?:[,;:]["'”’»)\]]*|^[-–—]|—)$/;

export function sentenceCutter(language: Language): SentenceCutter {
  /** The whole words that no piece has taken yet, and how many of its characters end with a clause. */
  let text = '';
  let clause = 0;
  let gap: Gap | undefined;
  let word = '';
  let undecided = false;
  let released = 0;
  let pieces: string[] = [];

  function push(delta: string): string[] {
    for (let index = 0; index < delta.length; index++) {
      const char = delta.charAt(index);
      if (/\s/.test(char)) readSpace(char);
      else readLetter(char);
    }
    return take();
  }

  function end(): string[] {
    closeWord();
    if (text !== '') release(text.length);
    released = 0;
    return take();
  }

  function readSpace(char: string): void {
    closeWord();
    if (text === '') return;
    const newLine = char === '\n' || char === '\u2028';
    if (char === '\u2029' || (newLine && gap === 'line')) release(text.length);
    else gap = newLine ? 'line' : (gap ?? 'space');
  }

  function readLetter(char: string): void {
    if (word === '' && text !== '') undecided = true;
    word += char;
    if (undecided) decide(false);
    keepShort();
  }

  function closeWord(): void {
    if (word === '') return;
    if (undecided) decide(true);
    text = text === '' ? word : `${text} ${word}`;
    if (clauseEnd.test(word)) clause = text.length;
    word = '';
    gap = undefined;
    undecided = false;
    keepShort();
  }

  function decide(whole: boolean): void {
    const verdict = sentenceEnds(text, gap ?? 'space', word, whole, language);
    if (verdict === 'wait') return;
    undecided = false;
    const worthWaiting = gap === 'space' && released >= hurriedChars && text.length < shortChars;
    if (verdict === 'cut' && !worthWaiting) release(text.length);
  }

  /** Cuts within a sentence: early for the first words of a reply, late for a sentence without end. */
  function keepShort(): void {
    const length = text.length + word.length + (text !== '' && word !== '' ? 1 : 0);
    if (clause >= clauseChars && length > (released < hurriedChars ? hurriedChars : longChars)) release(clause);
    else if (length > maxSentenceChars && text !== '') release(text.length);
    else if (length > maxSentenceChars) splitWord();
  }

  function release(chars: number): void {
    const piece = text.slice(0, chars);
    pieces.push(piece);
    released += piece.length;
    text = text.slice(chars).trimStart();
    clause = 0;
    if (text === '') {
      gap = undefined;
      undecided = false;
    }
  }

  /** A "word" without end, for want of a better place; half an emoji is never left behind. */
  function splitWord(): void {
    const at = /[\uD800-\uDBFF]/.test(word.charAt(maxSentenceChars - 1)) ? maxSentenceChars - 1 : maxSentenceChars;
    pieces.push(word.slice(0, at));
    released += at;
    word = word.slice(at);
  }

  function take(): string[] {
    const taken = pieces;
    pieces = [];
    return taken;
  }

  return { push, end };
}
