import type { Call } from '#local/claude/persona/call.ts';
import { type FollowUp, type Intent, spokenIntent } from '#local/claude/persona/intent.ts';
import { goodThen, withOffer } from '#local/claude/persona/offer.ts';
import { type Lines, type Words, wordCount } from '#local/claude/persona/words.ts';
import { no, yes } from '#local/claude/persona/yes-no.ts';
import type { Reply } from '#local/claude/reply.ts';

const askingToLeave: Words = {
  en: ['a message', 'a voice message', 'voicemail', 'record me'],
  es: ['un mensaje', 'un recado'],
  fr: ['un message'],
  de: ['eine nachricht', 'nachricht hinterlassen'],
  pt: ['um recado', 'uma mensagem'],
};

const offerOfMessage: Lines = {
  en: 'I tried just now, and could not reach anybody. Would you like to leave a spoken message for the team?',
  es: 'Acabo de intentarlo y no he podido hablar con nadie. ¿Quiere dejar un mensaje hablado para el equipo?',
  fr: "Je viens d'essayer et je n'ai joint personne. Voulez-vous laisser un message vocal à l'équipe ?",
  de: 'Ich habe es gerade versucht und niemanden erreicht. Möchten Sie dem Team eine gesprochene Nachricht hinterlassen?',
  pt: 'Acabei de tentar e não consegui falar com ninguém. Quer deixar um recado falado para a equipe?',
};

const gladly: Lines = { en: 'Of course.', es: 'Claro.', fr: 'Bien sûr.', de: 'Sehr gern.', pt: 'Claro.' };

const somebodyIsThere: Lines = {
  en: 'There is somebody on the team right now who can talk to you.',
  es: 'Ahora mismo hay alguien del equipo que puede hablar con usted.',
  fr: "Il y a en ce moment quelqu'un de l'équipe qui peut vous parler.",
  de: 'Im Team ist gerade jemand da, der mit Ihnen sprechen kann.',
  pt: 'Neste momento há alguém da equipe que pode falar com você.',
};

const aboutNothing: Lines = {
  en: 'A message for the team.',
  es: 'Un mensaje para el equipo.',
  fr: "Un message pour l'équipe.",
  de: 'Eine Nachricht für das Team.',
  pt: 'Um recado para a equipe.',
};

/** To who asks for a person again after one was rung in vain: once, and whoever insists is put through. */
export const messageInstead = (call: Call): Reply | undefined =>
  call.missed && call.offers('record_message') && !call.turns.some(({ said }) => offers(said, call))
    ? { text: offerOfMessage[call.language] }
    : undefined;

/** A caller who would rather leave a message. Whether they may be recorded the telephone system asks them itself. */
export const leaveMessage: Intent = spokenIntent('leaveMessage', askingToLeave, (call) => record(call));

export const messageAccepted: Intent = answerToOffer('messageAccepted', yes, (call) => record(call));
export const messageDeclined: Intent = answerToOffer('messageDeclined', no, ({ language }) => ({
  text: goodThen[language],
}));

/** The question that follows is not ours; where a person can be had there is none. */
export const messageRefused: FollowUp = {
  tool: 'record_message',
  reply: (call, { failed }) => (failed ? { text: withOffer(call, somebodyIsThere[call.language]) } : {}),
};

function record(call: Call): Reply | undefined {
  if (!call.offers('record_message')) return undefined;
  const { turns, language } = call;
  const reason = turns.slice(0, -1).findLast(({ heard }) => wordCount(heard) > 5)?.words ?? aboutNothing[language];
  return { text: gladly[language], tools: [{ name: 'record_message', input: { reason: reason.slice(0, 200) } }] };
}

const offers = (said: string, { language }: Call): boolean => said.includes(offerOfMessage[language]);

function answerToOffer(name: string, words: Words, reply: Intent['reply']): Intent {
  const { recognises } = spokenIntent(name, words, reply);
  return {
    name,
    reply,
    recognises: (call) => offers(call.said, call) && wordCount(call.heard) <= 6 && recognises(call),
  };
}
