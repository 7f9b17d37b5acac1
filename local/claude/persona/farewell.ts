import type { Call } from '#local/claude/persona/call.ts';
import { type FollowUp, type Intent, spokenIntent } from '#local/claude/persona/intent.ts';
import { isQuestion } from '#local/claude/persona/question.ts';
import { type Lines, wordCount } from '#local/claude/persona/words.ts';
import type { Reply } from '#local/claude/reply.ts';

const farewell: Lines = {
  en: 'Thank you for calling Maple & Pine. Have a lovely day, goodbye!',
  es: 'Gracias por llamar a Maple & Pine. ¡Que tenga un buen día, adiós!',
  fr: "Merci d'avoir appelé Maple & Pine. Très bonne journée, au revoir !",
  de: 'Danke für Ihren Anruf bei Maple & Pine. Einen schönen Tag noch, auf Wiederhören!',
  pt: 'Obrigada por ligar para a Maple & Pine. Tenha um ótimo dia, até logo!',
};

/** Goodbye in so many words. A question in the same breath is answered first. */
export const goodbye: Intent = spokenIntent(
  'goodbye',
  {
    en: [
      'bye',
      'goodbye',
      'good bye',
      "that's all",
      'that is all',
      "that'll be all",
      'that will be all',
      'nothing else',
      'have a nice day',
      'have a good day',
    ],
    es: ['adiós', 'hasta luego', 'eso es todo', 'nada más', 'chao', 'que tenga buen día'],
    fr: ['au revoir', "c'est tout", "rien d'autre", 'bonne journée', 'bonne soirée', 'ce sera tout'],
    de: [
      'auf wiederhören',
      'auf wiedersehen',
      'tschüss',
      'tschüs',
      'das war alles',
      "das war's",
      'das wäre alles',
      'schönen tag',
    ],
    pt: ['tchau', 'até logo', 'adeus', 'é só isso', 'era só isso', 'só isso', 'nada mais', 'mais nada'],
  },
  (call) => (call.words.includes('?') ? undefined : sayGoodbye(call)),
);

/** Thanks, and no more: on the phone that closes the matter. */
export const thanks: Intent = spokenIntent(
  'thanks',
  {
    en: ['thanks', 'thank you', 'cheers'],
    es: ['gracias'],
    fr: ['merci'],
    de: ['danke', 'dankeschön', 'vielen dank'],
    pt: ['obrigado', 'obrigada', 'valeu'],
  },
  (call) =>
    wordCount(call.heard) > 8 || isQuestion(call.words, call.heard, call.language) ? undefined : sayGoodbye(call),
);

function sayGoodbye(call: Call): Reply {
  const text = farewell[call.language];
  if (!call.offers('end_conversation')) return { text };
  const outcome = call.choice('end_conversation', 'outcome', 'resolved');
  return { text, tools: [{ name: 'end_conversation', input: { outcome } }] };
}

/** The goodbye has been said. */
export const ended: FollowUp = { tool: 'end_conversation', reply: () => ({}) };
