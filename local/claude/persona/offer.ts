import type { Call } from '#local/claude/persona/call.ts';
import { type Intent, spokenIntent } from '#local/claude/persona/intent.ts';
import { topics } from '#local/claude/persona/topics.ts';
import { transfer } from '#local/claude/persona/transfer.ts';
import { type Lines, mentions, type Words, wordCount } from '#local/claude/persona/words.ts';
import { no, yes } from '#local/claude/persona/yes-no.ts';

const offerOfPerson: Lines = {
  en: 'Shall I connect you to a colleague?',
  es: '¿Quiere que le pase con una persona?',
  fr: 'Voulez-vous que je vous passe un collègue ?',
  de: 'Soll ich Sie mit einem Menschen verbinden?',
  pt: 'Quer que eu transfira você para um atendente?',
};

/** Ends a reply with the offer of a person, where there is one to offer. */
export function withOffer(call: Call, text: string): string {
  return call.offers('transfer_to_human') ? `${text} ${offerOfPerson[call.language]}` : text;
}

/** Yes to the offer of a person. */
export const accepted: Intent = answerToOffer('accepted', yes, (call) => transfer(call, 'asked', storyOf(call)));

/** Not the yes, but what it is about: the first thing they said at some length. */
const storyOf = ({ turns, words }: Call): string => turns.find(({ heard }) => wordCount(heard) > 5)?.words ?? words;

/** Said when the caller would rather not. */
export const goodThen: Lines = {
  en: 'All right, no problem at all. What else can I do for you?',
  es: 'De acuerdo, no hay problema. ¿Qué más puedo hacer por usted?',
  fr: 'Très bien, aucun souci. Que puis-je faire d’autre pour vous ?',
  de: 'Alles klar, kein Problem. Was kann ich sonst für Sie tun?',
  pt: 'Tudo bem, sem problema. O que mais posso fazer por você?',
};

/** No to the offer of a person. */
export const declined: Intent = answerToOffer('declined', no, ({ language }) => ({ text: goodThen[language] }));

/** Only after we have offered, and only for a short answer that names nothing else. */
function answerToOffer(name: string, words: Words, reply: Intent['reply']): Intent {
  const { recognises } = spokenIntent(name, words, reply);
  return {
    name,
    reply,
    recognises: (call) =>
      call.said.includes(offerOfPerson[call.language]) &&
      wordCount(call.heard) <= 6 &&
      recognises(call) &&
      !topics.some((topic) => mentions(call.heard, topic.words[call.language])),
  };
}
