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

const listening: Lines = {
  en: 'Of course, go ahead. What would you like to know?',
  es: 'Claro, dígame. ¿Qué le gustaría saber?',
  fr: 'Bien sûr, je vous écoute. Que souhaitez-vous savoir ?',
  de: 'Natürlich, sehr gern. Was möchten Sie wissen?',
  pt: 'Claro, pode falar. O que você gostaria de saber?',
};

/** "Yes", "one more thing": the caller has something to ask and has not asked it yet. */
export const goOn: Intent = spokenIntent(
  'goOn',
  {
    en: ['question', 'one more thing', 'something else', 'yes', 'yeah', 'okay', 'ok', 'help'],
    es: ['pregunta', 'otra cosa', 'una cosa más', 'sí', 'vale', 'ayuda'],
    fr: ['question', 'autre chose', 'encore une chose', 'oui', "d'accord", 'aide'],
    de: ['frage', 'noch etwas', 'noch was', 'ja', 'okay', 'hilfe'],
    pt: ['pergunta', 'dúvida', 'outra coisa', 'mais uma coisa', 'sim', 'ajuda'],
  },
  ({ language }) => ({ text: listening[language] }),
);
