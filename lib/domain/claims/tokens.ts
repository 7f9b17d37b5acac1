import type { Lexicon } from '#lib/domain/claims/lexicon.ts';

/** A word, number, sign or mark of a folded text. */
export type Token = { text: string; from: number; to: number };

const marks = /\p{L}+(?:'\p{L}+)*|\d+(?:[.,]\d+)*|[.!?…;\n,:—–()"«»“”¿¡$€£¥]|-(?=\s)/gu;

/** Linear in the length, whatever the text. */
export function* tokensOf(folded: string, lexicon: Lexicon): Generator<Token> {
  for (const { 0: text, index } of folded.matchAll(marks)) {
    if (!text.includes("'")) yield { text, from: index, to: index + text.length };
    else if (lexicon.joinsApostrophes) yield* joined(text, index, lexicon);
    else yield* parted(text, index);
  }
}

/** "you've" is one word, "the refund's" are two. */
function* joined(text: string, from: number, lexicon: Lexicon): Generator<Token> {
  const whole = text.replaceAll("'", '');
  const owner = text.endsWith("'s") && !lexicon.word(whole)?.has('now') && !lexicon.word(whole)?.has('ask');
  if (owner) yield* parted(text, from);
  else yield { text: whole, from, to: from + text.length };
}

function* parted(text: string, from: number): Generator<Token> {
  let start = from;
  for (const part of text.split("'")) {
    yield { text: part, from: start, to: start + part.length };
    start += part.length + 1;
  }
}
