import { describe, expect, it } from 'vitest';
import type { Language } from '#lib/domain/language.ts';
import { callPersona } from '#test/local/claude-caller.ts';
import { fakeShop } from '#test/local/claude-shop.ts';

type Dialogue = {
  complaint: string;
  fact: string;
  refunded: RegExp;
  credit: string;
  credited: RegExp;
  where: string;
  there: RegExp;
  pause: string;
  yes: string;
  paused: RegExp;
  manager: string;
};

const dialogues: Record<Exclude<Language, 'en'>, Dialogue> = {
  es: {
    complaint: 'La alfombra de mi pedido 4711 llegó con una mancha, quiero mi dinero.',
    fact: 'Mi correo es nora punto lane arroba example punto com',
    refunded: /responsable\. Gracias por su paciencia\. Su reembolso de 89 dólares está hecho/,
    credit: 'Quiero un crédito de 8 dólares por las molestias',
    credited: /un crédito de 8 dólares\.$/,
    where: '¿Dónde está mi pedido 4711?',
    there: /El pedido 4 7 1 1, del 24 de octubre, está en camino\.$/,
    pause: 'Quiero pausar mi suscripción',
    yes: 'Sí, por favor',
    paused: /Su Pine Club monthly está ahora en pausa\.$/,
    manager: 'Quiero hablar con su gerente',
  },
  fr: {
    complaint: 'Le tapis de ma commande 4711 est arrivé avec une tache, je veux être remboursée.',
    fact: 'Mon code postal est 20001',
    refunded: /responsable\. Merci de votre patience\. Votre remboursement de 89 dollars est fait/,
    credit: 'Je voudrais un avoir de 8 dollars pour le dérangement',
    credited: /Un avoir de 8 dollars est maintenant sur votre compte\.$/,
    where: 'Où est ma commande 4711 ?',
    there: /La commande 4 7 1 1, du 24 octobre, est en route\.$/,
    pause: 'Mettez mon abonnement en pause',
    yes: 'Oui, volontiers',
    paused: /Votre Pine Club monthly est maintenant en pause\.$/,
    manager: 'Je veux parler à un responsable',
  },
  de: {
    complaint: 'Der Teppich aus meiner Bestellung 4711 kam mit einem Fleck, ich möchte mein Geld zurück.',
    fact: 'Die Postleitzahl ist zwei null null null eins',
    refunded: /Leitung dazu\. Danke für Ihre Geduld\. Ihre Erstattung von 89 Dollar ist veranlasst/,
    credit: 'Ich hätte gern eine Gutschrift von 8 Dollar für den Ärger',
    credited: /Auf Ihrem Konto ist jetzt eine Gutschrift von 8 Dollar\.$/,
    where: 'Wo bleibt meine Bestellung 4711?',
    there: /Bestellung 4 7 1 1 vom 24\. Oktober ist unterwegs\.$/,
    pause: 'Bitte mein Abo pausieren',
    yes: 'Ja, gern',
    paused: /Ihr Pine Club monthly ist jetzt pausiert\.$/,
    manager: 'Ich will mit Ihrem Vorgesetzten sprechen',
  },
  pt: {
    complaint: 'O tapete do meu pedido 4711 chegou com uma mancha, quero meu dinheiro de volta.',
    fact: 'Meu e-mail é nora ponto lane arroba example ponto com',
    refunded: /gerência\. Obrigada pela paciência\. O seu reembolso de 89 dólares está feito/,
    credit: 'Quero um crédito de 8 dólares pelo transtorno',
    credited: /Um crédito de 8 dólares já está na sua conta\.$/,
    where: 'Onde está o meu pedido 4711?',
    there: /O pedido 4 7 1 1, de 24 de outubro, está a caminho\.$/,
    pause: 'Quero pausar minha assinatura',
    yes: 'Sim, pode',
    paused: /está em pausa: Pine Club monthly\.$/,
    manager: 'Quero falar com o gerente',
  },
};

describe.each(Object.entries(dialogues) as [keyof typeof dialogues, Dialogue][])('in %s', (language, dialogue) => {
  const ring = () => {
    const manager = { refund: 100, credit: 50, subscription: true } as const;
    return callPersona({ ...fakeShop({ rep: { refund: 25, credit: 10 }, manager }), language });
  };
  const verified = async () => {
    const caller = await ring();
    await caller.says(dialogue.where);
    await caller.says(dialogue.fact);
    return caller;
  };

  it('gives the money back, by the manager', async () => {
    const caller = await ring();
    expect((await caller.says(dialogue.complaint)).text).toMatch(/\?$/);
    const answer = await caller.says(dialogue.fact);
    expect(answer.tools.map(({ name }) => name)).toEqual([
      'verify_customer',
      'get_order',
      'issue_refund',
      'escalate_to_manager',
      'issue_refund',
    ]);
    expect(answer.tools.at(-1)?.input).toMatchObject({ lineIds: ['L1'] });
    expect(answer.text).toMatch(dialogue.refunded);
  });

  it('tells where an order is, gives a credit, and changes a subscription after a yes', async () => {
    const caller = await verified();
    expect((await caller.says(dialogue.where)).text).toMatch(dialogue.there);
    expect((await caller.says(dialogue.credit)).text).toMatch(dialogue.credited);
    expect((await caller.says(dialogue.pause)).tools.map(({ name }) => name)).toEqual(['find_customer']);
    expect((await caller.says(dialogue.yes)).text).toMatch(dialogue.paused);
  });

  it('brings in the manager who is asked for', async () => {
    const caller = await ring();
    expect((await caller.says(dialogue.manager)).tools).toMatchObject([{ name: 'escalate_to_manager' }]);
  });
});
