import type { Language } from '#lib/domain/language.ts';
import type { ScriptPurpose } from '#lib/domain/script.ts';

type ChatPurpose = Extract<
  ScriptPurpose,
  | 'goodbye'
  | 'transfer'
  | 'tooSlow'
  | 'tooSlowNoPerson'
  | 'failedToPerson'
  | 'failedTryAgain'
  | 'refusal'
  | 'refusalNoPerson'
  | 'busyToPerson'
  | 'busyGoodbye'
>;

/** What we say ourselves in a chat, where the words for the phone would not be true: nobody stays on a line or presses a key. */
export const chatTexts: Record<Language, Record<ChatPurpose, string> & Partial<Record<ScriptPurpose, string>>> = {
  en: {
    goodbye: 'Thank you for writing to {company}. Goodbye.',
    transfer: 'I have passed this chat on to our team. They have the whole conversation and will get back to you.',
    tooSlow: "I'm sorry, that took too long. Please ask me again, or tell me that you would like a person.",
    tooSlowNoPerson: "I'm sorry, that took too long. Could you ask me once more, please?",
    failedToPerson: "I'm sorry, something went wrong on my end again.",
    failedTryAgain: "I'm sorry, something went wrong on my end. Could you write that once more, please?",
    refusal: "I'm afraid I can't help with that. What else can I do for you? Or tell me that you would like a person.",
    refusalNoPerson: "I'm afraid I can't help with that. Is there anything else I can do for you?",
    busyToPerson: "I'm sorry, I can't go on with this myself right now.",
    busyGoodbye: "I'm sorry, I can't go on with this right now. Please write again a little later. Goodbye.",
  },
  es: {
    goodbye: 'Gracias por escribir a {company}. Hasta pronto.',
    transfer: 'He pasado este chat a nuestro equipo. Tienen toda la conversación y se pondrán en contacto contigo.',
    tooSlow:
      'Lo siento, he tardado demasiado. Vuelve a preguntarme, por favor, o dime que quieres hablar con una persona.',
    tooSlowNoPerson: 'Lo siento, he tardado demasiado. ¿Me lo preguntas otra vez, por favor?',
    failedToPerson: 'Lo siento, ha vuelto a fallar algo por mi parte.',
    failedTryAgain: 'Lo siento, ha fallado algo por mi parte. ¿Me lo escribes otra vez, por favor?',
    refusal:
      'Me temo que con eso no puedo ayudarte. ¿Qué más puedo hacer por ti? O dime que quieres hablar con una persona.',
    refusalNoPerson: 'Me temo que con eso no puedo ayudarte. ¿Puedo hacer algo más por ti?',
    busyToPerson: 'Lo siento, ahora mismo no puedo seguir con esto yo.',
    busyGoodbye:
      'Lo siento, ahora mismo no puedo seguir con esto. Escríbenos un poco más tarde, por favor. Hasta pronto.',
  },
  fr: {
    goodbye: "Merci d'avoir écrit à {company}. Au revoir.",
    transfer: "J'ai transmis cette conversation à notre équipe. Elle a tout sous les yeux et reviendra vers vous.",
    tooSlow:
      'Désolé, cela a pris trop de temps. Reposez-moi la question, ou dites-moi que vous souhaitez une personne.',
    tooSlowNoPerson: 'Désolé, cela a pris trop de temps. Pouvez-vous me reposer la question, s’il vous plaît ?',
    failedToPerson: "Désolé, quelque chose n'a encore pas fonctionné de mon côté.",
    failedTryAgain: "Désolé, quelque chose n'a pas fonctionné de mon côté. Pouvez-vous l'écrire encore une fois ?",
    refusal:
      'Je ne peux malheureusement pas vous aider sur ce point. Autre chose ? Ou dites-moi que vous souhaitez une personne.',
    refusalNoPerson: 'Je ne peux malheureusement pas vous aider sur ce point. Puis-je faire autre chose pour vous ?',
    busyToPerson: 'Désolé, je ne peux pas continuer moi-même pour le moment.',
    busyGoodbye: 'Désolé, je ne peux pas continuer pour le moment. Écrivez-nous un peu plus tard. Au revoir.',
  },
  de: {
    goodbye: 'Danke, dass Sie {company} geschrieben haben. Auf Wiedersehen.',
    transfer: 'Ich habe diesen Chat an unser Team weitergegeben. Es hat das ganze Gespräch und meldet sich bei Ihnen.',
    tooSlow:
      'Entschuldigung, das hat zu lange gedauert. Fragen Sie bitte noch einmal, oder sagen Sie mir, dass Sie einen Menschen möchten.',
    tooSlowNoPerson: 'Entschuldigung, das hat zu lange gedauert. Fragen Sie mich bitte noch einmal?',
    failedToPerson: 'Entschuldigung, bei mir ist wieder etwas schiefgegangen.',
    failedTryAgain: 'Entschuldigung, bei mir ist etwas schiefgegangen. Schreiben Sie das bitte noch einmal?',
    refusal: 'Dabei kann ich leider nicht helfen. Was kann ich sonst für Sie tun? Oder möchten Sie einen Menschen?',
    refusalNoPerson: 'Dabei kann ich leider nicht helfen. Kann ich sonst etwas für Sie tun?',
    busyToPerson: 'Entschuldigung, ich kann das im Moment nicht selbst weiterführen.',
    busyGoodbye:
      'Entschuldigung, ich kann das im Moment nicht weiterführen. Schreiben Sie bitte etwas später noch einmal. Auf Wiedersehen.',
  },
  pt: {
    goodbye: 'Obrigado por escrever à {company}. Até logo.',
    transfer: 'Passei este chat para a nossa equipe. Ela tem toda a conversa e vai retornar a você.',
    tooSlow: 'Desculpe, demorou demais. Pergunte de novo, por favor, ou diga que quer falar com uma pessoa.',
    tooSlowNoPerson: 'Desculpe, demorou demais. Pode perguntar mais uma vez, por favor?',
    failedToPerson: 'Desculpe, algo deu errado de novo do meu lado.',
    failedTryAgain: 'Desculpe, algo deu errado do meu lado. Pode escrever isso mais uma vez, por favor?',
    refusal:
      'Infelizmente não posso ajudar com isso. O que mais posso fazer por você? Ou diga que quer falar com uma pessoa.',
    refusalNoPerson: 'Infelizmente não posso ajudar com isso. Posso fazer mais alguma coisa por você?',
    busyToPerson: 'Desculpe, não consigo continuar com isso sozinho agora.',
    busyGoodbye:
      'Desculpe, não consigo continuar com isso agora. Escreva de novo um pouco mais tarde, por favor. Até logo.',
  },
};
