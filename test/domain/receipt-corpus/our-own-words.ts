import { type Language, languageName } from '#lib/domain/language.ts';
import { builtInScripts } from '#lib/domain/scripts.ts';
import { topics } from '#local/claude/persona/topics.ts';
import { persona } from '#local/claude/persona.ts';
import type { MessagesRequest, Reply } from '#local/claude/reply.ts';
import { demoConfig } from '#local/demo-company.ts';

/** All built-in texts of a language, with names in them. */
export const scriptTexts = (language: Language): string[] =>
  Object.values(builtInScripts[language])
    .flat()
    .map((text) => text.replaceAll('{company}', 'Maple & Pine').replaceAll('{name}', 'Ada'));

/** What callers say to the demo persona besides its topics. */
const smallTalk: Record<Language, readonly string[]> = {
  en: [
    'Hello',
    'Who are you?',
    'How are you?',
    'What do you sell?',
    'A human please',
    'Thanks',
    'Goodbye',
    'Gibberish',
  ],
  es: ['Hola', '¿Quién eres?', '¿Qué tal?', '¿Qué venden?', 'Una persona', 'Gracias', 'Adiós', 'Blabla'],
  fr: [
    'Bonjour',
    'Qui êtes-vous ?',
    'Comment allez-vous ?',
    'Vos produits',
    'Un conseiller',
    'Merci',
    'Au revoir',
    'Bla',
  ],
  de: ['Hallo', 'Wer sind Sie?', "Wie geht's?", 'Was verkaufen Sie?', 'Ein Berater', 'Danke', 'Tschüss', 'Blabla'],
  pt: ['Olá', 'Quem é você?', 'Como vai?', 'Seus produtos', 'Um atendente', 'Obrigada', 'Tchau', 'Blabla'],
};
const orders: Record<Language, string> = {
  en: 'Where is my order 4711?',
  es: '¿Dónde está mi pedido 4711?',
  fr: 'Où est ma commande 4711 ?',
  de: 'Wo ist mein Paket, die Bestellung 4711?',
  pt: 'Onde está meu pedido 4711?',
};
const tools = ['search_knowledge', 'transfer_to_human', 'end_conversation'];

/** What the demo persona says in a language: on every topic, with each text of the demo shop found, with nothing found, and in between. */
export function personaTexts(language: Language): string[] {
  const asked = [...topics.map(({ query }) => query[language]), ...smallTalk[language], orders[language]];
  const found = [...demoConfig.knowledge.map(({ title, text }) => `${title}\n${text}`), 'Nothing was found.'];
  const texts = asked.flatMap((words) =>
    [tools, []].flatMap((offered) => [
      said(request(language, words, offered)),
      ...found.map((result) => said(request(language, words, offered, result))),
    ]),
  );
  return [...new Set(texts)].filter((text) => text !== '');
}

const said = (asking: MessagesRequest): string => {
  const { text = '' } = persona(asking) as Reply;
  return typeof text === 'string' ? text : text.join('');
};

function request(language: Language, words: string, offered: readonly string[], result?: string): MessagesRequest {
  const searched = [
    { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'search_knowledge', input: { query: words } }] },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: result }] },
  ];
  return {
    model: 'any',
    max_tokens: 100,
    system: `Speak ${languageName[language]}.`,
    tools: offered.map((name) => ({ name, input_schema: { type: 'object' } })),
    messages: [{ role: 'user', content: words }, ...(result === undefined ? [] : searched)],
  } as MessagesRequest;
}
