import type { Lines, Words } from '#local/claude/persona/words.ts';

/** Something callers ask about: how we hear it, what we search for, and how the answer opens. */
export type Topic = {
  name: string;
  words: Words;
  query: Lines;
  opener: Lines;
  /** Its name alone is no answer: where the caller asks for something particular about it, the text must hold that. */
  particular?: true;
};

/** Opens the answer to a question that has no opening of its own. */
export const foundThis: Lines = {
  en: 'Good question, here is what I found.',
  es: 'Buena pregunta, esto es lo que encontré.',
  fr: "Bonne question, voici ce que j'ai trouvé.",
  de: 'Gute Frage, dazu habe ich Folgendes gefunden.',
  pt: 'Boa pergunta, encontrei o seguinte.',
};
