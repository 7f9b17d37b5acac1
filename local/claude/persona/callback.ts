import type { Call } from '#local/claude/persona/call.ts';
import { localWindow } from '#local/claude/persona/callback-time.ts';
import type { FollowUp, Intent } from '#local/claude/persona/intent.ts';
import { type Lines, mentions, type Words, wordCount } from '#local/claude/persona/words.ts';

const askingForCall: Words = {
  en: ['call me back', 'call back', 'callback', 'ring me back', 'call me later', 'call me tomorrow', 'give me a call'],
  es: ['llámeme', 'llamarme', 'me llamen', 'devolverme la llamada', 'me devuelvan la llamada'],
  fr: ['rappelez-moi', 'me rappeler', "qu'on me rappelle", 'rappeler demain'],
  de: ['rufen sie mich', 'zurückrufen', 'ruft mich', 'einen rückruf', 'rückruf'],
  pt: ['me ligue', 'me ligar', 'me liguem', 'retornar a ligação', 'me retornem'],
};

const whenSuits: Lines = {
  en: 'Of course. When suits you: tomorrow morning or tomorrow afternoon?',
  es: 'Claro. ¿Cuándo le viene bien: mañana por la mañana o mañana por la tarde?',
  fr: 'Bien sûr. Quand cela vous arrange-t-il : demain matin ou demain après-midi ?',
  de: 'Natürlich. Wann passt es Ihnen: morgen Vormittag oder morgen Nachmittag?',
  pt: 'Claro. Quando fica melhor: amanhã de manhã ou amanhã à tarde?',
};

const promised: Record<keyof Lines, (window: string) => string> = {
  en: (window) => `Good, that is settled. We will call you back on this number: ${window}. What else can I do for you?`,
  es: (window) => `Bien, queda acordado. Le llamamos a este número: ${window}. ¿Qué más puedo hacer por usted?`,
  fr: (window) =>
    `Bien, c'est noté. Nous vous rappelons à ce numéro : ${window}. Que puis-je faire d’autre pour vous ?`,
  de: (window) =>
    `Gut, das ist ausgemacht. Wir rufen Sie unter dieser Nummer zurück: ${window}. Was kann ich sonst für Sie tun?`,
  pt: (window) => `Certo, combinado. Ligamos para este número: ${window}. O que mais posso fazer por você?`,
};

const anotherTime: Lines = {
  en: "I'm sorry, that time doesn't work. Which other time suits you?",
  es: 'Lo siento, a esa hora no es posible. ¿Qué otra hora le viene bien?',
  fr: "Je regrette, cette heure n'est pas possible. Quelle autre heure vous convient ?",
  de: 'Das geht zu dieser Zeit leider nicht. Welche andere Zeit passt Ihnen?',
  pt: 'Desculpe, nesse horário não é possível. Que outro horário fica bom?',
};

/** Promises a call back: asks for the time where none was said. */
export const callBack: Intent = {
  name: 'callBack',
  recognises: (call) => call.offers('schedule_callback') && (asksForCall(call) || answersWhen(call)),
  reply: (call) => {
    const { language } = call;
    const when = localWindow(call);
    if (when === undefined) return { text: whenSuits[language] };
    return { tools: [{ name: 'schedule_callback', input: { when, reason: reasonOf(call) } }] };
  },
};

const asksForCall = ({ heard, language }: Call): boolean => mentions(heard, askingForCall[language]);

/** Only after we have asked. */
const answersWhen = (call: Call): boolean =>
  [whenSuits, anotherTime].some((asked) => call.said.includes(asked[call.language])) && localWindow(call) !== undefined;

/** What it is about: the last thing they said at some length. */
const reasonOf = ({ turns, words }: Call): string =>
  (turns.slice(0, -1).findLast(({ heard }) => wordCount(heard) > 5)?.words ?? words).slice(0, 300);

/** Said exactly as the tool has promised it. */
export const calledBack: FollowUp = {
  tool: 'schedule_callback',
  reply: ({ language }, { failed, text }) => {
    const window = /^Promised \([^)]*\): .+? calls back on [^,]+, (.+)\. Say exactly/.exec(text)?.[1];
    return { text: failed || window === undefined ? anotherTime[language] : promised[language](window) };
  },
};
