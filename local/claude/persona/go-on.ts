import { type Intent, spokenIntent } from '#local/claude/persona/intent.ts';
import type { Lines } from '#local/claude/persona/words.ts';

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

/** Says the last reply once more. */
export const sayItAgain: Intent = spokenIntent(
  'sayItAgain',
  {
    en: ['repeat', 'say that again', 'say it again', 'come again', "didn't catch", 'pardon'],
    es: ['repetir', 'repita', 'repite', 'otra vez por favor', 'no le he oído', 'no le oí'],
    fr: ['répéter', 'répétez', 'pas entendu', 'redire'],
    de: ['wiederholen', 'noch einmal', 'noch mal', 'nochmal', 'nicht verstanden', 'wie bitte'],
    pt: ['repetir', 'repete', 'repita', 'de novo', 'não ouvi', 'não entendi'],
  },
  ({ said, language }) => ({ text: said || listening[language] }),
);
