import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import type { Language } from '#lib/domain/language.ts';
import { keepOwnLinks } from '#lib/domain/own-links.ts';
import { clip, plainText, tidy } from '#lib/domain/plain-text.ts';

/** As in speech: no piece is longer, and text made to hide one rule inside another needs more than one pass. */
const maxChars = 1000;
const maxPasses = 8;

type Texts = Pick<CompanyConfig, 'instructions' | 'knowledge'>;

/**
 * What a customer may read of a piece of a model's reply: plain text, amounts and addresses as they are written, no address
 * but the company's own, and nothing that opens a tag, though its end be in another piece.
 */
export function toReadable(text: string, company: Texts, language: Language): string {
  let read = text.slice(0, 4 * maxChars);
  for (let pass = 0; pass < maxPasses; pass++) {
    const next = clip(tidy(keepOwnLinks(apart(shut(plainText(withTargets(read)))), company), language), maxChars);
    if (next === read) break;
    read = next;
  }
  return /[\p{L}\p{N}]/u.test(read) ? read : '';
}

/** A link in markdown, as its label and then its address. */
const withTargets = (text: string): string => text.replace(/\[([^[\]]+)\]\((\S+?)(?:\s[^()]*)?\)/g, '$1 $2');

/** A page that is careless with a piece of ours makes a tag of "<" and what follows it; "< 5" stays. */
const shut = (text: string): string => text.replace(/<(?=[\p{L}/!?])/gu, ' ');

/** An address that is written against a word is one all the same. */
const apart = (text: string): string => text.replace(/(?<=[\p{L}\p{N}])(?=https?:\/\/)/giu, ' ');
