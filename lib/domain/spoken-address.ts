import type { SpokenWords } from '#lib/domain/spoken-words.ts';

/** Endings of bare host names. Short ones that are also words after a forgotten space ("Call me.Then") stay out. */
const endings = 'com|net|org|info|biz|io|ai|app|dev|shop|store|help|support|online|edu|gov|eu|uk|de|fr|es|pt|br|mx|ch';

const email = /(?<![\p{L}\d])[\p{L}\d][\p{L}\d._%+-]*@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu;
/** A web address with its scheme or www. */
export const url = /(?<![\p{L}\d])(?:https?:\/\/(?:www\.)?|www\.)([^\s<>"“”«»()[\]{}|]+)/giu;
/** One without. */
const host = new RegExp(
  `(?<![\\p{L}\\d@.-])(?:[a-z\\d][a-z\\d-]*\\.)+(?:${endings})(?![\\p{L}\\d-]|\\.[a-z\\d])(?:/[^\\s<>"“”«»()[\\]{}|]*)?`,
  'gu',
);
const trailing = /[.,;:!?'’…*_~`/]+$/;

/** E-mail and web addresses as one says them: "https://www.example.com/help?id=1" is "example dot com slash help". */
export function speakAddresses(text: string, words: SpokenWords): string {
  if (!/[^\s.]\.[^\s.]|:\/\//.test(text)) return text;
  return text
    .replace(email, (address) => spell(address, words))
    .replace(url, (_, rest: string) => spellUrl(rest, words))
    .replace(host, (address) => spellUrl(address, words));
}

/** Scheme and www. are gone; what a person could not remember (query, fragment, port) goes too. */
function spellUrl(address: string, words: SpokenWords): string {
  const end = trailing.exec(address)?.[0] ?? '';
  const kept = address.slice(0, address.length - end.length).replace(/[?#].*$|:\d+(?=\/|$)/g, '');
  return ` ${spell(kept.replace(trailing, ''), words)}${end.replace(/[*_~`/]/g, '')} `;
}

const spell = (address: string, words: SpokenWords): string =>
  address
    .replace(/[^\p{L}\p{M}\d]/gu, (mark) => {
      if (mark === '.') return ` ${words.dot} `;
      if (mark === '/') return ` ${words.slash} `;
      if (mark === '-') return ` ${words.dash} `;
      if (mark === '_') return ` ${words.underscore} `;
      if (mark === '@') return ` ${words.at} `;
      return mark === '+' ? ` ${words.plus} ` : ' ';
    })
    .trim();
