import type { Call } from '#local/claude/persona/call.ts';
import type { FollowUp } from '#local/claude/persona/intent.ts';
import type { Lines } from '#local/claude/persona/words.ts';
import type { Reply } from '#local/claude/reply.ts';

const connecting: Lines = {
  en: "Of course, I'll connect you right away.",
  es: 'Claro, le paso ahora con una persona.',
  fr: 'Bien sûr, je vous passe un collègue.',
  de: 'Natürlich, ich verbinde Sie sofort.',
  pt: 'Claro, vou transferir você agora.',
};

const soothing: Lines = {
  en: "I'm really sorry about this. I'll connect you to a colleague right away.",
  es: 'Siento mucho lo ocurrido. Le paso ahora mismo con una persona.',
  fr: 'Je suis vraiment navrée. Je vous passe tout de suite un collègue.',
  de: 'Das tut mir wirklich leid. Ich verbinde Sie sofort mit einem Menschen.',
  pt: 'Sinto muito por isso. Vou transferir você agora para um atendente.',
};

const nobodyToOffer: Lines = {
  en: "I'm sorry, I can't transfer you from here. Tell me what happened, and I'll do what I can.",
  es: 'Lo siento, desde aquí no puedo transferirle. Cuénteme qué ocurre y haré lo posible.',
  fr: "Je regrette, je ne peux pas vous transférer d'ici. Dites-moi tout, je ferai de mon mieux.",
  de: 'Es tut mir leid, ich kann Sie hier nicht verbinden. Erzählen Sie mir, worum es geht, ich tue mein Bestes.',
  pt: 'Desculpe, daqui não consigo transferir você. Conte o que aconteceu e farei o possível.',
};

const notReached: Lines = {
  en: "I'm sorry, I couldn't reach anyone. What can I do for you meanwhile?",
  es: 'Lo siento, no he podido contactar con nadie. ¿Qué puedo hacer por usted mientras tanto?',
  fr: "Je suis désolée, je n'ai joint personne. Que puis-je faire pour vous en attendant ?",
  de: 'Es tut mir leid, ich habe niemanden erreicht. Was kann ich so lange für Sie tun?',
  pt: 'Desculpe, não consegui falar com ninguém. O que posso fazer por você enquanto isso?',
};

const reasons: Record<'asked' | 'upset', Lines> = {
  asked: {
    en: 'The caller asked for a person.',
    es: 'La persona que llama ha pedido hablar con alguien.',
    fr: "L'appelant a demandé à parler à quelqu'un.",
    de: 'Der Anrufer möchte mit einem Menschen sprechen.',
    pt: 'O cliente pediu para falar com uma pessoa.',
  },
  upset: {
    en: 'The caller is upset.',
    es: 'La persona que llama está muy molesta.',
    fr: "L'appelant est très mécontent.",
    de: 'Der Anrufer ist sehr verärgert.',
    pt: 'O cliente está muito aborrecido.',
  },
};

const theySaid: Lines = { en: 'They said', es: 'Dijo', fr: 'Ses mots', de: 'Zuletzt gesagt', pt: 'Disse' };

/**
 * Puts the caller through with the story told, in their own words, or says honestly that there is nobody to put them
 * through to.
 */
export function transfer(call: Call, why: keyof typeof reasons = 'asked', story = call.words): Reply {
  const { language } = call;
  if (!call.offers('transfer_to_human')) return { text: nobodyToOffer[language] };
  const reason = reasons[why][language];
  const summary = `${theySaid[language]}: “${story.slice(0, 200)}”`;
  return {
    text: why === 'upset' ? soothing[language] : connecting[language],
    tools: [{ name: 'transfer_to_human', input: { reason, summary } }],
  };
}

/** A transfer that stands needs no more words from us. One that failed is said as it is. */
export const transferred: FollowUp = {
  tool: 'transfer_to_human',
  reply: ({ language }, { failed }) => (failed ? { text: notReached[language] } : {}),
};
