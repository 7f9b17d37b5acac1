import { accent } from '#lib/domain/claims/fold.ts';
import type { Lexicon } from '#lib/domain/claims/lexicon.ts';
import { isNumberWord } from '#lib/domain/claims/number-words.ts';

/** A word, number, sign or mark of a folded text; `accented` on its last letter. */
export type Token = { text: string; from: number; to: number; kind: TokenKind; accented?: true };
export type TokenKind = 'word' | 'numeral' | 'letter' | 'number' | 'currency';

const marks = /\p{L}+(?:'\p{L}+)*|\d+(?:[.,]\d+)*|[.!?…;\n,:—–()"«»“”¿¡$€£¥]|-(?=\s)/gu;

/** The tokens of a folded text, apostrophes still in them. Linear in the length, whatever the text. */
export const tokensOf = (folded: string): Token[] =>
  [...folded.matchAll(marks)].map(({ 0: text, index }) => token(text, index));

/** The same as a language spells them: where it parts words at an apostrophe, and which letters it takes for one. */
export function spelled(tokens: readonly Token[], lexicon: Lexicon): readonly Token[] {
  const { plain } = lexicon;
  const parted = tokens.some(({ text }) => text.includes("'"))
    ? tokens.flatMap((one) => (one.text.includes("'") ? atApostrophes(one, lexicon) : [one]))
    : tokens;
  return plain
    ? parted.map((one) => (one.kind === 'word' || one.kind === 'numeral' ? { ...one, text: plain(one.text) } : one))
    : parted;
}

function token(text: string, from: number): Token {
  const to = from + text.length;
  if (!text.endsWith(accent)) return { text, from, to, kind: kindOf(text) };
  const bare = text.slice(0, -accent.length);
  return { text: bare, from, to, kind: kindOf(bare), accented: true };
}

function kindOf(text: string): TokenKind {
  if (/^[$€£¥]/.test(text)) return 'currency';
  if (/^\d/.test(text)) return 'number';
  if (isNumberWord(text)) return 'numeral';
  return text.length === 1 && /\p{L}/u.test(text) ? 'letter' : 'word';
}

/** Without its apostrophe each would be another word. */
const ambiguous = /^(?:we're|we'll|we'd|i'll|i'd|he'll|she'll)$/;

/** "you've" is one word, "the refund's" and "we're" are two; "j'ai" is. */
function atApostrophes(one: Token, lexicon: Lexicon): Token[] {
  const { text, from } = one;
  const whole = text.replaceAll("'", '');
  const owner = text.endsWith("'s") && !lexicon.word(whole)?.has('now') && !lexicon.word(whole)?.has('ask');
  if (lexicon.joinsApostrophes && !owner && !ambiguous.test(text)) return [{ ...one, text: whole }];
  let start = from;
  return text.split("'").map((part) => {
    const found = token(part, start);
    start += part.length + 1;
    return found;
  });
}
