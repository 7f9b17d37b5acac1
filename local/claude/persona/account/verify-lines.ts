import type { Lines, Words } from '#local/claude/persona/words.ts';

export const thankYou: Lines = { en: 'Thank you,', es: 'Gracias,', fr: 'Merci,', de: 'Danke,', pt: 'Obrigada,' };

export const ofCourse: Lines = { en: 'Of course,', es: 'Claro,', fr: 'Bien sûr,', de: 'Gern,', pt: 'Claro,' };

export const oneMoment: Lines = {
  en: 'one moment please.',
  es: 'un momento por favor.',
  fr: "un instant s'il vous plaît.",
  de: 'einen Moment bitte.',
  pt: 'um momento por favor.',
};

export const sorry: Lines = {
  en: "I'm very sorry about that.",
  es: 'Lo siento mucho, de verdad.',
  fr: 'Je suis vraiment navrée.',
  de: 'Das tut mir sehr leid.',
  pt: 'Sinto muito por isso.',
};

export const gladly: Lines = {
  en: "Of course, I'll gladly help.",
  es: 'Claro, con mucho gusto.',
  fr: 'Bien sûr, avec plaisir.',
  de: 'Natürlich, das mache ich gern.',
  pt: 'Claro, com todo prazer.',
};

/** For the first of two facts. */
export const thatHelps: Lines = {
  en: 'Thank you, that helps.',
  es: 'Gracias, eso ayuda.',
  fr: 'Merci, cela aide.',
  de: 'Danke, das hilft.',
  pt: 'Obrigada, isso ajuda.',
};

export const toBeSure: Lines = {
  en: 'So that I know it is you,',
  es: 'Para confirmar que es usted,',
  fr: "Pour m'assurer que c'est bien vous,",
  de: 'Damit ich weiß, dass Sie es sind:',
  pt: 'Para confirmar que é você,',
};

/** What is still missing of the two facts. */
export const ask: Record<'both' | 'order' | 'address', Lines> = {
  both: {
    en: 'what is your order number, and your e-mail address or postcode?',
    es: '¿me dice el número de pedido y su correo electrónico o código postal?',
    fr: 'quel est votre numéro de commande, et votre adresse e-mail ou code postal ?',
    de: 'Wie lauten Ihre Bestellnummer und Ihre E-Mail-Adresse oder Postleitzahl?',
    pt: 'qual é o número do pedido, e o seu e-mail ou código postal?',
  },
  order: {
    en: 'what is your order number?',
    es: '¿cuál es su número de pedido?',
    fr: 'quel est votre numéro de commande ?',
    de: 'Wie lautet Ihre Bestellnummer?',
    pt: 'qual é o número do seu pedido?',
  },
  address: {
    en: 'what is the e-mail address or the postcode on the order?',
    es: '¿cuál es el correo electrónico o el código postal del pedido?',
    fr: "quelle est l'adresse e-mail ou le code postal de la commande ?",
    de: 'Wie lautet die E-Mail-Adresse oder die Postleitzahl der Bestellung?',
    pt: 'qual é o e-mail ou o código postal do pedido?',
  },
};

export const cannotTell: Words = {
  en: ["don't have", "don't know", "don't remember", 'not have', 'no idea', "can't find", 'forgot*', 'not sure'],
  es: ['no tengo', 'no sé', 'no lo sé', 'no recuerdo', 'no me acuerdo'],
  fr: ["je n'ai pas", 'je ne sais pas', 'sais pas', 'ne trouve pas', 'souviens pas'],
  de: ['habe ich nicht', 'hab ich nicht', 'weiß ich nicht', 'weiß nicht', 'keine ahnung', 'finde ich nicht'],
  pt: ['não tenho', 'não sei', 'não lembro', 'não me lembro', 'esqueci'],
};

export const anyTwo: Lines = {
  en: 'That is quite all right. The e-mail address and postcode will do, or the order number with either of them.',
  es: 'No pasa nada. Bastan el correo y el código postal, o el número de pedido con uno de ellos.',
  fr: 'Ce n’est pas grave. L’adresse e-mail et le code postal suffisent, ou le numéro de commande avec l’un des deux.',
  de: 'Das macht gar nichts. E-Mail-Adresse und Postleitzahl genügen, oder die Bestellnummer mit einem davon.',
  pt: 'Não tem problema. Bastam o e-mail e o CEP, ou o número do pedido com um deles.',
};

export const noMatch: Lines = {
  en: "I'm sorry, that does not match. You may tell me again, or give me another detail.",
  es: 'Lo siento, no coincide. Puede repetirlo o darme otro dato.',
  fr: 'Je regrette, cela ne correspond pas. Vous pouvez répéter, ou me donner une autre information.',
  de: 'Das passt leider nicht zusammen. Sagen Sie es gern noch einmal, oder nennen Sie etwas anderes.',
  pt: 'Desculpe, isso não confere. Pode repetir ou me dar outro dado.',
};

/** Also where a tool says so that should have known better. */
export const cannotVerify: Lines = {
  en: "I'm sorry, I can't verify you on this call. So nothing on the account can be told or changed here.",
  es: 'Lo siento, no puedo verificar su identidad. Por eso aquí no puedo ver ni cambiar nada de la cuenta.',
  fr: 'Je regrette, je ne peux pas vous identifier. Je ne peux donc rien dire ni changer sur le compte.',
  de: 'Ich kann Sie leider nicht sicher erkennen. Deshalb kann ich zum Konto nichts sagen und nichts ändern.',
  pt: 'Desculpe, não consigo confirmar quem você é. Por isso não posso ver nem mudar nada na conta.',
};
