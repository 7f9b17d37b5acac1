import type { Words } from '#local/claude/persona/words.ts';

/** Said by nobody who only asks how refunds work. */
export const demandsRefund: Words = {
  en: [
    'want my money back',
    'want money back',
    'want the money back',
    'want a refund',
    'want to be refunded',
    'want it refunded',
    'want a full refund',
    'like my money back',
    'like a refund',
    'need a refund',
    'need my money back',
    'demand a refund',
    'refund me',
    'refund my',
    'refund it',
    'give me my money',
    'give me the money back',
    'give me a refund',
    'have my money back',
    'get my money back for',
    'get a refund for',
    'a refund please',
  ],
  es: [
    'quiero mi dinero',
    'quiero un reembolso',
    'quiero que me devuelvan',
    'quisiera un reembolso',
    'necesito un reembolso',
    'devuélvanme',
    'devuélvame',
  ],
  fr: [
    'veux être remboursé*',
    'voudrais être remboursé*',
    'veux un remboursement',
    'voudrais un remboursement',
    'remboursez-moi',
    'rendez-moi',
    'me faire rembourser',
  ],
  de: [
    'will mein geld',
    'möchte mein geld',
    'hätte gern mein geld',
    'hätte gerne mein geld',
    'will eine erstattung',
    'möchte eine erstattung',
    'möchte eine rückerstattung',
    'erstatten sie mir',
    'geben sie mir mein geld',
  ],
  pt: [
    'quero meu dinheiro',
    'quero o meu dinheiro',
    'quero um reembolso',
    'quero reembolso',
    'gostaria de um reembolso',
    'quero ser reembolsad*',
    'devolvam meu dinheiro',
  ],
};

/** With damage or an order named beside it, this is a wish too. */
export const speaksOfRefund: Words = {
  en: ['refund*', 'money back', 'reimburse*'],
  es: ['reembolso*', 'devuelvan el dinero', 'mi dinero'],
  fr: ['rembours*', 'mon argent'],
  de: ['erstatt*', 'rückerstatt*', 'geld zurück'],
  pt: ['reembols*', 'dinheiro de volta', 'meu dinheiro'],
};

export const tellsDamage: Words = {
  en: [
    'my order',
    'stain*',
    'broken',
    'damaged',
    'torn',
    'scratch*',
    'crack*',
    'wrong',
    'arrived with',
    'never arrived',
  ],
  es: ['mi pedido', 'mancha*', 'rota', 'roto', 'dañad*', 'equivocad*', 'llegó con'],
  fr: ['ma commande', 'tach*', 'cassé*', 'abîmé*', 'déchiré*', 'erreur', 'arrivé* avec'],
  de: ['meine bestellung', 'meiner bestellung', 'fleck*', 'kaputt', 'beschädigt*', 'zerrissen', 'falsch*'],
  pt: ['meu pedido', 'mancha*', 'quebrad*', 'danificad*', 'rasgad*', 'errad*', 'chegou com'],
};

/** Then it is a question about the rules, which the knowledge answers. */
export const asksForRules: Words = {
  en: ['policy', 'how do', 'how does', 'how long', 'how many', 'if', 'when do', 'when will', 'do you', 'what is'],
  es: ['política', 'cómo', 'cuánto', 'cuándo', 'si no', 'qué pasa'],
  fr: ['politique', 'comment', 'combien', 'quand', 'si je', 'si le', 'si la'],
  de: ['wie', 'wann', 'wenn', 'falls', 'regel*'],
  pt: ['política', 'como', 'quanto', 'quando', 'se eu', 'se não'],
};
