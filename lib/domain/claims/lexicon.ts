import type { Meaning, Vocabulary } from '#lib/domain/claims/meaning.ts';

type Means = ReadonlySet<Meaning>;
type Phrase = { words: readonly string[]; means: Set<Meaning> };
type Found = { length: number; means: Means };

/** A vocabulary made ready for looking up: the longest phrase that begins at a word wins. */
export type Lexicon = Pick<Vocabulary, 'joinsApostrophes' | 'verbLast' | 'dropsSubjects' | 'deeds'> & {
  /** How this language spells what others may spell otherwise; none where there is nothing to change. */
  plain: ((word: string) => string) | undefined;
  word(text: string): Means | undefined;
  phraseAt(words: readonly { text: string }[], at: number): Found | undefined;
};

/** Shorter stems would catch too much; by so many letters they are looked up. */
const stemChars = 4;

/** "fuer" as "für", but for the forms whose umlaut tells ("wuerde"; see fold.ts). */
const withoutPairs = (word: string): string =>
  /^(?:[wkhm][uoa]e)(?:rde|nnt|tt|re|cht)/.test(word) ? word : word.replace(/([aou])e/g, '$1');

export function lexiconOf({ words, pairsAreUmlauts, ...grammar }: Vocabulary): Lexicon {
  const plain = pairsAreUmlauts ? withoutPairs : (word: string): string => word;
  const stems = new Map<string, Map<string, Set<Meaning>>>();
  const singles = new Map<string, Set<Meaning>>();
  const phrases = new Map<string, Phrase>();
  for (const [meaning, list] of Object.entries(words) as [Meaning, string][]) {
    for (const phrase of list.split(', ')) {
      const parts = phrase.split(' ').map(plain);
      const [first = '', second] = parts;
      if (second !== undefined)
        of(phrases, parts.join(' '), () => ({ words: parts, means: new Set<Meaning>() })).means.add(meaning);
      else if (!first.endsWith('*')) of(singles, first, () => new Set<Meaning>()).add(meaning);
      else
        of(
          of(stems, first.slice(0, stemChars), () => new Map()),
          first.slice(0, -1),
          () => new Set(),
        ).add(meaning);
    }
  }

  const stemOf = (text: string): Means | undefined => {
    let all: Means | undefined;
    for (const [stem, means] of stems.get(text.slice(0, stemChars)) ?? [])
      if (text.startsWith(stem)) all = all ? all.union(means) : means;
    return all;
  };
  for (const [word, means] of singles) for (const meaning of stemOf(word) ?? []) means.add(meaning);
  const lookUp = (text: string): Means | undefined => singles.get(text) ?? stemOf(text);
  // A phrase keeps what its words say of direction and person: "le devolví" gives back, and to the caller.
  for (const { words: parts, means } of phrases.values())
    for (const part of parts)
      for (const meaning of ['back', 'you'] as const) if (lookUp(part)?.has(meaning)) means.add(meaning);

  const beginning = Map.groupBy(phrases.values(), startOf);
  for (const list of beginning.values()) list.sort((one, other) => other.words.length - one.words.length);
  return {
    ...grammar,
    plain: pairsAreUmlauts ? withoutPairs : undefined,
    word: lookUp,
    phraseAt(tokens, at) {
      const word = (by: number): string => tokens[at + by]?.text ?? '';
      const first = word(0);
      const phrase = beginning
        .get(startOf({ words: [first, word(1)] }))
        ?.find(({ words: parts }) => parts.every((part, by) => part === word(by)));
      if (phrase !== undefined) return { length: phrase.words.length, means: phrase.means };
      const means = lookUp(first);
      return means && { length: 1, means };
    },
  };
}

const startOf = ({ words }: { words: readonly string[] }): string => `${words[0]} ${words[1]}`;

function of<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
