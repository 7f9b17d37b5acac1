import { legalClip } from '#lib/http/xml-text.ts';

/** Twilio's ceilings (13330). */
const maxHints = 500;
const maxHintChars = 100;
/** A share of the 64 kB document: 500 hints in another script would fill it three times over. */
const maxHintBytes = 16 * 1024;

/** The names that the recogniser should expect, as Gather takes them: parted by commas, so none may hold one. '' for none. */
export function hintList(hints: readonly string[]): string {
  const clean = hints.map((hint) => legalClip(hint.replaceAll(',', ' '), maxHintChars)).filter((hint) => hint !== '');
  let bytes = 0;
  const fitting = [...new Set(clean)].slice(0, maxHints).filter((hint) => {
    bytes += escapedBytes(hint) + 1;
    return bytes <= maxHintBytes;
  });
  return fitting.join(',');
}

/** Five more for each character that is escaped: &quot; is the longest. */
const escapedBytes = (text: string): number => Buffer.byteLength(text) + 5 * (text.match(/["&<]/g)?.length ?? 0);
