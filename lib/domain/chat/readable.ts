import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import type { Language } from '#lib/domain/language.ts';
import { clip, plainText, tidy } from '#lib/domain/plain-text.ts';
import { host, url } from '#lib/domain/spoken-address.ts';

/** As in speech: no piece is longer, and text made to hide one rule inside another needs more than one pass. */
const maxChars = 1000;
const maxPasses = 8;

type Texts = Pick<CompanyConfig, 'instructions' | 'knowledge'>;

/**
 * What a customer may read of a piece of a model's reply: plain text, amounts and addresses as they are written. A web
 * address stays only where its host stands in a text of the company: nobody can make us send people elsewhere.
 */
export function toReadable(text: string, company: Texts, language: Language): string {
  let read = text.slice(0, 4 * maxChars);
  for (let pass = 0; pass < maxPasses; pass++) {
    const next = clip(tidy(keepOwnLinks(apart(plainText(withTargets(read))), company), language), maxChars);
    if (next === read) break;
    read = next;
  }
  return /[\p{L}\p{N}]/u.test(read) ? read : '';
}

/** A link in markdown, as its label and then its address. */
const withTargets = (text: string): string => text.replace(/\[([^[\]]+)\]\((\S+?)(?:\s[^()]*)?\)/g, '$1 $2');

/** An address that is written against a word is one all the same. */
const apart = (text: string): string => text.replace(/(?<=[\p{L}\p{N}])(?=https?:\/\/)/giu, ' ');

function keepOwnLinks(text: string, company: Texts): string {
  if (!/[^\s.]\.[^\s.]|:\/\//.test(text)) return text;
  let own: Set<string> | undefined;
  const keep = (address: string): string => {
    const end = /[.,;:!?'’…]+$/.exec(address)?.[0] ?? '';
    own ??= hostsIn([company.instructions, ...company.knowledge.map((one) => one.text)].join('\n'));
    return own.has(hostOf(address)) ? address : `…${end}`;
  };
  return text.replace(url, keep).replace(host, keep);
}

const hostsIn = (text: string): Set<string> =>
  new Set([...text.matchAll(url), ...text.matchAll(host)].map(([address]) => hostOf(address)));

function hostOf(address: string): string {
  const bare = address.replace(/^https?:\/\//i, '').replace(/[.,;:!?'’…]+$/, '');
  // What stands before an @ is no host, though it is made to look like one.
  const parsed = URL.canParse(`https://${bare}`) ? new URL(`https://${bare}`) : undefined;
  return parsed === undefined || parsed.username !== '' ? '' : parsed.hostname.replace(/^www\./, '');
}
