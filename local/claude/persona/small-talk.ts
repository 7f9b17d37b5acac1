import { type Intent, spokenIntent } from '#local/claude/persona/intent.ts';
import { withOffer } from '#local/claude/persona/offer.ts';
import type { Lines } from '#local/claude/persona/words.ts';

const honest: Lines = {
  en: "I'm an AI assistant at Maple & Pine. Not a person, but I'm glad to help.",
  es: 'Soy una asistente de inteligencia artificial de Maple & Pine. No soy una persona, pero le ayudo con mucho gusto.',
  fr: 'Je suis une intelligence artificielle chez Maple & Pine. Pas une personne, mais je vous aide avec plaisir.',
  de: 'Ich bin eine künstliche Intelligenz bei Maple & Pine. Kein Mensch, aber ich helfe Ihnen gern.',
  pt: 'Sou uma inteligência artificial da Maple & Pine. Não sou uma pessoa, mas ajudo com prazer.',
};

/** Who asks what we are is told so, plainly. */
export const whoAreYou: Intent = spokenIntent(
  'whoAreYou',
  {
    en: [
      'are you a',
      'are you an',
      'are you human',
      'are you real',
      'am i talking to',
      'am i speaking to',
      'am i speaking with',
      'is this a robot',
      'is this a machine',
      'is this a bot',
      'who are you',
      'what are you',
      'your name',
      'who am i',
    ],
    es: [
      'eres un',
      'eres una',
      'eres humano',
      'eres humana',
      'es usted un',
      'es usted una',
      'es un robot',
      'es una máquina',
      'quién eres',
      'quién es usted',
      'cómo te llamas',
      'cómo se llama usted',
      'hablo con',
      'con quién',
      'estoy hablando con',
    ],
    fr: [
      'êtes-vous un',
      'êtes-vous une',
      'es-tu un',
      'vous êtes un',
      'vous êtes une',
      'qui êtes-vous',
      'qui es-tu',
      "c'est un robot",
      'est-ce un robot',
      'votre nom',
      'je parle à',
      'je parle avec',
    ],
    de: [
      'sind sie ein',
      'sind sie eine',
      'bist du ein',
      'bist du eine',
      'wer sind sie',
      'wer bist du',
      'ihr name',
      'wie heißen sie',
      'spreche ich mit',
      'ist das ein roboter',
      'ist das eine maschine',
    ],
    pt: [
      'você é um',
      'você é uma',
      'você é humano',
      'você é humana',
      'é um robô',
      'é uma máquina',
      'quem é você',
      'o seu nome',
      'com quem eu falo',
      'com quem falo',
      'estou falando com',
    ],
  },
  (call) => ({ text: withOffer(call, honest[call.language]) }),
);

const fine: Lines = {
  en: 'Very well, thank you for asking. What can I do for you?',
  es: 'Muy bien, gracias por preguntar. ¿En qué puedo ayudarle?',
  fr: 'Très bien, merci de demander. Que puis-je faire pour vous ?',
  de: 'Danke der Nachfrage, sehr gut. Was kann ich für Sie tun?',
  pt: 'Tudo ótimo, obrigada por perguntar. Em que posso ajudar?',
};

export const howAreYou: Intent = spokenIntent(
  'howAreYou',
  {
    en: ['how are you', 'how do you do', "how's it going"],
    es: ['cómo está', 'cómo estás', 'qué tal'],
    fr: ['comment allez-vous', 'comment ça va', 'vous allez bien'],
    de: ['wie geht es ihnen', "wie geht's", 'wie geht es dir'],
    pt: ['como vai', 'como você está', 'oi tudo bem', 'olá tudo bem', 'tudo bem com', 'tudo bom'],
  },
  ({ language }) => ({ text: fine[language] }),
);

const hello: Lines = {
  en: 'Hello, lovely to hear from you. How can I help?',
  es: 'Hola, qué alegría escucharle. ¿En qué puedo ayudarle?',
  fr: 'Bonjour, ravie de vous entendre. Comment puis-je vous aider ?',
  de: 'Hallo, schön, dass Sie anrufen. Wie kann ich Ihnen helfen?',
  pt: 'Olá, que bom falar com você. Como posso ajudar?',
};

export const greeting: Intent = spokenIntent(
  'greeting',
  {
    en: ['hello', 'hi', 'hey', 'good morning', 'good afternoon', 'good evening'],
    es: ['hola', 'buenos días', 'buenas tardes', 'buenas noches', 'buenas', 'buen día'],
    fr: ['bonjour', 'bonsoir', 'salut', 'allô'],
    de: ['hallo', 'guten tag', 'guten morgen', 'guten abend', 'grüß gott', 'moin', 'servus'],
    pt: ['olá', 'oi', 'bom dia', 'boa tarde', 'boa noite', 'alô'],
  },
  ({ language }) => ({ text: hello[language] }),
);

const assortment: Lines = {
  en: 'We make good things for the home. Oak tables, linen curtains, ceramic lamps and wool rugs.',
  es: 'Tenemos cosas bonitas para el hogar. Mesas de roble, cortinas de lino, lámparas de cerámica y alfombras de lana.',
  fr: 'Nous avons de belles choses pour la maison. Des tables en chêne, des rideaux en lin, des lampes et des tapis.',
  de: 'Wir haben schöne Dinge fürs Zuhause. Eichentische, Leinenvorhänge, Keramiklampen und Wollteppiche.',
  pt: 'Temos coisas bonitas para a casa. Mesas de carvalho, cortinas de linho, luminárias e tapetes de lã.',
};

export const whatYouSell: Intent = spokenIntent(
  'whatYouSell',
  {
    en: ['what do you sell', 'what do you have', 'what do you offer', 'your products', 'what can i buy'],
    es: ['qué venden', 'qué tienen', 'qué ofrecen', 'sus productos', 'qué productos'],
    fr: ['que vendez-vous', 'vous vendez quoi', "qu'est-ce que vous vendez", 'vos produits', 'quels produits'],
    de: ['was verkaufen sie', 'was haben sie', 'was bieten sie', 'ihre produkte', 'ihr sortiment'],
    pt: ['o que vocês vendem', 'o que vocês têm', 'seus produtos', 'quais produtos', 'que produtos'],
  },
  ({ language }) => ({ text: assortment[language] }),
);
