import type { Call } from '#local/claude/persona/call.ts';
import { withOffer } from '#local/claude/persona/offer.ts';
import type { Lines } from '#local/claude/persona/words.ts';
import type { Reply } from '#local/claude/reply.ts';

const notUnderstood: Lines = {
  en: "Sorry, I'm not sure I follow.",
  es: 'Perdone, no le he entendido bien.',
  fr: "Pardon, je n'ai pas bien compris.",
  de: 'Entschuldigung, das habe ich nicht verstanden.',
  pt: 'Desculpe, não entendi muito bem.',
};

const repertoire: Lines = {
  en: 'I can tell you about shipping, returns, opening hours, warranty or payment.',
  es: 'Puedo informarle sobre envíos, devoluciones, horarios, garantía o pagos.',
  fr: 'Je peux vous renseigner sur la livraison, les retours, les horaires, la garantie ou le paiement.',
  de: 'Ich kann Ihnen etwas zu Versand, Rückgabe, Öffnungszeiten, Garantie oder Bezahlung sagen.',
  pt: 'Posso informar sobre entrega, devoluções, horários, garantia ou pagamento.',
};

const sayAgain: Lines = {
  en: 'Could you say it in other words?',
  es: '¿Puede decírmelo con otras palabras?',
  fr: 'Pouvez-vous le dire autrement ?',
  de: 'Können Sie es anders sagen?',
  pt: 'Pode dizer de outra forma?',
};

const beyondMe: Lines = {
  en: "I'm afraid I can't help with that.",
  es: 'Me temo que con eso no puedo ayudarle.',
  fr: 'Je crains de ne pas pouvoir vous aider.',
  de: 'Dabei kann ich Ihnen leider nicht helfen.',
  pt: 'Infelizmente, com isso não posso ajudar.',
};

/** Says what we can do; the second time in a row, offers a person instead of asking again. */
export function unknown(call: Call): Reply {
  const { language, said } = call;
  if (said.includes(notUnderstood[language])) return { text: withOffer(call, beyondMe[language]) };
  const next = call.offers('search_knowledge') ? repertoire[language] : sayAgain[language];
  return { text: `${notUnderstood[language]} ${next}` };
}
