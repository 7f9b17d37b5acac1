import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import { url } from '#lib/domain/spoken-address.ts';

type Texts = Pick<CompanyConfig, 'instructions' | 'knowledge'>;

/** In a text that is read any ending is a host's, in small letters or in large ones; chat windows make a link of it. */
const ending = String.raw`(?:\p{Ll}{2,24}|\p{Lu}{2,24}|(?:[Cc]om|[Nn]et|[Oo]rg))`;
/** What looks like one and is a file. */
const file = String.raw`(?!(?:pdf|docx?|xlsx?|pptx?|csv|txt|jpe?g|png|gif|html?)(?![\p{L}\d.]))`;
const path = String.raw`(?::\d{1,5})?(?:[/?#][^\s<>"“”«»()[\]{}|]*)?`;
const before = String.raw`(?<![\p{L}\d@._%+-])`;
/** Neither in the middle of a word nor the name before an @. */
const after = String.raw`(?![\p{L}\d@_%+-]|\.[\p{L}\d])`;

/** Two letters before the ending at least: "z.B." and "U.S." are no hosts. One is enough where a path follows. */
const bare = new RegExp(
  String.raw`${before}(?:[\p{L}\d-]+\.)*[\p{L}\d][\p{L}\d-]+\.${file}${ending}${after}${path}` +
    String.raw`|${before}(?:[\p{L}\d-]+\.)+${ending}(?=[/:])${path}`,
  'gu',
);
/** A machine without a name. */
const numbered = new RegExp(String.raw`(?<![\p{L}\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\p{L}\d]|\.\d)${path}`, 'gu');
/** Full stops of other scripts: browsers read them as ours. */
const otherStops = /(?<=[\p{L}\d])[\u3002\uFF0E\uFF61](?=[\p{L}\d])/gu;

/**
 * A text in which a web address stays only where its host stands in a text of the company, as "…" otherwise: nobody can
 * make us send people elsewhere. Addresses for mail stay.
 */
export function keepOwnLinks(text: string, company: Texts): string {
  const plain = text.replace(otherStops, '.');
  if (!/[^\s.]\.[^\s.]|:\/\//.test(plain)) return plain;
  let own: Set<string> | undefined;
  const keep = (address: string): string => {
    const end = /[.,;:!?'’…]+$/.exec(address)?.[0] ?? '';
    own ??= hostsIn([company.instructions, ...company.knowledge.map((one) => one.text)].join('\n'));
    return own.has(hostOf(address)) ? address : `…${end}`;
  };
  return [url, numbered, bare].reduce((read, address) => read.replace(address, keep), plain);
}

const hostsIn = (text: string): Set<string> =>
  new Set([url, numbered, bare].flatMap((address) => [...text.matchAll(address)].map(([one]) => hostOf(one))));

function hostOf(address: string): string {
  const bareAddress = address.replace(/^https?:\/\//i, '').replace(/[.,;:!?'’…]+$/, '');
  // What stands before an @ is no host, though it is made to look like one.
  const parsed = URL.canParse(`https://${bareAddress}`) ? new URL(`https://${bareAddress}`) : undefined;
  return parsed === undefined || parsed.username !== '' ? '' : parsed.hostname.replace(/^www\./, '');
}
