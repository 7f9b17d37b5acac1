/** Twilio's ceilings for one Say (13521): Polly's characters, and the URL-encoded text. facts/twilio.md section 3.4. */
export const maxSayChars = 3000;
export const maxSayEncoded = 4500;

/** Text that XML 1.0 can hold, on one line: no controls, no halves of surrogate pairs, no U+FFFE or U+FFFF. */
export const legalText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** As legal text, cut to at most `chars` characters and never within one. */
export const legalClip = (text: string, chars: number): string =>
  legalText(
    legalText(text)
      .slice(0, chars)
      .replace(/[\uD800-\uDBFF]$/, ''),
  );

/** Text cut at word borders into pieces that one Say may hold; a word that is longer is cut where it must be. */
export function sayPieces(text: string): string[] {
  const clean = legalText(text);
  if (clean.length <= maxSayChars && encodedLength(clean) <= maxSayEncoded) return clean === '' ? [] : [clean];
  const pieces: string[] = [];
  let piece = '';
  let encoded = 0;
  for (const word of clean.split(' ').flatMap(wordPieces)) {
    const more = encodedLength(word) + encodedLength(' ');
    if (piece !== '' && (piece.length + 1 + word.length > maxSayChars || encoded + more > maxSayEncoded)) {
      pieces.push(piece);
      piece = '';
      encoded = 0;
    }
    piece = piece === '' ? word : `${piece} ${word}`;
    encoded += more;
  }
  return [...pieces, piece];
}

/** At twelve encoded characters for the widest, this many always fit with the blank after them. */
const safeWordChars = Math.floor(maxSayEncoded / 12) - 1;

const wordPieces = (word: string): string[] =>
  word.length <= safeWordChars ? [word] : (word.match(new RegExp(`.{1,${safeWordChars}}`, 'gsu')) ?? []);

/** As the strictest encoder counts: everything but letters, digits and -._~ is three characters a byte. */
function encodedLength(text: string): number {
  const bare = text.match(/[\w.~-]/g)?.length ?? 0;
  return bare + 3 * (Buffer.byteLength(text) - bare);
}
