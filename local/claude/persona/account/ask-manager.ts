import { nextStep } from '#local/claude/persona/account/account.ts';
import { bringManager, managerAway } from '#local/claude/persona/account/manager.ts';
import { openMatter } from '#local/claude/persona/account/matter.ts';
import { tookOver } from '#local/claude/persona/account/outcome.ts';
import { type FollowUp, type Intent, spokenIntent } from '#local/claude/persona/intent.ts';
import { withOffer } from '#local/claude/persona/offer.ts';
import { transfer } from '#local/claude/persona/transfer.ts';
import type { Lines } from '#local/claude/persona/words.ts';

/** "I want to speak to your manager": the AI manager where there is one above us, else a person. */
export const askManager: Intent = spokenIntent(
  'askManager',
  {
    en: ['manager', 'supervisor', 'your boss', 'someone in charge', 'your superior'],
    es: ['gerente', 'encargad*', 'supervisor*', 'responsable', 'jefe', 'jefa'],
    fr: ['responsable', 'superviseur', 'supérieur', 'manager', 'un chef', 'votre chef', 'direction'],
    de: ['manager*', 'vorgesetzte*', 'chef', 'chefin', 'geschäftsführ*', 'ihre leitung'],
    pt: ['gerente', 'supervisor*', 'chefe', 'responsável', 'superior'],
  },
  (call) => {
    if (call.offers('escalate_to_manager')) return bringManager(call, openMatter(call));
    const isHere = call.turns.some(({ results }) => results.some(tookOver));
    return isHere ? { text: withOffer(call, hereAlready[call.language]) } : transfer(call);
  },
);

/** From here on the manager speaks. They have said hello; the matter goes on where it stood. */
export const managerTookOver: FollowUp = {
  tool: 'escalate_to_manager',
  reply: (call, result) => {
    if (!tookOver(result)) return { text: withOffer(call, managerAway[call.language]) };
    return nextStep(call) ?? { text: tellMe[call.language] };
  },
};

const hereAlready: Lines = {
  en: 'You are speaking with the manager already.',
  es: 'Ya está hablando con la IA responsable.',
  fr: 'Vous parlez déjà avec la responsable.',
  de: 'Sie sprechen schon mit der Leitung.',
  pt: 'Você já está falando com a gerência.',
};

const tellMe: Lines = {
  en: 'Please tell me, what can I do for you?',
  es: 'Dígame, ¿qué puedo hacer por usted?',
  fr: 'Dites-moi, que puis-je faire pour vous ?',
  de: 'Sagen Sie mir bitte, was kann ich für Sie tun?',
  pt: 'Diga, o que posso fazer por você?',
};
