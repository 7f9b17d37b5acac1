import { factsOf } from '#local/claude/persona/account/facts.ts';
import { type Matter, storyOf } from '#local/claude/persona/account/matter.ts';
import { wasVerified } from '#local/claude/persona/account/outcome.ts';
import type { Call } from '#local/claude/persona/call.ts';
import { withOffer } from '#local/claude/persona/offer.ts';
import type { Lines } from '#local/claude/persona/words.ts';
import type { Reply } from '#local/claude/reply.ts';

/** A matter as the manager is told of it: the caller never repeats anything. */
export type Case = { wish: string; facts: string; tried: string };

/** Hands the matter to the manager, who may do more; where there is none, says so and offers a person. */
export function handUp(call: Call, matter: Matter, told: Case): Reply {
  const { language } = call;
  if (!call.offers('escalate_to_manager')) return { text: withOffer(call, mayNot[language]) };
  return { text: aboveMe[language], tools: [escalation(call, told.wish, storyOf(matter), told)] };
}

/** The caller asked for the manager, and gets them. */
export function bringManager(call: Call, matter: Matter | undefined): Reply {
  const story = matter ? storyOf(matter) : call.words;
  const told = { wish: 'The caller asks for the manager.', facts: '', tried: 'None.' };
  return { text: withPleasure[call.language], tools: [escalation(call, told.wish, story, told)] };
}

function escalation(call: Call, reason: string, story: string, { wish, facts, tried }: Case) {
  const { orderId } = factsOf(call.turns, call.language);
  const verified = call.turns.some(({ results }) => results.some(wasVerified));
  const known = [
    verified ? 'The caller is verified.' : 'The caller is not verified yet.',
    orderId === undefined ? '' : `They named order ${orderId}.`,
    facts,
    `In their words: “${story.slice(0, 500)}”`,
  ];
  const caseFile = {
    facts: known.filter(Boolean).join(' '),
    wishes: wish,
    offersMade: 'None.',
    amountsTried: tried,
  };
  return { name: 'escalate_to_manager', input: { reason, caseFile } };
}

const aboveMe: Lines = {
  en: 'That is above what I may do, so I am bringing in my manager.',
  es: 'Eso supera lo que yo puedo hacer, así que le paso con mi responsable.',
  fr: 'Cela dépasse ce que je peux faire, je fais donc venir ma responsable.',
  de: 'Das geht über das hinaus, was ich darf, deshalb hole ich meine Leitung dazu.',
  pt: 'Isso vai além do que eu posso fazer, então vou chamar a minha gerência.',
};

const withPleasure: Lines = {
  en: 'Of course, I am bringing in my manager.',
  es: 'Claro, le paso con mi responsable.',
  fr: 'Bien sûr, je fais venir ma responsable.',
  de: 'Natürlich, ich hole meine Leitung dazu.',
  pt: 'Claro, vou chamar a minha gerência.',
};

/** Said when the manager did not take over. */
export const managerAway: Lines = {
  en: "I'm sorry, my manager can't take over now. Nothing has been done so far.",
  es: 'Lo siento, mi responsable no puede atender ahora. Todavía no se ha hecho nada.',
  fr: "Je regrette, ma responsable n'est pas disponible. Rien n'a été fait pour le moment.",
  de: 'Meine Leitung kann gerade leider nicht übernehmen. Bisher ist nichts geschehen.',
  pt: 'Desculpe, a minha gerência não pode atender agora. Por enquanto nada foi feito.',
};

const mayNot: Lines = {
  en: "I'm sorry, nothing has been done. That is more than I may do here.",
  es: 'Lo siento, no se ha hecho nada. Es más de lo que puedo hacer aquí.',
  fr: "Je suis désolée, rien n'a été fait. C'est plus que ce que je peux faire ici.",
  de: 'Es tut mir leid, es ist nichts geschehen. Das ist mehr, als ich hier darf.',
  pt: 'Sinto muito, nada foi feito. É mais do que posso fazer aqui.',
};
