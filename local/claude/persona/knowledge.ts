import type { Call, ToolResult } from '#local/claude/persona/call.ts';
import { sayFigures } from '#local/claude/persona/figures.ts';
import { type FollowUp, type Intent, spokenIntent } from '#local/claude/persona/intent.ts';
import { languageOf } from '#local/claude/persona/language-of.ts';
import { withOffer } from '#local/claude/persona/offer.ts';
import { sentencesAbout } from '#local/claude/persona/passages.ts';
import { isQuestion, wordsThatMatter } from '#local/claude/persona/question.ts';
import { foundThis, type Topic } from '#local/claude/persona/topic.ts';
import { topics } from '#local/claude/persona/topics.ts';
import { type Lines, mentions } from '#local/claude/persona/words.ts';
import type { Reply } from '#local/claude/reply.ts';

const notFound: Lines = {
  en: "I'm sorry, I don't have that information.",
  es: 'Lo siento, no tengo esa información.',
  fr: "Je suis désolée, je n'ai pas cette information.",
  de: 'Das weiß ich leider nicht.',
  pt: 'Desculpe, não tenho essa informação.',
};

const cannotLookUp: Lines = {
  en: "I'm sorry, I can't look that up.",
  es: 'Lo siento, no puedo consultarlo ahora.',
  fr: 'Je regrette, je ne peux pas le vérifier.',
  de: 'Das kann ich gerade leider nicht nachsehen.',
  pt: 'Desculpe, não consigo consultar isso.',
};

const onlyInEnglish: Lines = {
  en: 'Here is what I found.',
  es: 'Solo lo tengo en inglés, se lo leo.',
  fr: "Je ne l'ai qu'en anglais, je lis.",
  de: 'Das habe ich nur auf Englisch.',
  pt: 'Só tenho isso em inglês, vou ler.',
};

/** An intent for each topic: what the company says about it is looked up, never known by heart. */
export const topicIntents: readonly Intent[] = topics.map((topic) =>
  spokenIntent(topic.name, topic.words, (call) =>
    call.offers('search_knowledge')
      ? search(topic.query[call.language])
      : { text: withOffer(call, cannotLookUp[call.language]) },
  ),
);

/** A question about anything else: the company may have written about it. */
export const question: Intent = {
  name: 'question',
  recognises: ({ words, heard, language }) => isQuestion(words, heard, language),
  reply: (call) => {
    const query = wordsThatMatter(call.heard, call.language).join(' ').slice(0, 300);
    return query && call.offers('search_knowledge') ? search(query) : undefined;
  },
};

/** Answers from what was found: a short opening, then a sentence or two of the company's own. */
export const knowledgeFound: FollowUp = {
  tool: 'search_knowledge',
  reply(call, result) {
    const { language, heard } = call;
    if (result.failed) return { text: withOffer(call, cannotLookUp[language]) };
    const topic = topics.find(({ words }) => mentions(heard, words[language]));
    const sentences = foundNothing(result) ? [] : sentencesAbout(result.text, language, heard, topic);
    if (sentences.length > 0) return { text: answer(call, topic, sentences, result.text) };
    if (topic && !wasSearched(call, topic.query.en)) return search(topic.query.en);
    return { text: withOffer(call, notFound[language]) };
  },
};

function answer({ language }: Call, topic: Topic | undefined, sentences: string[], result: string): string {
  const opener = topic?.opener ?? foundThis;
  const text = sentences.join(' ');
  if (languageOf(text, language) === language) return `${opener[language]} ${text}`;
  const passage = result.split('\n\n').find((part) => part.includes(sentences[0] ?? '')) ?? text;
  const figures = topic && sayFigures(topic.name, passage, language);
  return figures ? `${opener[language]} ${figures}` : `${onlyInEnglish[language]} ${text}`;
}

/** The texts may be in English whatever the caller speaks: then a second search finds them. */
function wasSearched({ results, language }: Call, query: string): boolean {
  return language === 'en' || results.some(({ input }) => (input as { query?: string })?.query === query);
}

function foundNothing({ text }: ToolResult): boolean {
  return text.trim() === '' || /^(nothing|no (results?|matches|passages?|articles?))\b/i.test(text.trim());
}

function search(query: string): Reply {
  return { tools: [{ name: 'search_knowledge', input: { query } }] };
}
