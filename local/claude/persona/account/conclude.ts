import { type Case, handUp } from '#local/claude/persona/account/manager.ts';
import type { Matter } from '#local/claude/persona/account/matter.ts';
import { outcomeOf, tookOver } from '#local/claude/persona/account/outcome.ts';
import { lookUp } from '#local/claude/persona/account/verify.ts';
import { cannotVerify } from '#local/claude/persona/account/verify-lines.ts';
import type { Call, ToolResult } from '#local/claude/persona/call.ts';
import { withOffer } from '#local/claude/persona/offer.ts';
import type { Lines } from '#local/claude/persona/words.ts';
import type { Reply } from '#local/claude/reply.ts';

type Deed = {
  tool: string;
  input: object;
  /** What became of it, once it was tried. */
  result: ToolResult | undefined;
  told: Case;
  /** What we say when the result says that it was done. */
  done: (result: string) => string;
};

/** Does a thing, or tells what became of it: never more than the result says. */
export function conclude(call: Call, matter: Matter, { tool, input, result, told, done }: Deed): Reply {
  const { language } = call;
  if (result === undefined) {
    return call.offers(tool) ? lookUp(call, tool, input) : handUp(call, matter, { ...told, tried: 'None.' });
  }
  const outcome = outcomeOf(result);
  switch (outcome.kind) {
    case 'done':
      return { text: `${(call.results.some(tookOver) ? thankYou : allRight)[language]} ${done(outcome.text)}` };
    case 'unsure':
      return { text: beingChecked[language] };
    case 'unverified':
      return { text: withOffer(call, cannotVerify[language]) };
    case 'denied':
      if (outcome.text.includes('escalate_to_manager') && call.offers('escalate_to_manager')) {
        return handUp(call, matter, told);
      }
      return { text: withOffer(call, `${nothingDone[language]}${why(outcome.text, language)}`) };
    default:
      return outcome satisfies never;
  }
}

/** The part of a denial that helps the caller. Limits and rules stay with us. */
function why(denial: string, language: keyof Lines): string {
  const reason = reasons.find(({ said }) => said.test(denial));
  return reason ? ` ${reason.say[language]}` : '';
}

/** The manager's first words, after the caller has waited for them. */
const thankYou: Lines = {
  en: 'Thank you for your patience.',
  es: 'Gracias por su paciencia.',
  fr: 'Merci de votre patience.',
  de: 'Danke für Ihre Geduld.',
  pt: 'Obrigada pela paciência.',
};

const allRight: Lines = {
  en: 'All right.',
  es: 'Muy bien.',
  fr: 'Très bien.',
  de: 'Alles klar.',
  pt: 'Tudo certo.',
};

const beingChecked: Lines = {
  en: "I can't say yet whether that went through. It is being checked, and it will be settled.",
  es: 'Aún no puedo decir si se completó. Se está comprobando y quedará resuelto.',
  fr: "Je ne peux pas encore dire si c'est passé. C'est en cours de vérification et ce sera réglé.",
  de: 'Ob das geklappt hat, ist noch nicht sicher. Es wird geprüft und geklärt.',
  pt: 'Ainda não posso dizer se deu certo. Está sendo verificado e será resolvido.',
};

const nothingDone: Lines = {
  en: "I'm sorry, nothing was done.",
  es: 'Lo siento, no se ha hecho nada.',
  fr: "Je suis désolée, rien n'a été fait.",
  de: 'Es tut mir leid, es ist nichts geschehen.',
  pt: 'Sinto muito, nada foi feito.',
};

const reasons: readonly { said: RegExp; say: Lines }[] = [
  {
    said: /nothing is left|already.{0,40}(?:refunded|given back)|(?:refunded|given back) (?:already|before)/i,
    say: {
      en: 'There is nothing left to refund there.',
      es: 'Ahí ya no queda nada por reembolsar.',
      fr: "Il n'y reste rien à rembourser.",
      de: 'Dort ist nichts mehr zu erstatten.',
      pt: 'Ali não resta nada a reembolsar.',
    },
  },
  {
    said: /too (?:old|long ago|late)|older than|days ago/i,
    say: {
      en: 'That order was too long ago.',
      es: 'Ese pedido es de hace demasiado tiempo.',
      fr: 'Cette commande est trop ancienne.',
      de: 'Diese Bestellung liegt zu lange zurück.',
      pt: 'Esse pedido é antigo demais.',
    },
  },
  {
    said: /like that already|already (?:so|paused|active|cancelled)/i,
    say: {
      en: 'It stands just so already.',
      es: 'Ya está así.',
      fr: "C'est déjà le cas.",
      de: 'Es ist bereits so.',
      pt: 'Já está assim.',
    },
  },
];
