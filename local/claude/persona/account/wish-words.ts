import type { Words } from '#local/claude/persona/words.ts';

export const wantsCredit: Words = {
  en: ['goodwill', 'a credit', 'store credit', 'credit of', 'credit for', 'some credit', 'compensat*', 'voucher'],
  es: ['crédito de', 'un crédito', 'compens*', 'un vale', 'un abono'],
  fr: ['un avoir', 'avoir de', 'un crédit', 'geste commercial', 'dédommage*', 'un bon de'],
  de: ['gutschrift*', 'gutschein*', 'entschädigung*', 'kulanz*', 'gutschreiben'],
  pt: ['um crédito', 'crédito de', 'compens*', 'um vale', 'indeniza*'],
};

/** A credit card is how one pays. */
export const meansCard: Words = {
  en: ['credit card*'],
  es: ['tarjeta*'],
  fr: ['carte*'],
  de: ['kreditkarte*'],
  pt: ['cartão', 'cartões'],
};

export const namesSubscription: Words = {
  en: ['subscription*', 'club', 'membership'],
  es: ['suscripción', 'club', 'membresía'],
  fr: ['abonnement', 'club', 'adhésion'],
  de: ['abo', 'abonnement', 'club', 'mitgliedschaft'],
  pt: ['assinatura', 'clube', 'club'],
};

export const changes = {
  cancel: {
    en: ['cancel*', 'end my', 'quit', 'terminate', 'stop'],
    es: ['cancel*', 'anul*', 'baja'],
    fr: ['annul*', 'résili*', 'arrêt*'],
    de: ['kündig*', 'beenden', 'stornier*'],
    pt: ['cancel*', 'encerr*'],
  },
  resume: {
    en: ['resume', 'restart', 'reactivate', 'unpause', 'continue'],
    es: ['reanud*', 'reactiv*'],
    fr: ['reprend*', 'réactiv*'],
    de: ['fortsetz*', 'reaktivier*', 'weiterführen', 'wieder aufnehmen'],
    pt: ['retom*', 'reativ*'],
  },
  pause: {
    en: ['pause', 'hold', 'suspend'],
    es: ['paus*', 'suspend*'],
    fr: ['pause', 'suspend*'],
    de: ['pausier*', 'pause', 'aussetzen'],
    pt: ['paus*', 'suspend*'],
  },
} as const satisfies Record<string, Words>;

export const asksWhere: Words = {
  en: [
    "where's my",
    'where is my',
    'where are my',
    'track*',
    "hasn't arrived",
    'not arrived',
    'order status',
    'status of my',
  ],
  es: ['dónde está mi', 'dónde están mis', 'no ha llegado', 'rastre*', 'estado de mi pedido'],
  fr: ['où est ma', 'où est mon', 'où en est', "n'est pas arrivé*", 'suivre ma commande', 'suivi de ma'],
  de: ['wo ist mein*', 'wo bleibt', 'nicht angekommen', 'stand meiner bestellung', 'wo sind meine'],
  pt: ['onde está meu', 'onde está o meu', 'onde está minha', 'não chegou', 'rastre*', 'status do meu'],
};
