import type { Missed } from '#lib/domain/escalation-steps.ts';
import type { Language } from '#lib/domain/language.ts';

/** What a text message to the team is made of. */
export type TeamTexts = {
  /** {company}: … */
  escalation: string;
  escalationAgain: string;
  /** Nobody took who was put through: {phone} may be `noNumber`, {why} is one of the next. */
  missed: string;
  /** `gone`: the caller did not wait. */
  whyMissed: Record<Missed | 'gone', string>;
  /** A wish for a person in a chat, which nobody can join: {session} is where its story stands. */
  chat: string;
  chatAgain: string;
  verified: string;
  notVerified: string;
  reminder: string;
  message: string;
  messageWithheld: string;
  messageInChat: string;
  /** A message that was recorded: {phone} may be `noNumber`. */
  spoken: string;
  spokenFailed: string;
  noNumber: string;
};

/** To the team, in the company's language. {company}, {session}, {when}, {phone}, {owner}, {seconds}, {recording}, {why} */
export const teamTexts: Record<Language, TeamTexts> = {
  en: {
    escalation: '{company}: a caller is being put through to a person.',
    escalationAgain: '{company}: a caller is being put through to a person, not for the first time in this call.',
    missed: '{company}: nobody took the caller who was being put through, {phone} ({why}).',
    whyMissed: {
      failed: 'the number could not be reached',
      busy: 'the line was busy',
      noAnswer: 'no answer',
      nobodyFree: 'nobody was free',
      gone: 'they hung up before anybody took the call',
    },
    chat: '{company}: a customer in a chat asks for a person ({session}).',
    chatAgain: '{company}: a customer in a chat asks for a person, not for the first time ({session}).',
    verified: 'Verified customer.',
    notVerified: 'Not verified.',
    reminder: '{company}: a call back is due, {when}, by {owner}, to {phone}.',
    message: '{company}: a message from a caller, {phone}.',
    messageWithheld: '{company}: a message from a caller without a number.',
    messageInChat: '{company}: a message from a customer in a chat ({session}).',
    spoken: '{company}: a spoken message of {seconds} seconds from {phone}, recording {recording}.',
    spokenFailed: '{company}: {phone} left a spoken message, but its recording failed.',
    noNumber: 'a hidden number',
  },
  es: {
    escalation: '{company}: se está pasando una llamada a una persona.',
    escalationAgain: '{company}: se está pasando otra vez la misma llamada a una persona.',
    missed: '{company}: nadie ha atendido la llamada que se estaba pasando, de {phone} ({why}).',
    whyMissed: {
      failed: 'no se pudo contactar con el número',
      busy: 'la línea comunicaba',
      noAnswer: 'no contestaron',
      nobodyFree: 'nadie estaba libre',
      gone: 'colgó antes de que alguien atendiera',
    },
    chat: '{company}: un cliente de un chat pide una persona ({session}).',
    chatAgain: '{company}: un cliente de un chat vuelve a pedir una persona ({session}).',
    verified: 'Cliente verificado.',
    notVerified: 'Sin verificar.',
    reminder: '{company}: hay que devolver una llamada, {when}, a cargo de {owner}, al {phone}.',
    message: '{company}: un mensaje de una persona que llamó, {phone}.',
    messageWithheld: '{company}: un mensaje de una persona que llamó sin número.',
    messageInChat: '{company}: un mensaje de un cliente de un chat ({session}).',
    spoken: '{company}: un mensaje hablado de {seconds} segundos, de {phone}, grabación {recording}.',
    spokenFailed: '{company}: {phone} dejó un mensaje hablado, pero la grabación falló.',
    noNumber: 'un número oculto',
  },
  fr: {
    escalation: '{company} : un appel est transféré à une personne.',
    escalationAgain: '{company} : le même appel est de nouveau transféré à une personne.',
    missed: '{company} : personne n’a pris l’appel qui était transféré, de {phone} ({why}).',
    whyMissed: {
      failed: 'numéro injoignable',
      busy: 'ligne occupée',
      noAnswer: 'pas de réponse',
      nobodyFree: 'personne n’était libre',
      gone: 'l’appelant a raccroché avant',
    },
    chat: '{company} : un client demande une personne dans un chat ({session}).',
    chatAgain: '{company} : un client demande de nouveau une personne dans un chat ({session}).',
    verified: 'Client vérifié.',
    notVerified: 'Non vérifié.',
    reminder: '{company} : un rappel est prévu, {when}, par {owner}, au {phone}.',
    message: '{company} : un message d’un appelant, {phone}.',
    messageWithheld: '{company} : un message d’un appelant sans numéro.',
    messageInChat: '{company} : un message d’un client dans un chat ({session}).',
    spoken: '{company} : un message vocal de {seconds} secondes, de {phone}, enregistrement {recording}.',
    spokenFailed: '{company} : {phone} a laissé un message vocal, mais l’enregistrement a échoué.',
    noNumber: 'un numéro masqué',
  },
  de: {
    escalation: '{company}: Ein Anruf wird an einen Menschen übergeben.',
    escalationAgain: '{company}: Derselbe Anruf wird noch einmal an einen Menschen übergeben.',
    missed: '{company}: Niemand hat den Anruf angenommen, der übergeben werden sollte, von {phone} ({why}).',
    whyMissed: {
      failed: 'nicht erreichbar',
      busy: 'besetzt',
      noAnswer: 'keine Antwort',
      nobodyFree: 'niemand war frei',
      gone: 'vorher aufgelegt',
    },
    chat: '{company}: Ein Kunde im Chat möchte einen Menschen ({session}).',
    chatAgain: '{company}: Ein Kunde im Chat möchte noch einmal einen Menschen ({session}).',
    verified: 'Kunde verifiziert.',
    notVerified: 'Nicht verifiziert.',
    reminder: '{company}: Ein Rückruf ist fällig, {when}, durch {owner}, an {phone}.',
    message: '{company}: Eine Nachricht von {phone}.',
    messageWithheld: '{company}: Eine Nachricht von jemandem ohne Rufnummer.',
    messageInChat: '{company}: Eine Nachricht von einem Kunden im Chat ({session}).',
    spoken: '{company}: Eine gesprochene Nachricht von {seconds} Sekunden, von {phone}, Aufnahme {recording}.',
    spokenFailed: '{company}: {phone} hat eine Nachricht gesprochen, aber die Aufnahme ist misslungen.',
    noNumber: 'unterdrückte Nummer',
  },
  pt: {
    escalation: '{company}: uma ligação está sendo passada para uma pessoa.',
    escalationAgain: '{company}: a mesma ligação está sendo passada de novo para uma pessoa.',
    missed: '{company}: ninguém atendeu a ligação que estava sendo passada, de {phone} ({why}).',
    whyMissed: {
      failed: 'número inacessível',
      busy: 'linha ocupada',
      noAnswer: 'sem resposta',
      nobodyFree: 'ninguém estava livre',
      gone: 'desligou antes de alguém atender',
    },
    chat: '{company}: um cliente num chat pede uma pessoa ({session}).',
    chatAgain: '{company}: um cliente num chat pede de novo uma pessoa ({session}).',
    verified: 'Cliente verificado.',
    notVerified: 'Não verificado.',
    reminder: '{company}: há uma ligação de retorno a fazer, {when}, por {owner}, para {phone}.',
    message: '{company}: um recado de quem ligou, {phone}.',
    messageWithheld: '{company}: um recado de quem ligou sem número.',
    messageInChat: '{company}: um recado de um cliente num chat ({session}).',
    spoken: '{company}: um recado falado de {seconds} segundos, de {phone}, gravação {recording}.',
    spokenFailed: '{company}: {phone} deixou um recado falado, mas a gravação falhou.',
    noNumber: 'um número oculto',
  },
};

/** One pass, so that a name with a brace in it stays a name. */
export const fillIn = (text: string, values: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);

/** Characters of a message to the team: three segments, whatever its language does to the alphabet of a text message. */
const longest = 450;

/** Parts of a message in one line, cut where it grows too long. */
export function oneMessage(parts: readonly string[]): string {
  const text = parts
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '')
    .join(' ');
  const letters = [...text];
  return letters.length <= longest
    ? text
    : `${letters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
}
