import type { Language } from '#lib/domain/language.ts';
import type { Order, OrderLine } from '#local/claude/persona/account/orders.ts';
import type { Turn } from '#local/claude/persona/call.ts';
import { products } from '#local/claude/persona/products.ts';
import { type Lines, mentions, normalise, type Words } from '#local/claude/persona/words.ts';
import { yes } from '#local/claude/persona/yes-no.ts';

/** What is meant: a line of an order, or all of it. */
export type Item = { order: Order; line?: OrderLine };

/** The item that the caller speaks of, by the words of its description; what they said last counts. */
export function itemMeant(orders: readonly Order[], turns: readonly Turn[], language: Language): Item | undefined {
  for (const turn of turns.toReversed()) {
    const item = itemIn(orders, turn, language);
    if (item) return item;
  }
  const named = turns.some(({ heard }) => products.some(({ words }) => mentions(heard, words[language])));
  return named ? undefined : onlyItem(orders);
}

/** The item in one utterance; also a yes, where we had asked for the only one there is. */
export function itemIn(orders: readonly Order[], turn: Turn, language: Language): Item | undefined {
  const { heard, said } = turn;
  const items = orders.flatMap((order) => order.lines.map((line) => ({ order, line })));
  const scores = items.map(({ line }) => score(line, heard, language));
  const best = Math.max(0, ...scores);
  const found = items.filter((_, at) => scores[at] === best);
  if (best > 0) return found.length === 1 ? found[0] : undefined;
  if (said.includes(doYouMean[language]) && mentions(heard, yes[language])) return onlyItem(orders);
  const [order, ...others] = orders;
  return order && others.length === 0 && mentions(heard, everything[language]) ? { order } : undefined;
}

function onlyItem([order, ...others]: readonly Order[]): Item | undefined {
  const line = order?.lines.length === 1 && others.length === 0 ? order.lines[0] : undefined;
  return order && line ? { order, line } : undefined;
}

/** How many words of the description were said; in another language than its own, whether its kind was named. */
function score({ description }: OrderLine, heard: string, language: Language): number {
  const said = new Set(stems(heard));
  const plain = normalise(description);
  const kinds = products.filter(({ words }) => mentions(plain, words.en) && mentions(heard, words[language]));
  return new Set(stems(plain).filter((stem) => said.has(stem))).size + (language === 'en' ? 0 : kinds.length);
}

const stems = (text: string): string[] =>
  text
    .split(' ')
    .filter((word) => word.length > 2 && !filler.includes(word))
    .map((word) => word.replace(/s$/, '').slice(0, 6));

const filler = ['and', 'the', 'for', 'with', 'from', 'set'];

/** Opens the question which item is meant. */
export const doYouMean: Lines = {
  en: 'Which one do you mean:',
  es: '¿A cuál se refiere:',
  fr: 'De quel article parlez-vous :',
  de: 'Welches Stück meinen Sie:',
  pt: 'De qual você está falando:',
};

const everything: Words = {
  en: ['whole order', 'entire order', 'complete order', 'everything', 'all of it', 'both', 'the lot'],
  es: ['todo el pedido', 'pedido completo', 'pedido entero', 'todo'],
  fr: ['toute la commande', 'commande entière', 'tout'],
  de: ['ganze bestellung', 'gesamte bestellung', 'alles', 'beides'],
  pt: ['pedido inteiro', 'pedido todo', 'todo o pedido', 'tudo'],
};

/** "the wool rug": without sizes and colours, as one says it. */
export function sayItem({ description }: OrderLine): string {
  const name = description.split(/[,(–]| - /)[0]?.trim() ?? description;
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
