import { describe, expect, it } from 'vitest';
import type { Language } from '#lib/domain/language.ts';
import { callPersona, type Knowledge } from '#test/local/claude-caller.ts';

type Dialogue = {
  question: string;
  knowledge: Knowledge;
  answer: string;
  person: string;
  connecting: RegExp;
  robot: string;
  honest: RegExp;
  order: string;
  number: RegExp;
  goodbye: string;
  farewell: RegExp;
};

const dialogues: Record<Language, Dialogue> = {
  en: {
    question: 'What is your return policy?',
    knowledge: [{ title: 'Returns', text: 'You can return any item within 30 days. Every return is free.' }],
    answer: 'Here is how returns work. You can return any item within 30 days. Every return is free.',
    person: "I'd like to talk to someone real",
    connecting: /^Of course, I'll connect you/,
    robot: 'Am I speaking to a machine?',
    honest: /AI assistant/,
    order: "My order hasn't arrived yet",
    number: /order number\?$/,
    goodbye: 'Okay, bye bye',
    farewell: /goodbye!$/,
  },
  es: {
    question: '¿Cuánto tarda el envío?',
    knowledge: [
      { title: 'Envíos', text: 'Los envíos tardan de 3 a 5 días laborables. El envío es gratis desde 50 euros.' },
    ],
    answer:
      'Le cuento cómo son los envíos. Los envíos tardan de 3 a 5 días laborables. El envío es gratis desde 50 euros.',
    person: 'Quiero hablar con una persona',
    connecting: /^Claro, le paso ahora con una persona\.$/,
    robot: '¿Es usted un robot?',
    honest: /inteligencia artificial/,
    order: 'Mi pedido no ha llegado',
    number: /número de pedido\?$/,
    goodbye: 'Muchas gracias, adiós',
    farewell: /adiós!$/,
  },
  fr: {
    question: 'Quels sont vos horaires ?',
    knowledge: [{ title: 'Horaires', text: 'Nous sommes ouverts du lundi au samedi de 9 heures à 18 heures.' }],
    answer: "Bien sûr, voici nos horaires d'ouverture. Nous sommes ouverts du lundi au samedi de 9 heures à 18 heures.",
    person: 'Je voudrais parler à un conseiller',
    connecting: /^Bien sûr, je vous passe un collègue\.$/,
    robot: 'Vous êtes un robot ?',
    honest: /intelligence artificielle/,
    order: 'Où est mon colis ?',
    number: /numéro de commande \?$/,
    goodbye: 'Merci, au revoir',
    farewell: /au revoir !$/,
  },
  de: {
    question: 'Wie lange habe ich Garantie?',
    knowledge: [{ title: 'Garantie', text: 'Auf alle Möbel geben wir zwei Jahre Garantie.' }],
    answer: 'Bei unserer Garantie gilt Folgendes. Auf alle Möbel geben wir zwei Jahre Garantie.',
    person: 'Ich möchte bitte mit einem Menschen sprechen',
    connecting: /^Natürlich, ich verbinde Sie sofort\.$/,
    robot: 'Sind Sie ein Roboter?',
    honest: /künstliche Intelligenz/,
    order: 'Wo bleibt meine Bestellung?',
    number: /Bestellnummer\?$/,
    goodbye: 'Danke schön, tschüss',
    farewell: /auf Wiederhören!$/,
  },
  pt: {
    question: 'Posso pagar com cartão?',
    knowledge: [{ title: 'Pagamento', text: 'Aceitamos cartão de crédito, Pix e boleto.' }],
    answer: 'Com prazer, veja como você pode pagar. Aceitamos cartão de crédito, Pix e boleto.',
    person: 'Quero falar com um atendente',
    connecting: /^Claro, vou transferir você agora\.$/,
    robot: 'Você é um robô?',
    honest: /inteligência artificial/,
    order: 'Meu pedido não chegou',
    number: /número do seu pedido\?$/,
    goodbye: 'Era só isso, obrigado, tchau',
    farewell: /até logo!$/,
  },
};

