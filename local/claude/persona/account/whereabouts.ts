import type { Language } from '#lib/domain/language.ts';
import { findOrders } from '#local/claude/persona/account/find-item.ts';
import { itemMeant } from '#local/claude/persona/account/item.ts';
import type { Matter } from '#local/claude/persona/account/matter.ts';
import type { Order } from '#local/claude/persona/account/orders.ts';
import type { Call } from '#local/claude/persona/call.ts';
import type { Lines } from '#local/claude/persona/words.ts';
import type { Reply } from '#local/claude/reply.ts';

/** Where an order is: what the shop says, and no guess about when it comes. */
export function whereabouts(call: Call, matter: Matter): Reply {
  const { language } = call;
  const orders = findOrders(call, matter);
  if ('reply' in orders) return orders.reply;
  const order = itemMeant(orders.found, matter.turns, language)?.order ?? orders.found[0];
  return {
    text: `${iHaveIt[language]} ${order ? itStands[language](numberOf(order), dayOf(order, language), status(order, language)) : ''}`,
  };
}

const numberOf = ({ orderId }: Order): string => (/^\d+$/.test(orderId) ? [...orderId].join(' ') : orderId);

const dayOf = ({ placedOn }: Order, language: Language): string =>
  new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(placedOn));

const iHaveIt: Lines = {
  en: 'I have your order here.',
  es: 'Aquí tengo su pedido.',
  fr: 'Voici votre commande.',
  de: 'Ich habe Ihre Bestellung hier.',
  pt: 'Tenho o seu pedido aqui.',
};

const itStands: Record<Language, (number: string, day: string, status: string) => string> = {
  en: (number, day, status) => `Order ${number}, placed on ${day}, ${status}.`,
  es: (number, day, status) => `El pedido ${number}, del ${day}, ${status}.`,
  fr: (number, day, status) => `La commande ${number}, du ${day}, ${status}.`,
  de: (number, day, status) => `Bestellung ${number} vom ${day} ${status}.`,
  pt: (number, day, status) => `O pedido ${number}, de ${day}, ${status}.`,
};

/** The shop's own word where we have none for it. */
const status = ({ status }: Order, language: Language): string =>
  statusNames.find(({ word }) => word.test(status))?.say[language] ?? `${marked[language]} ${status}`;

const marked: Lines = { en: 'is marked', es: 'figura como', fr: 'est notée', de: 'steht auf', pt: 'consta como' };

const statusNames: readonly { word: RegExp; say: Lines }[] = [
  {
    word: /delivered|fulfilled/i,
    say: {
      en: 'was delivered',
      es: 'ya se entregó',
      fr: 'a été livrée',
      de: 'wurde zugestellt',
      pt: 'já foi entregue',
    },
  },
  {
    word: /shipped|transit|on (?:its|the) way/i,
    say: { en: 'is on its way', es: 'está en camino', fr: 'est en route', de: 'ist unterwegs', pt: 'está a caminho' },
  },
  {
    word: /^(?:processing|preparing|open|paid|placed|pending)/i,
    say: {
      en: 'is being prepared',
      es: 'se está preparando',
      fr: 'est en préparation',
      de: 'wird vorbereitet',
      pt: 'está em preparação',
    },
  },
  {
    // What went back is told only where we gave it back.
    word: /refunded|closed/i,
    say: { en: 'is closed', es: 'está cerrado', fr: 'est close', de: 'ist abgeschlossen', pt: 'está encerrado' },
  },
  {
    word: /cancel/i,
    say: { en: 'was cancelled', es: 'se canceló', fr: 'a été annulée', de: 'wurde storniert', pt: 'foi cancelado' },
  },
];
