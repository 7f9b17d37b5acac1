/**
 * A stand-in for the tokenizer: words in pieces of at most six letters with the space before them, runs of signs, runs
 * of space. About four characters a token in English, the same text always the same tokens, and joined they are the
 * text again. Counts are plausible, never the real ones: do not price a prompt with them.
 */
const piece = / ?[\p{L}\p{M}\p{N}]{1,6}| ?[^\s\p{L}\p{M}\p{N}]+|\s+/gu;

export function tokenize(text: string): string[] {
  return text.match(piece) ?? [];
}

export function countTokens(text: string): number {
  return tokenize(text).length;
}