describe.each(Object.entries(dialogues) as [Language, Dialogue][])('in %s', (language, dialogue) => {
  const ring = () => callPersona({ language, knowledge: dialogue.knowledge });

  it('answers a question from the knowledge', async () => {
    const answer = await (await ring()).says(dialogue.question);
    expect(answer.text).toBe(dialogue.answer);
    expect(answer.tools).toMatchObject([{ name: 'search_knowledge' }]);
  });

  it('connects who asks for a person', async () => {
    const answer = await (await ring()).says(dialogue.person);
    expect(answer.text).toMatch(dialogue.connecting);
    expect(answer.tools).toMatchObject([{ name: 'transfer_to_human' }]);
  });

  it('says that it is an AI', async () => {
    expect((await (await ring()).says(dialogue.robot)).text).toMatch(dialogue.honest);
  });

  it('asks for the order number, takes it, and offers a person', async () => {
    const caller = await ring();
    expect((await caller.says(dialogue.order)).text).toMatch(dialogue.number);
    expect((await caller.says('4711')).text).toMatch(/4 7 1 1\..*\?$/);
  });

  it('says goodbye and ends', async () => {
    const answer = await (await ring()).says(dialogue.goodbye);
    expect(answer.text).toMatch(dialogue.farewell);
    expect(answer.tools).toEqual([{ name: 'end_conversation', input: { outcome: 'resolved' } }]);
  });
});

describe('a caller whose language the texts are not in', () => {
  const knowledge: Knowledge = [
    { title: 'Shipping', text: 'Delivery takes three to five working days within the country.' },
    { title: 'Hours', text: 'We are open Monday to Friday from 9 am to 6 pm.' },
    { title: 'Payment', text: 'Payment is by card, bank transfer or invoice.' },
    { title: 'Warranty', text: 'Furniture carries a two-year warranty. Lamps carry one year.' },
    { title: 'Care of rugs', text: 'The wool rugs are vacuumed weekly and cleaned cold.' },
  ];

  it('hears the figures in their own language, after a second search in English', async () => {
    const caller = await callPersona({ language: 'de', knowledge });
    const answer = await caller.says('Wie lange dauert die Lieferung?');
    expect(answer.text).toBe('Gern, zum Versand gilt Folgendes. Der Versand dauert 3 bis 5 Werktage.');
    expect(answer.tools.map(({ input }) => input.query)).toEqual(['Versand Lieferzeit', 'shipping delivery time']);
    expect((await caller.says('Wann haben Sie geöffnet?')).text).toContain('von 9 bis 18 Uhr');
    expect((await caller.says('Kann ich per Rechnung zahlen?')).text).toContain(
      'Sie können per Karte, Überweisung oder Rechnung bezahlen.',
    );
  });

  it('hears every figure where the text gives two', async () => {
    const caller = await callPersona({ language: 'pt', knowledge });
    expect((await caller.says('Tem garantia?')).text).toContain('de 1 a 2 anos, conforme o produto.');
  });

  it('is told that the text is in English where there are no figures to say', async () => {
    const caller = await callPersona({ language: 'es', knowledge });
    expect((await caller.says('¿Cómo limpio una alfombra?')).text).toBe(
      'Solo lo tengo en inglés, se lo leo. The wool rugs are vacuumed weekly and cleaned cold.',
    );
  });

  it('is told honestly when both searches find nothing', async () => {
    const caller = await callPersona({ language: 'fr', knowledge });
    const answer = await caller.says('Est-ce que vous avez des rideaux ?');
    expect(answer.text).toBe(
      "Je suis désolée, je n'ai pas cette information. Voulez-vous que je vous passe un collègue ?",
    );
    expect(answer.rounds).toBe(3);
  });
});

describe('a message in place of a person', () => {
  it.each([
    ['es', 'Quiero hablar con una persona', /dejar un mensaje hablado/, 'Sí, por favor'],
    ['fr', 'Je veux parler à un conseiller', /laisser un message vocal/, 'Oui, volontiers'],
    ['de', 'Ich möchte mit einem Menschen reden', /gesprochene Nachricht/, 'Ja, gerne'],
    ['pt', 'Quero falar com um atendente', /recado falado/, 'Sim, por favor'],
  ] as const)('is offered in %s after a transfer in vain, and taken', async (language, person, offer, yes) => {
    const tools = ['transfer_to_human', 'record_message'];
    const caller = await callPersona({ language, tools });
    await caller.says(person);
    caller.messages.push({ role: 'user', content: '[Nobody answered the transfer. The caller is back with you.]' });
    expect((await caller.says(person)).text).toMatch(offer);
    expect((await caller.says(yes)).tools).toMatchObject([{ name: 'record_message' }]);
  });
});
