import type { Call } from '#local/claude/persona/call.ts';
import { type Intent, spokenIntent } from '#local/claude/persona/intent.ts';
import { withOffer } from '#local/claude/persona/offer.ts';
import { topics } from '#local/claude/persona/topics.ts';
import { type Lines, mentions, normalise, type Words, wordCount } from '#local/claude/persona/words.ts';

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
  recognises: (call) =>
    spokenIntent('order', aboutAnOrder, () => undefined).recognises(call) ||
    (orderNumber(call) !== undefined && (wasAsked(call) || wordCount(call.heard) <= 5)),
  reply: (call) => {
    // "I want to send back order 4711" is about returns, not about the order.
    if (topics.some(({ name, words }) => name === 'returns' && mentions(call.heard, words[call.language])))
      return undefined;
    const number = orderNumber(call);
    if (number === undefined) return { text: whichOrder[call.language] };
    return { text: withOffer(call, cannotSee[call.language]([...number].join(' '))) };
  },
};

function wasAsked({ said, language }: Call): boolean {
  return said.includes(whichOrder[language]);
}

const digits: Record<keyof Lines, readonly string[]> = {
  en: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
  es: ['cero', 'uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve'],
  fr: ['zéro', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf'],
  de: ['null', 'eins', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun'],
  pt: ['zero', 'um', 'dois', 'três', 'quatro', 'cinco', 'seis', 'sete', 'oito', 'nove'],
};

/** Four digits or more, said as a number, digit by digit, or in words. */
function orderNumber({ heard, language }: Call): string | undefined {
  const words = digits[language].map((word) => normalise(word).trim());
  const spoken = heard
    .trim()
    .split(' ')
    .map((word) => (words.includes(word) ? String(words.indexOf(word)) : word));
  const joined = spoken.join(' ').replace(/(?<=\b\d) (?=\d\b)/g, '');
  return /\b\d{4,}\b/.exec(joined)?.[0];
}
