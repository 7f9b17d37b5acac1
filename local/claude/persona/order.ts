import type { Turn } from '#local/claude/persona/call.ts';
import type { Intent } from '#local/claude/persona/intent.ts';
import { withOffer } from '#local/claude/persona/offer.ts';
import { inDigits } from '#local/claude/persona/spoken-digits.ts';
import { topics } from '#local/claude/persona/topics.ts';
import { type Lines, mentions, type Words, wordCount } from '#local/claude/persona/words.ts';

const whichOrder: Lines = {
  en: "I'm sorry to keep you waiting. What is your order number?",
  es: 'Siento la espera con su pedido. ¿Cuál es su número de pedido?',
  fr: 'Je regrette cette attente. Quel est votre numéro de commande ?',
  de: 'Es tut mir leid, dass Sie warten. Wie lautet Ihre Bestellnummer?',
  pt: 'Lamento pela espera. Qual é o número do seu pedido?',
};

const cannotSee: Record<keyof Lines, (number: string) => string> = {
  en: (number) => `Thank you, order ${number}. I can't look into orders from here, I'm afraid.`,
  es: (number) => `Gracias, pedido ${number}. Desde aquí no puedo consultar pedidos, lo lamento.`,
  fr: (number) => `Merci, commande ${number}. D'ici je ne peux pas consulter les commandes, je regrette.`,
  de: (number) => `Danke, Bestellung ${number}. Bestellungen kann ich hier leider nicht einsehen.`,
  pt: (number) => `Obrigada, pedido ${number}. Daqui não consigo consultar pedidos, infelizmente.`,
};

const aboutAnOrder: Words = {
  en: [
    'my order',
    'my package',
    'my parcel',
    'order number',
    'order status',
    'where is my',
    "where's my",
    'track*',
    "hasn't arrived",
    'not arrived',
    'an order',
  ],
  es: ['mi pedido', 'mi paquete', 'número de pedido', 'dónde está mi', 'no ha llegado', 'rastrear', 'el pedido'],
  fr: ['ma commande', 'mon colis', 'numéro de commande', 'où est ma', 'où est mon', "n'est pas arrivé", 'la commande'],
  de: [
    'meine bestellung',
    'mein paket',
    'bestellnummer',
    'wo ist mein',
    'wo bleibt',
    'nicht angekommen',
    'die bestellung',
  ],
  pt: [
    'meu pedido',
    'minha encomenda',
    'número do pedido',
    'onde está meu',
    'onde está o meu',
    'não chegou',
    'o pedido',
  ],
};

/** Asks for the order number, and takes it: said digit by digit, as one repeats it on the phone. */
export const order: Intent = {
  name: 'order',
  recognises: (call) => namesAnOrder(call, call.language),
  reply: (call) => {
    const number = orderNumber(call.heard, call.language);
    if (number === undefined) return { text: whichOrder[call.language] };
    return { text: withOffer(call, cannotSee[call.language]([...number].join(' '))) };
  },
};

/** Speaks of an order, or gives its number. "I want to send back order 4711" is about returns, not about the order. */
export function namesAnOrder({ heard, said }: Pick<Turn, 'heard' | 'said'>, language: keyof Lines): boolean {
  if (topics.some(({ name, words }) => name === 'returns' && mentions(heard, words[language]))) return false;
  if (mentions(heard, aboutAnOrder[language])) return true;
  return orderNumber(heard, language) !== undefined && (said.includes(whichOrder[language]) || wordCount(heard) <= 5);
}

/** Four digits or more, said as a number, digit by digit, or in words. */
function orderNumber(heard: string, language: keyof Lines): string | undefined {
  return /\b\d{4,}\b/.exec(inDigits(heard, language))?.[0];
}
