import type { Meaning, Vocabulary } from '#lib/domain/claims/meaning.ts';

type Means = ReadonlySet<Meaning>;
type Found = { length: number; means: Means };

/** A vocabulary made ready for looking up: the longest phrase that begins at a word wins. */
export type Lexicon = {
  joinsApostrophes: boolean;
  verbLast: boolean;
  word(text: string): Means | undefined;
  phraseAt(words: readonly { text: string }[], at: number): Found | undefined;
};

/** Shorter stems would catch too much. */
const shortestStem = 4;
const longestStem = 16;

/** "fuer" as "für", but for the forms whose umlaut tells ("wuerde"; see `fold`). */
const withoutPairs = (word: string): string =>
  /^(?:[wkhm][uoa]e)(?:rde|nnt|tt|re|cht)/.test(word) ? word : word.replace(/([aou])e/g, '$1');

export function lexiconOf({ joinsApostrophes, verbLast, pairsAreUmlauts, words }: Vocabulary): Lexicon {
  const plain = pairsAreUmlauts ? withoutPairs : (word: string): string => word;
  const stems = new Map<string, Set<Meaning>>();
  const phrases = new Map<string, { words: string[]; means: Set<Meaning> }[]>();
  for (const [meaning, list] of Object.entries(words) as [Meaning, string][]) {
    for (const phrase of list.split(',').map((one) => one.trim())) {
      if (phrase.endsWith('*')) addTo(stems, plain(phrase.slice(0, -1)), meaning);
      else addPhrase(phrases, phrase.split(/\s+/).map(plain), meaning);
    }
  }

  const stemOf = (text: string): Means | undefined => {
    let all: Set<Meaning> | undefined;
    for (let length = Math.min(text.length, longestStem); length >= shortestStem; length--) {
      const means = stems.get(text.slice(0, length));
      if (means !== undefined) all = all ? all.union(means) : means;
    }
    return all;
  };
  for (const [first, list] of phrases) {
    list.sort((one, other) => other.words.length - one.words.length);
    for (const { words, means } of list)
      if (words.length === 1) for (const meaning of stemOf(first) ?? []) means.add(meaning);
  }
  const lookUp = (text: string): Means | undefined =>
    phrases.get(text)?.find((phrase) => phrase.words.length === 1)?.means ?? stemOf(text);
  // A phrase keeps what its words say of direction and person: "le devolví" gives back, and to the caller.
  for (const { words, means } of [...phrases.values()].flat())
    for (const part of words.length > 1 ? words : [])
      for (const meaning of ['back', 'you'] as const) if (lookUp(part)?.has(meaning)) means.add(meaning);

  return {
    joinsApostrophes,
    verbLast,
    word: (text) => lookUp(plain(text)),
    phraseAt(tokens, at) {
      const text = plain(tokens[at]?.text ?? '');
      const phrase = phrases
        .get(text)
        ?.find((one) => one.words.every((part, by) => part === plain(tokens[at + by]?.text ?? '')));
      if (phrase !== undefined) return { length: phrase.words.length, means: phrase.means };
      const means = stemOf(text);
      return means && { length: 1, means };
    },
  };
}

function addTo(map: Map<string, Set<Meaning>>, key: string, meaning: Meaning): void {
  const means = map.get(key) ?? new Set();
  map.set(key, means.add(meaning));
}

function addPhrase(
  phrases: Map<string, { words: string[]; means: Set<Meaning> }[]>,
  words: string[],
  meaning: Meaning,
): void {
  const first = words[0] ?? '';
  const list = phrases.get(first) ?? [];
  phrases.set(first, list);
  const known = list.find((one) => one.words.join(' ') === words.join(' '));
  if (known) known.means.add(meaning);
  else list.push({ words, means: new Set([meaning]) });
}
