import type { Language } from '#lib/domain/language.ts';
import { factsOf } from '#local/claude/persona/account/facts.ts';
import { doYouMean, type Item, itemMeant, sayItem } from '#local/claude/persona/account/item.ts';
import { lastResult, type Matter } from '#local/claude/persona/account/matter.ts';
import { type Order, ordersIn } from '#local/claude/persona/account/orders.ts';
import { lookUp } from '#local/claude/persona/account/verify.ts';
import type { Call } from '#local/claude/persona/call.ts';
import { withOffer } from '#local/claude/persona/offer.ts';
import type { Lines } from '#local/claude/persona/words.ts';
import type { Reply } from '#local/claude/reply.ts';

/** What was found, or the reply that comes first: something to look up, or to ask. */
export type Found<What> = { found: What } | { reply: Reply };

/** The order that the caller gave the number of; without a number, all of theirs, newest first. */
export function findOrders(call: Call, matter: Matter): Found<Order[]> {
  const { orderId } = factsOf(call.turns, call.language);
  const result =
    orderId === undefined ? lastResult(matter, 'list_orders') : lastResult(matter, 'get_order', { orderId });
  if (result === undefined) {
    return { reply: orderId === undefined ? lookUp(call, 'list_orders', {}) : lookUp(call, 'get_order', { orderId }) };
  }
  const found = ordersIn(result);
  return found.length > 0 ? { found } : { reply: { text: withOffer(call, noSuchOrder[call.language]) } };
}

/** The item that the caller means. */
export function findItem(call: Call, matter: Matter): Found<Item> {
  const { language, said } = call;
  const orders = findOrders(call, matter);
  if ('reply' in orders) return orders;
  const found = itemMeant(orders.found, matter.turns, language);
  if (found) return { found };
  if (orders.found.every(({ lines }) => lines.length === 0)) {
    return { reply: { text: withOffer(call, noSuchOrder[language]) } };
  }
  const question = `${notSure[language]} ${doYouMean[language]} ${listed(orders.found, language)}?`;
  return { reply: { text: said.includes(doYouMean[language]) ? withOffer(call, question) : question } };
}

/** More than four are no question any more. */
function listed(orders: readonly Order[], language: Language): string {
  const names = orders.flatMap(({ lines }) =>
    lines.map((line) => `${language === 'en' ? 'the ' : ''}${sayItem(line)}`),
  );
  return new Intl.ListFormat(language, { type: 'disjunction' }).format([...new Set(names)].slice(0, 4));
}

const noSuchOrder: Lines = {
  en: "I'm sorry, I can't find that order. You may tell me the number again.",
  es: 'Lo siento, no encuentro ese pedido. Puede repetirme el número.',
  fr: 'Je regrette, je ne trouve pas cette commande. Vous pouvez me redire le numéro.',
  de: 'Diese Bestellung finde ich leider nicht. Sagen Sie mir die Nummer gern noch einmal.',
  pt: 'Desculpe, não encontro esse pedido. Pode repetir o número.',
};

const notSure: Lines = {
  en: 'Let me make sure.',
  es: 'Quiero asegurarme.',
  fr: 'Je veux être sûre.',
  de: 'Ich möchte sichergehen.',
  pt: 'Quero ter certeza.',
};
